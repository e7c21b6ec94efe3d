/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <time.h>

#include "mediary-window-private.h"

#include "bench-memory.h"

/*
 * What a person waits for in the window, with the library in MEDIARY_DATA_DIR: bench-window STARTED PICTURE FOLDER. STARTED is
 * when the program was started, in microseconds of the monotonic clock; PICTURE and the files in FOLDER are not in the library.
 * Printed are a name and a figure in each line, milliseconds or megabytes. A letter is the slowest of a word that is typed in
 * the search, each from the key to its first files; “work” is what the processor did for this program meanwhile.
 */

#define PATIENCE (120 * G_TIME_SPAN_SECOND)

typedef struct {
  MediaryWindow *window;
  guint          n_items;  /* that are waited for */
  gint64         n_frames; /* that were drawn before the veil was, or -1 */
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

static void
say (const char *name, double figure)
{
  g_print ("%s %.1f\n", name, figure);
}

/* Milliseconds. */
static double
get_work (void)
{
  struct timespec work;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &work);

  return (double) work.tv_sec * 1000 + (double) work.tv_nsec / 1000000;
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
  return bench->window->rows != NULL && bench->window->next_list == NULL ? g_list_model_get_n_items (G_LIST_MODEL (bench->window->rows)) : 0;
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
has_all_items (Bench *bench)
{
  return get_n_items (bench) == bench->n_items;
}

static gboolean
is_veil_drawn (Bench *bench)
{
  return bench->n_frames >= 0;
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
  wait_until (bench, has_all_items);

  return slowest;
}

/* Milliseconds until the files of @path, which is one or a folder, are in the list. */
static double
check_in (Bench *bench, const char *path, guint n_files)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GSList) files = g_slist_prepend (NULL, file);
  g_autoptr (MediaryDestination) destination = mediary_destination_new ("bench", "document");

  bench->n_items += n_files;
  mediary_window_check_in (bench->window, files, destination, TRUE);

  return time_until (bench, has_all_items);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n_files = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n_files++;

  return n_files;
}

static void
on_painted (GdkFrameClock *clock, Bench *bench)
{
  if (bench->n_frames < 0 && gtk_widget_get_mapped (GTK_WIDGET (bench->window->drop_veil)))
    bench->n_frames = gdk_frame_clock_get_frame_counter (clock);
}

/* How many frames later files that hover have their veil: 1 is the next. */
static double
count_frames_until_veil (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  gint64         before = gdk_frame_clock_get_frame_counter (clock);

  bench->n_frames = -1;
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), bench);
  mediary_drop_veil_show (bench->window->drop_veil, "Check in to “document”");
  wait_until (bench, is_veil_drawn);
  mediary_drop_veil_hide (bench->window->drop_veil);
  g_signal_handlers_disconnect_by_func (clock, on_painted, bench);

  return (double) (bench->n_frames - before);
}

static gboolean
is_at_rest (Bench *bench)
{
  static gint64 since_when;

  if (since_when == 0)
    since_when = g_get_monotonic_time ();

  return g_get_monotonic_time () - since_when > 2 * G_TIME_SPAN_SECOND && bench->window->rows_tick == 0;
}

static void
open_window (Bench *bench, gint64 started_at)
{
  GApplication *application = g_application_get_default ();

  g_application_activate (application);
  bench->window = MEDIARY_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  wait_until (bench, is_mapped);
  say ("first-window", since (started_at));
  say ("first-window-work", get_work ());
  wait_until (bench, is_first_page_there);
  say ("first-files", since (started_at));
  wait_until (bench, is_at_rest);
  bench->n_items = get_n_items (bench);
  say ("rest", bench_get_resident ());
}

int
main (int argc, char **argv)
{
  g_autoptr (MediaryApplication) application = NULL;
  Bench bench = { 0 };

  if (argc != 4) {
    g_printerr ("usage: bench-window STARTED PICTURE FOLDER\n");
    return 2;
  }

  application = mediary_application_new ();
  g_application_set_default (G_APPLICATION (application));
  g_application_register (G_APPLICATION (application), NULL, NULL);
  open_window (&bench, g_ascii_strtoll (argv[1], NULL, 10));
  say ("end", jump_to_end (&bench));
  say ("after", bench_get_resident ());
  say ("letter", search (&bench));
  say ("counted", check_in (&bench, argv[2], 1));
  say ("dropped", check_in (&bench, argv[3], count_files (argv[3])));
  say ("veil", count_frames_until_veil (&bench));
  g_application_quit (G_APPLICATION (application));

  return 0;
}
