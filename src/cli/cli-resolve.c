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

/* From what stands in a document to the file it means: told, or opened with its own program. */

typedef struct {
  gboolean json;
  gboolean print0;
  gboolean open;
} Options;

static JsonObject *
json_for_resolution (MediaryResolution *resolution)
{
  JsonObject       *object = json_object_new ();
  MediaryReference *reference = mediary_resolution_get_reference (resolution);

  cli_json_set_path (object, mediary_resolution_get_path (resolution));
  json_object_set_string_member (object, "state", mediary_state_to_string (mediary_resolution_get_state (resolution)));
  json_object_set_object_member (object, "item", cli_json_for_item (mediary_resolution_get_item (resolution)));
  if (reference != NULL)
    json_object_set_object_member (object, "reference", cli_json_for_reference (reference));

  return object;
}

static void
print (MediaryResolution *resolution, const Options *options)
{
  const char *path = mediary_resolution_get_path (resolution);

  if (options->json)
    cli_output_json (json_for_resolution (resolution));
  else if (options->print0)
    cli_output_null_ended (path);
  else
    cli_output_line (path);
}

static gboolean
open_file (MediaryResolution *resolution, GError **error)
{
  g_autofree char *uri = NULL;

  /* In a sandbox our own window is the only app there is, and knows whom to ask outside. */
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    uri = g_strconcat ("mediary:", mediary_item_get_id (mediary_resolution_get_item (resolution)), NULL);
  else
    uri = g_filename_to_uri (mediary_resolution_get_path (resolution), NULL, error);

  return uri != NULL && g_app_info_launch_default_for_uri (uri, NULL, error);
}

/* The path is printed all the same: where it was last is what there is to know. */
static CliExit
tell_problem (const char *name, MediaryState state)
{
  g_autofree char *sentence = g_strdup_printf ("“%s”: %s", name, mediary_words_for_state (state));

  cli_output_complain (sentence);

  return state == MEDIARY_STATE_NO_ACCESS ? CLI_EXIT_REFUSED : CLI_EXIT_NOT_FOUND;
}

static CliExit
resolve (MediaryService *service, const char *name, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryResolution) resolution = mediary_service_resolve (service, name, NULL, &error);
  MediaryState state;

  if (resolution == NULL)
    return cli_output_complain_about (name, error);

  state = mediary_resolution_get_state (resolution);
  if (!options->open)
    print (resolution, options);
  if (state != MEDIARY_STATE_PRESENT)
    return tell_problem (name, state);
  if (options->open && !open_file (resolution, &error))
    return cli_output_complain_about (name, error);

  return CLI_EXIT_DONE;
}

static CliExit
resolve_all (char **names, const Options *options)
{
  CliExit exit_code = CLI_EXIT_DONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryService) service = cli_library_open (&error);

  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  for (char **name = names; *name != NULL; name++) {
    CliExit exit_for_name = resolve (service, *name, options);

    exit_code = MAX (exit_code, exit_for_name);
  }
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}

CliExit
cli_resolve (char **arguments)
{
  g_auto (GStrv) names = NULL;
  Options            options = { FALSE };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print a JSON object for each reference, one on a line"), NULL },
    { "print0", 0, 0, G_OPTION_ARG_NONE, &options.print0, N_ ("Print each path, ended by a NUL byte"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("REFERENCE…"), _("Tell where the file of a reference is now."), entries) || !cli_arguments_are_some (names, _("A reference is needed: its text form or its id.")))
    return CLI_EXIT_USAGE;

  return resolve_all (names, &options);
}

CliExit
cli_open (char **arguments)
{
  g_auto (GStrv) names = NULL;
  Options            options = { .open = TRUE };
  const GOptionEntry entries[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("REFERENCE…"), _("Open the file of a reference with its own program, wherever it is now."), entries) || !cli_arguments_are_some (names, _("A reference is needed: its text form or its id.")))
    return CLI_EXIT_USAGE;

  return resolve_all (names, &options);
}
