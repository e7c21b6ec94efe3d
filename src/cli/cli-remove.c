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

typedef struct {
  char    *file;
  char    *module;
  char    *artifact;
  char   **ids;
  gboolean json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->file);
  g_free (options->module);
  g_free (options->artifact);
  g_strfreev (options->ids);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Either ids, or a file with its module and artifact: nothing in between, and never both. */
static gboolean
make_sense (const Options *options)
{
  gboolean is_triple = options->file != NULL || options->module != NULL || options->artifact != NULL;

  if (options->ids != NULL && is_triple) {
    cli_output_complain_usage (_("Give the ids of uses, or --file with --module and --artifact, not both."));
    return FALSE;
  }
  if (!is_triple)
    return cli_arguments_are_some (options->ids, _("The id of a use is needed, or --file with --module and --artifact."));
  if (options->file == NULL) {
    cli_output_complain_usage (_("--file is needed with --module and --artifact."));
    return FALSE;
  }

  return cli_arguments_are_text ("--module", options->module) &&
    cli_arguments_are_text ("--artifact", options->artifact);
}

static gboolean
parse (Options *options, char **arguments)
{
  const GOptionEntry entries[] = {
    { "file", 'f', 0, G_OPTION_ARG_FILENAME, &options->file, N_ ("Remove the use of this file by --module and --artifact"), N_ ("FILE") },
    { "module", 'm', 0, G_OPTION_ARG_FILENAME, &options->module, N_ ("The program that used it"), N_ ("MODULE") },
    { "artifact", 'a', 0, G_OPTION_ARG_FILENAME, &options->artifact, N_ ("The document that used it"), N_ ("ARTIFACT") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print a JSON object for each use that was removed, one on a line"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->ids, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  return cli_arguments_parse (arguments, _("REFERENCE-ID…"), _("Remove uses. The file stays known, if need be without a known use."), entries) && make_sense (options);
}

/* Removes the use and says so. */
static gboolean
remove_reference (MediaryService *service, MediaryReference *reference, const Options *options, GError **error)
{
  if (!mediary_service_remove_reference (service, mediary_reference_get_id (reference), NULL, error))
    return FALSE;
  if (options->json)
    cli_output_json (cli_json_for_reference (reference));

  return TRUE;
}

static CliExit
remove_by_id (MediaryService *service, const char *argument, const Options *options)
{
  g_autofree char *id = cli_lookup_reference_id (argument);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = mediary_service_get_reference (service, id, NULL, &error);

  if (reference == NULL || !remove_reference (service, reference, options, &error))
    return cli_output_complain_about (argument, error);

  return CLI_EXIT_DONE;
}

typedef struct {
  const Options    *options;
  MediaryReference *found;
} Search;

static gboolean
on_reference (MediaryReference *reference, gpointer user_data)
{
  Search *search = user_data;

  if (!g_str_equal (mediary_reference_get_module_name (reference), search->options->module) ||
      !g_str_equal (mediary_reference_get_artifact_name (reference), search->options->artifact))
    return TRUE;

  search->found = g_object_ref (reference);

  return FALSE;
}

static CliExit
remove_by_file (MediaryService *service, const Options *options)
{
  g_autofree char *path = cli_arguments_dup_path (options->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_find_item (service, path, NULL, &error);
  g_autoptr (MediaryReference) reference = NULL;
  Search search = { options, NULL };

  if (item == NULL || !cli_lookup_references (service, item, on_reference, &search, &error))
    return cli_output_complain_about (options->file, error);

  reference = search.found;
  if (reference == NULL) {
    cli_output_complain (_("This document does not use the file."));
    return CLI_EXIT_NOT_FOUND;
  }
  if (!remove_reference (service, reference, options, &error))
    return cli_output_complain_about (options->file, error);

  return CLI_EXIT_DONE;
}

CliExit
cli_remove (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit_code = CLI_EXIT_DONE;

  if (!parse (&options, arguments))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  if (options.file != NULL)
    exit_code = remove_by_file (service, &options);
  for (char **id = options.ids; id != NULL && *id != NULL; id++) {
    CliExit exit_for_id = remove_by_id (service, *id, &options);

    exit_code = MAX (exit_code, exit_for_id);
  }
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}
