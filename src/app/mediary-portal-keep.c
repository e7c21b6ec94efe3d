/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-portal-keep.h"

#include <string.h>
#include <sys/stat.h>

#include "mediary-portal.h"

/*
 * Files that were lent to the sandbox, and are in what a person has chosen since: that may be read for good, and so may
 * they. Newer portals say what the chosen is called outside. With older ones its name must be that of the file, or of a
 * folder the file is in, and what is found there must look as the file does.
 */

typedef struct {
  MediaryService *service;
  MediaryItem    *item;   /* (nullable): the one that is meant */
  char           *chosen; /* a file or a folder */
  char           *host;   /* (nullable): its path outside */
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_object_unref (keeping->service);
  g_clear_object (&keeping->item);
  g_free (keeping->chosen);
  g_free (keeping->host);
  g_free (keeping);
}

static gboolean
is_file (const char *path)
{
  struct stat buffer;

  return stat (path, &buffer) == 0 && S_ISREG (buffer.st_mode);
}

/* While the session lasts the file itself can be asked; later there is only what is known of it. */
static gboolean
looks_the_same (const Keeping *keeping, MediaryItem *item, const char *candidate)
{
  g_autofree char *access_path = mediary_service_dup_access_path (keeping->service, mediary_item_get_path (item));
  struct stat      buffer;

  if (is_file (access_path))
    return mediary_portal_is_same_file (candidate, access_path);

  return stat (candidate, &buffer) == 0 && S_ISREG (buffer.st_mode) &&
    buffer.st_size == mediary_metadata_get_size (mediary_item_get_metadata (item));
}

/* What of @path comes after @beginning, or NULL. */
static const char *
get_rest (const char *path, const char *beginning)
{
  gsize length = strlen (beginning);

  return g_str_has_prefix (path, beginning) && (path[length] == '/' || path[length] == '\0') ? path + length : NULL;
}

static char *
find_by_host_path (const Keeping *keeping, MediaryItem *item)
{
  const char      *rest = get_rest (mediary_item_get_path (item), keeping->host);
  g_autofree char *candidate = rest != NULL ? g_strconcat (keeping->chosen, rest, NULL) : NULL;

  return candidate != NULL && is_file (candidate) ? g_steal_pointer (&candidate) : NULL;
}

static char *
find_by_name (const Keeping *keeping, MediaryItem *item)
{
  const char      *path = mediary_item_get_path (item);
  g_autofree char *name = g_path_get_basename (keeping->chosen);
  g_autofree char *place = g_strdup (path);

  while (strlen (place) > 1) {
    g_autofree char *place_name = g_path_get_basename (place);
    g_autofree char *candidate = g_strconcat (keeping->chosen, path + strlen (place), NULL);
    char            *folder;

    if (g_str_equal (place_name, name) && looks_the_same (keeping, item, candidate))
      return g_steal_pointer (&candidate);

    folder = g_path_get_dirname (place);
    g_free (place);
    place = folder;
  }

  return NULL;
}

/* Whether the file is in what was chosen. It keeps its id, its path and its uses. */
static gboolean
keep (const Keeping *keeping, MediaryItem *item, GCancellable *cancellable)
{
  g_autofree char *found = keeping->host != NULL ? find_by_host_path (keeping, item) : find_by_name (keeping, item);
  g_autoptr (MediaryItem) refreshed = NULL;
  g_autoptr (GError) error = NULL;

  if (found == NULL)
    return FALSE;

  mediary_service_lend_file (keeping->service, mediary_item_get_path (item), found, TRUE);
  refreshed = mediary_service_refresh_item (keeping->service, mediary_item_get_id (item), cancellable, &error);
  if (refreshed == NULL)
    g_debug ("Looking at a file that was chosen: %s", error->message);

  return TRUE;
}

static GPtrArray *
list_lent (const Keeping *keeping, GCancellable *cancellable, GError **error)
{
  g_autoptr (MediaryQuery) everything = mediary_query_new ();
  g_autoptr (MediaryQuery) lent = mediary_query_with_state (everything, MEDIARY_STATE_LENT);
  GPtrArray *items;

  if (keeping->item == NULL)
    return mediary_service_list_items (keeping->service, lent, NULL, 0, cancellable, error);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (items, g_object_ref (keeping->item));

  return items;
}

/* A thread: documents are on a file system of the portal, which asks the disk. */
static void
run_keep (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Keeping *keeping = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = list_lent (keeping, cancellable, &error);
  gssize n_kept = 0;

  if (items == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  keeping->host = mediary_portal_dup_host_path (keeping->chosen);
  for (guint i = 0; i < items->len; i++)
    n_kept += keep (keeping, items->pdata[i], cancellable) ? 1 : 0;

  g_task_return_int (task, n_kept);
}

/**
 * mediary_portal_keep_async:
 * @service: the library
 * @item: (nullable): the file that is meant, or %NULL for all that are lent
 * @chosen: a file or folder from the file chooser
 * @callback: called with what mediary_portal_keep_finish() takes
 * @user_data: for @callback
 *
 * Looks for lent files in what was chosen. Those that are there can be read for good from then on.
 */
void
mediary_portal_keep_async (MediaryService *service, MediaryItem *item, GFile *chosen, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->service = g_object_ref (service);
  g_set_object (&keeping->item, item);
  keeping->chosen = g_file_get_path (chosen);
  g_task_set_source_tag (task, mediary_portal_keep_async);
  g_task_set_task_data (task, keeping, keeping_free);
  g_task_run_in_thread (task, run_keep);
}

/* Returns: how many can be read for good, or -1 on error */
gssize
mediary_portal_keep_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
