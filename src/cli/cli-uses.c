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

/* The files of one document after the other. */
typedef struct {
  const char *module;
  const char *artifact;
  gboolean    json;
  gboolean    print0;
  GHashTable *printed; /* ids of the items whose path went out: with --print0 each goes once */
} Listing;

static void
print_json (const Listing *listing, MediaryItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "module_name", listing->module);
  json_object_set_string_member (object, "artifact_name", listing->artifact);
  json_object_set_object_member (object, "item", cli_json_for_item (item));
  cli_output_json (object);
}

static gboolean
on_item (MediaryItem *item, gpointer user_data)
{
  Listing *listing = user_data;
  gboolean is_first = g_hash_table_add (listing->printed, g_strdup (mediary_item_get_id (item)));

  if (listing->json) {
    print_json (listing, item);
  } else if (listing->print0) {
    if (is_first)
      cli_output_null_ended (mediary_item_get_path (item));
  } else {
    cli_output_cell (listing->artifact, 40);
    cli_print_item (item);
  }

  return TRUE;
}

static gboolean
list_artifact (MediaryService *service, const char *artifact, Listing *listing, GError **error)
{
  g_autoptr (MediaryQuery) any = mediary_query_new ();
  g_autoptr (MediaryQuery) query = mediary_query_with_artifact (any, listing->module, artifact);

  listing->artifact = artifact;

  return cli_lookup_items (service, query, on_item, listing, error);
}

static gboolean
list_module (MediaryService *service, Listing *listing, GError **error)
{
  g_autoptr (GPtrArray) artifacts = mediary_service_list_artifacts (service, listing->module, NULL, 0, NULL, error);

  if (artifacts == NULL)
    return FALSE;
  for (guint i = 0; i < artifacts->len; i++) {
    if (!list_artifact (service, mediary_artifact_get_name (artifacts->pdata[i]), listing, error))
      return FALSE;
  }

  return TRUE;
}

static CliExit
uses (MediaryService *service, char **names, Listing *listing)
{
  g_autoptr (GError) error = NULL;
  gboolean listed;

  listing->module = names[0];
  listed = names[1] != NULL ? list_artifact (service, names[1], listing, &error)
                            : list_module (service, listing, &error);
  if (!listed)
    return cli_output_complain_about (NULL, error);
  if (g_hash_table_size (listing->printed) > 0)
    return CLI_EXIT_DONE;

  cli_output_complain (_("No file is known to be used there."));

  return CLI_EXIT_NOT_FOUND;
}

CliExit
cli_uses (char **arguments)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GHashTable) printed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listing listing = { .printed = printed };
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  CliExit            exit_code;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &listing.json, N_ ("Print a JSON object for each use, one on a line"), NULL },
    { "print0", 0, 0, G_OPTION_ARG_NONE, &listing.print0, N_ ("Print the paths, each once and ended by a NUL byte"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, _("MODULE [ARTIFACT]"), _("List the files that a program or a document uses."), entries) || !cli_arguments_are_some (names, _("A module is needed: the program whose files are to be listed.")) || (names[1] != NULL && !cli_arguments_are_none (names + 2)) || !cli_arguments_are_text (_("MODULE"), names[0]) || (names[1] != NULL && !cli_arguments_are_text (_("ARTIFACT"), names[1])))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  exit_code = uses (service, names, &listing);
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}
