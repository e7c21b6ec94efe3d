/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <mediary.h>

#include "cli-arguments.h"
#include "cli-command.h"
#include "cli-json.h"
#include "cli-library.h"
#include "cli-lookup.h"
#include "cli-output.h"
#include "cli-print.h"

/* Who uses files: the programs, and the documents of one. */

#define PAGE 1000

static void
print_module (MediaryModule *module, gboolean json)
{
  g_autofree char *n_items = g_strdup_printf ("%u", mediary_module_get_n_items (module));
  JsonObject      *object;

  if (!json) {
    cli_output_cell (n_items, 8);
    cli_output_line (mediary_module_get_name (module));
    return;
  }

  object = json_object_new ();
  json_object_set_string_member (object, "name", mediary_module_get_name (module));
  json_object_set_int_member (object, "items", mediary_module_get_n_items (module));
  json_object_set_int_member (object, "artifacts", mediary_module_get_n_artifacts (module));
  json_object_set_int_member (object, "last_used_at", mediary_module_get_last_used_at (module));
  cli_output_json (object);
}

static gboolean
list_modules (MediaryService *service, gboolean json, GError **error)
{
  g_autoptr (MediaryModule) last = NULL;

  while (TRUE) {
    g_autoptr (GPtrArray) page = mediary_service_list_modules (service, last, PAGE, NULL, error);

    if (page == NULL || page->len == 0)
      return page != NULL;
    for (guint i = 0; i < page->len; i++)
      print_module (g_ptr_array_index (page, i), json);
    g_set_object (&last, g_ptr_array_index (page, page->len - 1));
  }
}

static void
print_artifact (MediaryArtifact *artifact, gboolean json)
{
  g_autofree char *n_items = g_strdup_printf ("%u", mediary_artifact_get_n_items (artifact));
  JsonObject      *object;

  if (!json) {
    cli_output_cell (n_items, 8);
    cli_output_line (mediary_artifact_get_name (artifact));
    return;
  }

  object = json_object_new ();
  json_object_set_string_member (object, "module_name", mediary_artifact_get_module_name (artifact));
  json_object_set_string_member (object, "name", mediary_artifact_get_name (artifact));
  json_object_set_int_member (object, "items", mediary_artifact_get_n_items (artifact));
  json_object_set_int_member (object, "last_used_at", mediary_artifact_get_last_used_at (artifact));
  cli_output_json (object);
}

static gboolean
list_artifacts (MediaryService *service, const char *module, gboolean json, GError **error)
{
  g_autoptr (MediaryArtifact) last = NULL;

  while (TRUE) {
    g_autoptr (GPtrArray) page = mediary_service_list_artifacts (service, module, last, PAGE, NULL, error);

    if (page == NULL || page->len == 0)
      return page != NULL;
    for (guint i = 0; i < page->len; i++)
      print_artifact (g_ptr_array_index (page, i), json);
    g_set_object (&last, g_ptr_array_index (page, page->len - 1));
  }
}

CliExit
cli_modules (char **arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean json = FALSE;
  gboolean listed;
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON objects, one on a line"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("[MODULE]"), _("List the programs that use files, or the documents of one."), entries) || (names != NULL && names[0] != NULL && (!cli_arguments_are_none (names + 1) || !cli_arguments_are_text (_("MODULE"), names[0]))))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  listed = names != NULL && names[0] != NULL ? list_artifacts (service, names[0], json, &error) : list_modules (service, json, &error);
  mediary_service_close (service);
  if (!listed)
    return cli_output_complain_about (NULL, error);

  return cli_output_finish (CLI_EXIT_DONE);
}
