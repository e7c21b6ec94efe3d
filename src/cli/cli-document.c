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

/* The verbs of a whole document: all it uses, that it is gone, that it is called something else. */

typedef struct {
  char    *module;
  char    *artifact;
  char   **names;
  gboolean json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->module);
  g_free (options->artifact);
  g_strfreev (options->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *options, char **arguments, const char *parameters, const char *summary)
{
  const GOptionEntry entries[] = {
    { "module", 'm', 0, G_OPTION_ARG_FILENAME, &options->module, N_ ("The program the document belongs to"), N_ ("MODULE") },
    { "artifact", 'a', 0, G_OPTION_ARG_FILENAME, &options->artifact, N_ ("The document"), N_ ("ARTIFACT") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print JSON objects, one on a line"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  return cli_arguments_parse (arguments, parameters, summary, entries) &&
    cli_arguments_are_text ("--module", options->module) &&
    cli_arguments_are_text ("--artifact", options->artifact);
}

static MediarySync *
make_sync (const Options *options)
{
  MediarySync *sync = mediary_sync_new (options->module, options->artifact);

  for (char **name = options->names; name != NULL && *name != NULL; name++) {
    g_autofree char *path = NULL;

    if (mediary_reference_parse_text (*name, NULL, NULL, NULL) || g_uuid_string_is_valid (*name)) {
      mediary_sync_add_text (sync, *name, NULL);
      continue;
    }
    path = cli_arguments_dup_path (*name);
    mediary_sync_add_path (sync, path, NULL);
  }

  return sync;
}

static void
print_result (MediarySync *sync, guint position, const Options *options)
{
  MediaryReference *reference = mediary_sync_get_reference (sync, position);
  const GError     *error = mediary_sync_get_error (sync, position);
  JsonObject       *object = json_object_new ();

  json_object_set_string_member (object, "name", options->names[position]);
  if (reference != NULL)
    json_object_set_object_member (object, "reference", cli_json_for_reference (reference));
  if (error != NULL)
    json_object_set_object_member (object, "error", cli_json_for_error (error));
  cli_output_json (object);
}

static void
print_removed (MediarySync *sync)
{
  g_autoptr (GPtrArray) removed = mediary_removal_list_references (mediary_sync_get_removal (sync));

  for (guint i = 0; i < removed->len; i++) {
    JsonObject *object = json_object_new ();

    json_object_set_object_member (object, "removed", cli_json_for_reference (g_ptr_array_index (removed, i)));
    cli_output_json (object);
  }
}

static void
print_summary (MediarySync *sync)
{
  g_autofree char *line = NULL;

  /* Translators: how many uses of files by a document were added, kept and removed */
  line = g_strdup_printf (_("%u added, %u kept, %u removed"),
                             mediary_sync_get_n_added (sync),
                             mediary_sync_get_n_kept (sync),
                             mediary_removal_get_n_references (mediary_sync_get_removal (sync)));
  cli_output_line (line);
}

static CliExit
tell (MediarySync *sync, const Options *options)
{
  for (guint i = 0; i < mediary_sync_get_n_uses (sync); i++) {
    if (options->json)
      print_result (sync, i, options);
    else if (mediary_sync_get_error (sync, i) != NULL)
      cli_output_complain_about (options->names[i], mediary_sync_get_error (sync, i));
  }
  if (options->json)
    print_removed (sync);
  else
    print_summary (sync);

  return mediary_sync_get_n_refused (sync) > 0 ? CLI_EXIT_REFUSED : CLI_EXIT_DONE;
}

CliExit
cli_sync (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (MediarySync) sync = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit_code;

  if (!parse (&options, arguments, _("[FILE|REFERENCE…]"), _("Make these files all that a document uses.")))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  sync = make_sync (&options);
  exit_code = mediary_service_sync (service, sync, NULL, &error) ? tell (sync, &options) : cli_output_complain_about (NULL, error);
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}

CliExit
cli_remove_document (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (MediaryRemoval) removal = NULL;
  g_autoptr (GPtrArray) references = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse (&options, arguments, NULL, _("Remove all uses by a document. The files stay known.")) ||
              !cli_arguments_are_none (options.names))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service != NULL)
    removal = mediary_service_remove_artifact (service, options.module, options.artifact, NULL, &error);
  if (removal == NULL)
    return cli_output_complain_about (options.artifact, error);

  references = mediary_removal_list_references (removal);
  for (guint i = 0; options.json && i < references->len; i++)
    cli_output_json (cli_json_for_reference (g_ptr_array_index (references, i)));
  mediary_service_close (service);

  return cli_output_finish (CLI_EXIT_DONE);
}

CliExit
cli_rename_document (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse (&options, arguments, _("NEW-ARTIFACT"), _("Give a document another name. Its uses keep their ids.")) || !cli_arguments_are_some (options.names, _("The new name is needed.")) || !cli_arguments_are_none (options.names + 1) || !cli_arguments_are_text (_("NEW-ARTIFACT"), options.names[0]))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL ||
      !mediary_service_rename_artifact (service, options.module, options.artifact, options.names[0], NULL, &error))
    return cli_output_complain_about (options.artifact, error);

  mediary_service_close (service);

  return cli_output_finish (CLI_EXIT_DONE);
}
