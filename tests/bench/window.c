/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mediary-window-private.h"

/*
 * What a person waits for in the window, with the library in MEDIARY_DATA_DIR: bench-window STARTED PICTURE. STARTED is when
 * the program was started, in microseconds of the monotonic clock; PICTURE is a file that is not in the library. Printed are
 * milliseconds until there is a window, until its first files are there, until those at the end are, until a letter more in
 * the search has its answer (the slowest of the word), until a file that was checked in is counted; then megabytes at rest
 * and after all that.
 */

#define PATIENCE (120 * G_TIME_SPAN_SECOND)

typedef struct {
  MediaryWindow *window;
  GFile         *picture;
  guint          n_items;
} Bench;

typedef gboolean (*Fact) (Bench *bench);

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_until (Bench *bench, Fact fact)
{
  guint  tick = g_timeout_add (1, on_tick, NULL);
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!fact (bench)) {
    if (g_get_monotonic_time () > end)
      g_error ("It did not come in %d seconds", (int) (PATIENCE / G_TIME_SPAN_SECOND));
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (tick);
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static double
time_until (Bench *bench, Fact fact)
{
  gint64 start = g_get_monotonic_time ();

  wait_until (bench, fact);

  return since (start);
}

static double
get_resident (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmRSS:");

  return line != NULL ? (double) g_ascii_strtoll (line + strlen ("VmRSS:"), NULL, 10) / 1024 : 0;
}

static gboolean
is_mapped (Bench *bench)
{
  return gtk_widget_get_mapped (GTK_WIDGET (bench->window));
}

static gboolean
is_loaded_at (Bench *bench, guint position)
{
  g_autoptr (MediaryLazyItem) lazy_item = g_list_model_get_item (G_LIST_MODEL (bench->window->list), position);

  return lazy_item != NULL && mediary_lazy_item_get_item (lazy_item) != NULL;
}

static guint
get_n_items (Bench *bench)
{
  return bench->window->list != NULL && bench->window->next_list == NULL ? g_list_model_get_n_items (G_LIST_MODEL (bench->window->list)) : 0;
}

static gboolean
is_list_there (Bench *bench)
{
  return bench->window->list != NULL && bench->window->next_list == NULL;
}

static gboolean
is_first_page_there (Bench *bench)
{
  return is_list_there (bench) && (get_n_items (bench) == 0 || is_loaded_at (bench, 0));
}

static gboolean
is_last_page_there (Bench *bench)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->window->grid_view));
  double         rest = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) - gtk_adjustment_get_value (adjustment);

  return rest < 1 && is_loaded_at (bench, get_n_items (bench) - 1);
}

static gboolean
is_answered (Bench *bench)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (bench->window->search_entry));

  return is_list_there (bench) && g_strcmp0 (mediary_query_get_text (mediary_item_list_get_query (bench->window->list)), text) == 0 &&
    (get_n_items (bench) == 0 || is_loaded_at (bench, 0));
}

static gboolean
is_whole_again (Bench *bench)
{
  return get_n_items (bench) == bench->n_items;
}

static gboolean
is_counted (Bench *bench)
{
  return get_n_items (bench) == bench->n_items + 1;
}

static double
jump_to_end (Bench *bench)
{
  if (bench->n_items == 0)
    return 0;

  gtk_widget_activate_action (GTK_WIDGET (bench->window->grid_view), "list.scroll-to-item", "u", bench->n_items - 1);

  return time_until (bench, is_last_page_there);
}

static double
search (Bench *bench)
{
  static const char word[] = "needle";
  double            slowest = 0;

  g_action_group_activate_action (G_ACTION_GROUP (bench->window), "search", NULL);
  for (gsize n = 1; n <= strlen (word); n++) {
    g_autofree char *text = g_strndup (word, n);
    double           milliseconds;

    gtk_editable_set_text (GTK_EDITABLE (bench->window->search_entry), text);
    milliseconds = time_until (bench, is_answered);
    slowest = MAX (slowest, milliseconds);
  }
  g_action_group_activate_action (G_ACTION_GROUP (bench->window), "escape", NULL);
  wait_until (bench, is_whole_again);

  return slowest;
}

static double
count (Bench *bench)
{
  g_autoptr (GSList) files = g_slist_prepend (NULL, bench->picture);
  g_autoptr (MediaryDestination) destination = mediary_destination_new ("bench", "document");

  mediary_window_check_in (bench->window, files, destination, TRUE);

  return time_until (bench, is_counted);
}

static gboolean
is_at_rest (Bench *bench)
{
  static gint64 since_when;

  if (since_when == 0)
    since_when = g_get_monotonic_time ();

  return g_get_monotonic_time () - since_when > 2 * G_TIME_SPAN_SECOND;
}

int
main (int argc, char **argv)
{
  g_autoptr (MediaryApplication) application = NULL;
  g_autoptr (GFile) picture = NULL;
  Bench  bench = { 0 };
  gint64 started_at;
  double first_window, first_page, end, letter, counted, at_rest;

  if (argc != 3) {
    g_printerr ("usage: bench-window STARTED PICTURE\n");
    return 2;
  }

  started_at = g_ascii_strtoll (argv[1], NULL, 10);
  bench.picture = picture = g_file_new_for_path (argv[2]);
  application = mediary_application_new ();
  g_application_set_default (G_APPLICATION (application));
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_activate (G_APPLICATION (application));
  bench.window = MEDIARY_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));

  wait_until (&bench, is_mapped);
  first_window = since (started_at);
  wait_until (&bench, is_first_page_there);
  first_page = since (started_at);
  wait_until (&bench, is_at_rest);
  at_rest = get_resident ();
  bench.n_items = get_n_items (&bench);
  end = jump_to_end (&bench);
  letter = search (&bench);
  counted = count (&bench);

  g_print ("%.0f %.0f %.1f %.1f %.1f %.0f %.0f\n", first_window, first_page, end, letter, counted, at_rest, get_resident ());
  g_application_quit (G_APPLICATION (application));

  return 0;
}
