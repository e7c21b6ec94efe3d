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

#include <glib-unix.h>

/* What changes, as it changes: one line for each item, until somebody stops it. */

typedef struct {
  MediaryService *service;
  GMainLoop      *loop;
  gint64          since;
  gboolean        json;
  gboolean        once;
  CliExit         exit_code;
} Watch;

static void
print_item (Watch *watch, const char *id, const char *what)
{
  g_autoptr (MediaryItem) item = NULL;
  JsonObject *object;

  if (!watch->json) {
    cli_output_cell (what, 8);
    cli_output_line (id);
    return;
  }

  object = json_object_new ();
  json_object_set_string_member (object, "change", what);
  json_object_set_string_member (object, "id", id);
  item = mediary_service_get_item (watch->service, id, NULL, NULL);
  if (item != NULL)
    json_object_set_object_member (object, "item", cli_json_for_item (item));
  cli_output_json (object);
}

/* Whoever reads these lines goes on from the number when it comes again. */
static void
print_reached (Watch *watch, MediaryChanges *changes)
{
  JsonObject *object;

  if (!watch->json)
    return;

  object = json_object_new ();
  json_object_set_string_member (object, "change", mediary_changes_get_start_over (changes) ? "start-over" : "reached");
  json_object_set_int_member (object, "revision", mediary_changes_get_revision (changes));
  cli_output_json (object);
}

static void
print_changes (Watch *watch, MediaryChanges *changes)
{
  for (const char *const *id = mediary_changes_get_changed (changes); *id != NULL; id++)
    print_item (watch, *id, "changed");
  for (const char *const *id = mediary_changes_get_removed (changes); *id != NULL; id++)
    print_item (watch, *id, "removed");
  if (!watch->json && mediary_changes_get_start_over (changes))
    cli_output_line ("start-over");
  print_reached (watch, changes);
}

static void
stop (Watch *watch, CliExit exit_code)
{
  watch->exit_code = exit_code;
  g_main_loop_quit (watch->loop);
}

/* Steps, until there is nothing more to tell. */
static void
tell (Watch *watch)
{
  while (TRUE) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MediaryChanges) changes = mediary_service_list_changes (watch->service, watch->since, NULL, &error);

    if (changes == NULL) {
      stop (watch, cli_output_complain_about (NULL, error));
      return;
    }
    if (mediary_changes_get_revision (changes) == watch->since)
      return;
    watch->since = mediary_changes_get_revision (changes);
    print_changes (watch, changes);
    if (!cli_output_flush ()) {
      stop (watch, CLI_EXIT_DONE);
      return;
    }
  }
}

static void
on_changed (MediaryService *service, gint64 revision, gpointer data)
{
  tell (data);
}

static gboolean
on_signal (gpointer data)
{
  stop (data, CLI_EXIT_DONE);

  return G_SOURCE_CONTINUE;
}

static CliExit
run (Watch *watch)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  watch->loop = loop;
  if (watch->since < 0)
    watch->since = mediary_service_get_revision (watch->service);
  g_signal_connect (watch->service, "changed", G_CALLBACK (on_changed), watch);
  g_unix_signal_add (SIGINT, on_signal, watch);
  g_unix_signal_add (SIGTERM, on_signal, watch);
  mediary_service_watch (watch->service);
  tell (watch);
  if (!watch->once && watch->exit_code == CLI_EXIT_DONE)
    g_main_loop_run (loop);

  return watch->exit_code;
}

CliExit
cli_watch (char **arguments)
{
  g_auto (GStrv) names = NULL;
  Watch   watch = { .since = -1 };
  CliExit exit_code;
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "since", 's', 0, G_OPTION_ARG_INT64, &watch.since, N_ ("Begin with what changed after this revision; 0 for the beginning"), N_ ("REVISION") },
    { "once", '1', 0, G_OPTION_ARG_NONE, &watch.once, N_ ("Tell what there is, and do not wait for more"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &watch.json, N_ ("Print JSON objects, one on a line"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_arguments_parse (arguments, NULL, _("Print what changes in the library, by whatever program, until it is stopped."), entries) ||
                            !cli_arguments_are_none (names))
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  watch.service = service;
  exit_code = run (&watch);
  g_signal_handlers_disconnect_by_data (service, &watch);
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}
