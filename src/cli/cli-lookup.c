/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-lookup.h"

#include <string.h>

#include "cli-arguments.h"

/* How much of a list is in memory at a time: some megabytes. A search is done anew for each page, so they are large. */
#define PAGE 20000

#define TEXT_FORM     "mediary:"
#define REFERENCE_KEY "?ref="

static MediaryItem *
item_by_any_id (MediaryService *service, const char *id, GError **error)
{
  g_autoptr (GError) item_error = NULL;
  g_autoptr (MediaryReference) reference = NULL;
  MediaryItem *item = mediary_service_get_item (service, id, NULL, &item_error);

  if (item != NULL)
    return item;
  if (!g_error_matches (item_error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&item_error));
    return NULL;
  }

  reference = mediary_service_get_reference (service, id, NULL, error);
  if (reference == NULL)
    return NULL;

  return mediary_service_get_item (service, mediary_reference_get_media_item_id (reference), NULL, error);
}

/* The item behind what a person typed: an item's id, a reference's id or text form, or else a file. */
MediaryItem *
cli_lookup_item (MediaryService *service, const char *argument, GError **error)
{
  g_autofree char *path = NULL;

  if (g_uuid_string_is_valid (argument))
    return item_by_any_id (service, argument, error);

  if (g_str_has_prefix (argument, TEXT_FORM)) {
    const char      *start = argument + strlen (TEXT_FORM);
    g_autofree char *id = g_strndup (start, strcspn (start, "?"));

    return mediary_service_get_item (service, id, NULL, error);
  }

  path = cli_arguments_dup_path (argument);

  return mediary_service_find_item (service, path, NULL, error);
}

/* The id in a reference's text form, or what was typed. */
char *
cli_lookup_reference_id (const char *argument)
{
  const char *key = g_str_has_prefix (argument, TEXT_FORM) ? strstr (argument, REFERENCE_KEY) : NULL;

  return g_strdup (key != NULL ? key + strlen (REFERENCE_KEY) : argument);
}

gboolean
cli_lookup_items (MediaryService *service, MediaryQuery *query, CliItemFunc each, gpointer user_data, GError **error)
{
  g_autoptr (MediaryItem) last = NULL;

  while (TRUE) {
    g_autoptr (GPtrArray) page = mediary_service_list_items (service, query, last, PAGE, NULL, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++) {
      if (!each (page->pdata[i], user_data))
        return TRUE;
    }
    if (page->len < PAGE)
      return TRUE;
    g_set_object (&last, page->pdata[page->len - 1]);
  }
}

gboolean
cli_lookup_references (MediaryService *service, MediaryItem *item, CliReferenceFunc each, gpointer user_data,
                       GError **error)
{
  const char *id = mediary_item_get_id (item);
  g_autoptr (MediaryReference) last = NULL;

  while (TRUE) {
    g_autoptr (GPtrArray) page = mediary_service_list_references (service, id, last, PAGE, NULL, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++) {
      if (!each (page->pdata[i], user_data))
        return TRUE;
    }
    if (page->len < PAGE)
      return TRUE;
    g_set_object (&last, page->pdata[page->len - 1]);
  }
}
