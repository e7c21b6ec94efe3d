/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "mediary-window-private.h"

#include "bench-memory.h"

/*
 * How long the window does not answer while files are checked in: bench-stall VIEW FOLDER, with the files of FOLDER in VIEW, the
 * “grid” or the “list”. A thread asks the main loop for a sign of life every millisecond. Printed are a name and a figure in
 * each line: the longest wait for one in milliseconds, the longest that the main loop worked without giving one (the rest of
 * a wait is what else the machine does), the seconds it took, how many files, and megabytes before and after.
 */

#define REST_MILLISECONDS 2000

static gint64 longest;
static gint64 longest_work;
static gint64 worked_until;
static gint   waiting;
static gint   stopped;

/* Microseconds. */
static gint64
get_own_work (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);

  return (gint64) work.tv_sec * G_USEC_PER_SEC + work.tv_nsec / 1000;
}

static gboolean
on_ping (gpointer user_data)
{
  gint64 *asked_at = user_data;
  gint64  work = get_own_work ();

  longest = MAX (longest, g_get_monotonic_time () - *asked_at);
  longest_work = MAX (longest_work, work - worked_until);
  worked_until = work;
  g_free (asked_at);
  g_atomic_int_set (&waiting, FALSE);

  return G_SOURCE_REMOVE;
}

/* One question at a time, ahead of everything else: what it waits for is one turn of the loop. */
static gpointer
ask (gpointer data)
{
  while (!g_atomic_int_get (&stopped)) {
    if (g_atomic_int_compare_and_exchange (&waiting, FALSE, TRUE)) {
      gint64 *now = g_new (gint64, 1);

      *now = g_get_monotonic_time ();
      g_main_context_invoke_full (NULL, G_PRIORITY_HIGH, on_ping, now, NULL);
    }
    g_usleep (1000);
  }

  return NULL;
}

static void
on_progress (MediaryCheckInJob *job, GParamSpec *pspec, gpointer user_data)
{
  gint64 *started_at = user_data;

  if (!mediary_check_in_job_get_finished (job))
    return;

  g_print ("longest %.1f\nwork %.1f\n", (double) longest / 1000, (double) longest_work / 1000);
  g_print ("seconds %.1f\nfiles %u\n", (double) (g_get_monotonic_time () - *started_at) / G_USEC_PER_SEC, mediary_check_in_job_get_n_done (job));
  g_print ("after %.1f\n", bench_get_resident ());
  g_application_quit (g_application_get_default ());
}

static gboolean
on_begin (gpointer user_data)
{
  MediaryWindow *window = MEDIARY_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ())));
  g_autoptr (GFile) folder = g_file_new_for_path (user_data);
  g_autoptr (GSList) files = g_slist_prepend (NULL, folder);
  g_autoptr (MediaryDestination) destination = mediary_destination_new ("bench", "document");
  static gint64 started_at;

  if (window == NULL || window->service == NULL || window->list == NULL)
    return G_SOURCE_CONTINUE;

  g_print ("rest %.1f\n", bench_get_resident ());
  started_at = g_get_monotonic_time ();
  worked_until = get_own_work ();
  g_thread_unref (g_thread_new ("ask", ask, NULL));
  mediary_window_check_in (window, files, destination, TRUE);
  g_signal_connect (mediary_outcomes_get_job (window->outcomes), "notify::finished", G_CALLBACK (on_progress), &started_at);

  return G_SOURCE_REMOVE;
}

static void
on_startup (MediaryApplication *application, const char *view)
{
  g_settings_set_string (mediary_application_get_settings (application), "view-mode", view);
}

int
main (int argc, char **argv)
{
  g_autoptr (MediaryApplication) application = mediary_application_new ();
  int status;

  if (argc != 3) {
    g_printerr ("usage: bench-stall VIEW FOLDER\n");
    return 2;
  }

  g_signal_connect (application, "startup", G_CALLBACK (on_startup), argv[1]);
  g_timeout_add (REST_MILLISECONDS, on_begin, argv[2]);
  status = g_application_run (G_APPLICATION (application), 1, argv);
  g_atomic_int_set (&stopped, TRUE);

  return status;
}
