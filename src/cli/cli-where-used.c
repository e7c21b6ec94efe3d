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
  guint    n_printed;
} Listing;

static gboolean
on_reference (MediaryReference *reference, gpointer user_data)
{
  Listing *listing = user_data;

  if (listing->json)
    cli_output_json (cli_json_for_reference (reference));
  else if (listing->print0)
    cli_output_null_ended (mediary_reference_get_artifact_name (reference));
  else
    cli_print_reference (reference);
  listing->n_printed++;

  return TRUE;
}

static CliExit
where_used (MediaryService *service, const char *argument, Listing *listing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = cli_lookup_item (service, argument, &error);

  if (item == NULL || !cli_lookup_references (service, item, on_reference, listing, &error))
    return cli_output_complain_about (argument, error);
  if (listing->n_printed > 0)
    return CLI_EXIT_DONE;

  cli_output_complain (_("The file has no known use."));

  return CLI_EXIT_NOT_FOUND;
}

CliExit
cli_where_used (char **arguments)
{
  g_auto (GStrv) names = NULL;
  Listing listing = { FALSE };
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  CliExit            exit_code;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &listing.json, N_ ("Print a JSON object for each use, one on a line"), NULL },
    { "print0", 0, 0, G_OPTION_ARG_NONE, &listing.print0, N_ ("Print the documents, each ended by a NUL byte"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("FILE|ID"), _("List the programs and documents that use a file."), entries) || !cli_arguments_are_some (names, _("A file or an id is needed.")) || !cli_arguments_are_none (names + 1))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  exit_code = where_used (service, names[0], &listing);
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}
