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

/* Taking items out of the library. */

static void
print_forgotten (MediaryRemoval *removal)
{
  g_autoptr (GPtrArray) items = mediary_removal_list_items (removal);

  for (guint i = 0; i < items->len; i++)
    cli_output_json (cli_json_for_item (g_ptr_array_index (items, i)));
}

static gboolean
on_use (MediaryReference *reference, gpointer user_data)
{
  cli_print_reference (reference);

  return TRUE;
}

/* The refusal, with the uses that are in the way. */
static CliExit
refuse (MediaryService *service, MediaryItem *item, const GError *error)
{
  CliExit exit_code = cli_output_complain_about (mediary_item_get_display_name (item), error);

  if (g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_IN_USE))
    cli_lookup_references (service, item, on_use, NULL, NULL);

  return exit_code;
}

static CliExit
forget (MediaryService *service, const char *name, MediaryForgetFlags flags, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = cli_lookup_item (service, name, &error);
  g_autoptr (MediaryRemoval) removal = NULL;
  const char *ids[] = { NULL, NULL };

  if (item == NULL)
    return cli_output_complain_about (name, error);

  ids[0] = mediary_item_get_id (item);
  removal = mediary_service_forget_items (service, ids, flags, NULL, &error);
  if (removal == NULL)
    return refuse (service, item, error);
  if (json)
    print_forgotten (removal);

  return CLI_EXIT_DONE;
}

CliExit
cli_forget (char **arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean json = FALSE;
  gboolean with_uses = FALSE;
  CliExit  exit_code = CLI_EXIT_DONE;
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "with-uses", 0, 0, G_OPTION_ARG_NONE, &with_uses, N_ ("Forget files in use too, and their uses"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a JSON object for each file that was forgotten, one on a line"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("ID|FILE…"), _("Take files out of the library. The files themselves stay where they are."), entries) || !cli_arguments_are_some (names, _("An id or a file is needed.")))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  for (char **name = names; *name != NULL; name++) {
    CliExit exit_for_name = forget (service, *name, with_uses ? MEDIARY_FORGET_WITH_USES : MEDIARY_FORGET_UNUSED, json);

    exit_code = MAX (exit_code, exit_for_name);
  }
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}
