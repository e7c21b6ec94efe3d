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
  char    *type;
  char    *module;
  char    *artifact;
  char    *search;
  char    *order;
  char   **rest;
  int      limit;
  gboolean reverse;
  gboolean no_known_use;
  gboolean problems;
  gboolean json;
  gboolean print0;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->type);
  g_free (options->module);
  g_free (options->artifact);
  g_free (options->search);
  g_free (options->order);
  g_strfreev (options->rest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const struct {
  const char  *name;
  MediaryOrder order;
} orders[] = {
  { "name", MEDIARY_ORDER_NAME },
  { "checked-in", MEDIARY_ORDER_LAST_CHECK_IN },
  { "uses", MEDIARY_ORDER_USES },
  { "size", MEDIARY_ORDER_SIZE },
  { "type", MEDIARY_ORDER_TYPE },
};

static gboolean
parse (Options *options, char **arguments)
{
  const GOptionEntry entries[] = {
    { "type", 't', 0, G_OPTION_ARG_STRING, &options->type, N_ ("Only files of this type: image, video or audio"), N_ ("TYPE") },
    { "module", 'm', 0, G_OPTION_ARG_FILENAME, &options->module, N_ ("Only what this program uses"), N_ ("MODULE") },
    { "artifact", 'a', 0, G_OPTION_ARG_FILENAME, &options->artifact, N_ ("Only what this document of the program uses"), N_ ("ARTIFACT") },
    { "search", 's', 0, G_OPTION_ARG_FILENAME, &options->search, N_ ("Only files that match this text"), N_ ("TEXT") },
    { "no-known-use", 0, 0, G_OPTION_ARG_NONE, &options->no_known_use, N_ ("Only files without a known use"), NULL },
    { "problems", 0, 0, G_OPTION_ARG_NONE, &options->problems, N_ ("Only files that are missing or cannot be read"), NULL },
    { "order", 'o', 0, G_OPTION_ARG_STRING, &options->order, N_ ("name, checked-in, uses, size or type"), N_ ("ORDER") },
    { "reverse", 0, 0, G_OPTION_ARG_NONE, &options->reverse, N_ ("Turn the order around"), NULL },
    { "limit", 'n', 0, G_OPTION_ARG_INT, &options->limit, N_ ("At most so many files"), N_ ("NUMBER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print a JSON object for each file, one on a line"), NULL },
    { "print0", 0, 0, G_OPTION_ARG_NONE, &options->print0, N_ ("Print the paths, each ended by a NUL byte"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rest, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  return cli_arguments_parse (arguments, NULL, _("List the files that Mediary knows."), entries) &&
                              cli_arguments_are_none (options->rest);
}

static gboolean
find_order (const char *name, MediaryOrder *order)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++) {
    if (g_str_equal (name, orders[i].name)) {
      *order = orders[i].order;
      return TRUE;
    }
  }

  return FALSE;
}

static gboolean
find_type (const char *name, MediaryMediaType *type)
{
  g_autofree char *in_database = g_ascii_strup (name, -1);

  *type = mediary_media_type_from_string (in_database);

  return *type != MEDIARY_MEDIA_TYPE_UNKNOWN;
}

static void
take_query (MediaryQuery **query, MediaryQuery *narrower)
{
  g_object_unref (*query);
  *query = narrower;
}

/* NULL if the options make no sense, which was said. */
static MediaryQuery *
make_query (const Options *options)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  MediaryOrder     order = MEDIARY_ORDER_NAME;
  MediaryMediaType type = MEDIARY_MEDIA_TYPE_UNKNOWN;

  if (options->type != NULL && !find_type (options->type, &type)) {
    cli_output_complain_usage (_("--type is one of image, video and audio."));
    return NULL;
  }
  if (options->order != NULL && !find_order (options->order, &order)) {
    cli_output_complain_usage (_("--order is one of name, checked-in, uses, size and type."));
    return NULL;
  }
  if (options->artifact != NULL && options->module == NULL) {
    cli_output_complain_usage (_("--artifact goes with --module."));
    return NULL;
  }

  take_query (&query, mediary_query_with_media_type (query, type));
  if (options->artifact != NULL)
    take_query (&query, mediary_query_with_artifact (query, options->module, options->artifact));
  else if (options->module != NULL)
    take_query (&query, mediary_query_with_module (query, options->module));
  if (options->search != NULL)
    take_query (&query, mediary_query_with_text (query, options->search));
  take_query (&query, mediary_query_with_problems (query, options->problems));
  take_query (&query, mediary_query_with_no_use (query, options->no_known_use));
  take_query (&query, mediary_query_with_order (query, order, options->reverse));

  return g_steal_pointer (&query);
}

static gboolean
are_texts (const Options *options)
{
  return (options->module == NULL || cli_arguments_are_text ("--module", options->module)) &&
    (options->artifact == NULL || cli_arguments_are_text ("--artifact", options->artifact)) &&
    (options->search == NULL || cli_arguments_are_text ("--search", options->search));
}

typedef struct {
  const Options *options;
  int            n_printed;
} Listing;

static gboolean
on_item (MediaryItem *item, gpointer user_data)
{
  Listing *listing = user_data;

  if (listing->options->json)
    cli_output_json (cli_json_for_item (item));
  else if (listing->options->print0)
    cli_output_null_ended (mediary_item_get_path (item));
  else
    cli_print_item (item);
  listing->n_printed++;

  return listing->n_printed != listing->options->limit;
}

CliExit
cli_list (char **arguments)
{
  g_auto (Options) options = { 0 };
  Listing listing = { &options, 0 };
  g_autoptr (MediaryQuery) query = NULL;
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse (&options, arguments) || !are_texts (&options))
    return CLI_EXIT_USAGE;
  if ((query = make_query (&options)) == NULL)
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL || !cli_lookup_items (service, query, on_item, &listing, &error))
    return cli_output_complain_about (NULL, error);
  mediary_service_close (service);

  return cli_output_finish (listing.n_printed > 0 ? CLI_EXIT_DONE : CLI_EXIT_NOT_FOUND);
}
