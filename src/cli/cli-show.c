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
  gboolean json;
  gboolean print0;
} Options;

static gboolean
on_reference_to_json (MediaryReference *reference, gpointer user_data)
{
  json_array_add_object_element (user_data, cli_json_for_reference (reference));

  return TRUE;
}

static gboolean
on_reference_to_print (MediaryReference *reference, gpointer user_data)
{
  cli_print_reference (reference);

  return TRUE;
}

static gboolean
print_json (MediaryService *service, MediaryItem *item, GError **error)
{
  JsonArray  *references = json_array_new ();
  JsonObject *object = cli_json_for_item (item);

  json_object_set_array_member (object, "references", references);
  if (!cli_lookup_references (service, item, on_reference_to_json, references, error)) {
    json_object_unref (object);
    return FALSE;
  }
  cli_output_json (object);

  return TRUE;
}

static gboolean
print (MediaryService *service, MediaryItem *item, const Options *options, GError **error)
{
  if (options->json)
    return print_json (service, item, error);

  if (options->print0) {
    cli_output_null_ended (mediary_item_get_path (item));
    return TRUE;
  }

  cli_print_item_details (item);

  return cli_lookup_references (service, item, on_reference_to_print, NULL, error);
}

static CliExit
show (MediaryService *service, const char *argument, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = cli_lookup_item (service, argument, &error);

  if (item == NULL || !print (service, item, options, &error))
    return cli_output_complain_about (argument, error);

  return CLI_EXIT_DONE;
}

CliExit
cli_show (char **arguments)
{
  g_auto (GStrv) names = NULL;
  Options options = { FALSE };
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  CliExit            exit_code = CLI_EXIT_DONE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print a JSON object for each file, one on a line"), NULL },
    { "print0", 0, 0, G_OPTION_ARG_NONE, &options.print0, N_ ("Print the path, ended by a NUL byte"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("ID|FILE…"), _("Show what is known of a file, and its uses."), entries) || !cli_arguments_are_some (names, _("An id or a file is needed.")))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  for (char **name = names; *name != NULL; name++) {
    CliExit exit_for_name = show (service, *name, &options);

    exit_code = MAX (exit_code, exit_for_name);
  }
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}
