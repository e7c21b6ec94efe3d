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

/* Looking at files again, where they were or where they are now. */

static CliExit
tell (MediaryItem *item, const char *name, gboolean json, const GError *error)
{
  if (item == NULL)
    return cli_output_complain_about (name, error);
  if (json)
    cli_output_json (cli_json_for_item (item));
  else
    cli_print_item (item);

  return CLI_EXIT_DONE;
}

static CliExit
refresh (MediaryService *service, const char *name, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) before = cli_lookup_item (service, name, &error);
  g_autoptr (MediaryItem) item = NULL;

  if (before != NULL)
    item = mediary_service_refresh_item (service, mediary_item_get_id (before), NULL, &error);

  return tell (item, name, json, error);
}

CliExit
cli_refresh (char **arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean json = FALSE;
  CliExit  exit_code = CLI_EXIT_DONE;
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a JSON object for each file, one on a line"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("ID|FILE…"), _("Look at files again, and read their details anew."), entries) || !cli_arguments_are_some (names, _("An id or a file is needed.")))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  for (char **name = names; *name != NULL; name++) {
    CliExit exit_for_name = refresh (service, *name, json);

    exit_code = MAX (exit_code, exit_for_name);
  }
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}

static CliExit
relink (MediaryService *service, char **names, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) before = cli_lookup_item (service, names[0], &error);
  g_autoptr (MediaryItem) item = NULL;
  g_autofree char *path = cli_arguments_dup_path (names[1]);

  if (before == NULL)
    return cli_output_complain_about (names[0], error);

  item = mediary_service_relink_item (service, mediary_item_get_id (before), path, NULL, &error);

  return tell (item, names[1], json, error);
}

CliExit
cli_relink (char **arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean json = FALSE;
  CliExit  exit_code;
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a JSON object"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("ID|OLD-FILE NEW-FILE"), _("Tell which file it is from now on. Its uses stay."), entries) || !cli_arguments_are_some (names, _("An id or the old file is needed.")) || !cli_arguments_are_some (names + 1, _("The new file is needed.")) || !cli_arguments_are_none (names + 2))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  exit_code = relink (service, names, json);
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}
