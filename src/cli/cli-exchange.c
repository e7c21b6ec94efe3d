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

/* The library to a file of lines, and back. */

static GOutputStream *
open_output (const char *name, GError **error)
{
  g_autofree char *path = cli_arguments_dup_path (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  /* Whole or not at all: the old one stays until the new one is complete. */
  return G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error));
}

static gboolean
export_to (MediaryService *service, const char *name, GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GCancellable) give_up = g_cancellable_new ();

  stream = g_str_equal (name, "-") ? cli_output_stream () : open_output (name, error);
  if (stream == NULL)
    return FALSE;
  if (mediary_service_export_to (service, stream, NULL, error))
    return g_output_stream_close (stream, NULL, error);

  /* Closed like this, the old file is not replaced. */
  g_cancellable_cancel (give_up);
  g_output_stream_close (stream, give_up, NULL);

  return FALSE;
}

CliExit
cli_export (char **arguments)
{
  g_auto (GStrv) names = NULL;
  CliExit exit_code = CLI_EXIT_DONE;
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("FILE|-"), _("Write the whole library as lines of JSON."), entries) || !cli_arguments_are_some (names, _("A file to write is needed, or “-” for standard output.")) || !cli_arguments_are_none (names + 1))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  if (!export_to (service, names[0], &error))
    exit_code = cli_output_complain_about (names[0], error);
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}

static GInputStream *
open_input (const char *name, GError **error)
{
  g_autofree char *path = cli_arguments_dup_path (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

static void
print_json (MediaryImport *import)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "items_added", mediary_import_get_n_items_added (import));
  json_object_set_int_member (object, "items_known", mediary_import_get_n_items_known (import));
  json_object_set_int_member (object, "references_added", mediary_import_get_n_references_added (import));
  json_object_set_int_member (object, "references_known", mediary_import_get_n_references_known (import));
  json_object_set_int_member (object, "refused", mediary_import_get_n_refused (import));
  json_object_set_boolean_member (object, "complete", mediary_import_get_complete (import));
  cli_output_json (object);
}

static CliExit
tell (MediaryImport *import, gboolean json)
{
  g_autofree char *line = NULL;

  if (json) {
    print_json (import);
  } else {
    /* Translators: numbers of files and of uses, and of lines that could not be used, when a library is read in */
    line = g_strdup_printf (_("Files: %u new, %u known. Uses: %u new, %u known. Lines without sense: %u."),
                               mediary_import_get_n_items_added (import),
                               mediary_import_get_n_items_known (import),
                               mediary_import_get_n_references_added (import),
                               mediary_import_get_n_references_known (import),
                               mediary_import_get_n_refused (import));
    cli_output_line (line);
  }
  if (mediary_import_get_complete (import))
    return CLI_EXIT_DONE;

  cli_output_complain (_("The end of the export is missing: this may not be all of it."));

  return CLI_EXIT_REFUSED;
}

CliExit
cli_import (char **arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean json = FALSE;
  CliExit  exit_code;
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (MediaryImport) import = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a JSON object"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("FILE|-"), _("Read an exported library in. What is there stays as it is."), entries) || !cli_arguments_are_some (names, _("A file to read is needed, or “-” for standard input.")) || !cli_arguments_are_none (names + 1))
    return CLI_EXIT_USAGE;

  stream = g_str_equal (names[0], "-") ? cli_input_stream () : open_input (names[0], &error);
  if (stream == NULL)
    return cli_output_complain_about (names[0], error);
  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  import = mediary_service_import_from (service, stream, NULL, &error);
  exit_code = import != NULL ? tell (import, json) : cli_output_complain_about (names[0], error);
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}
