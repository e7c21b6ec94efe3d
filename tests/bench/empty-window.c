/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The floor under every window of libadwaita: one with nothing in it. bench-empty-window STARTED, in microseconds of the
 * monotonic clock, prints as bench-window how long it took and what it weighs. With no argument the window just stays.
 */
#include <adwaita.h>

#include "bench-memory.h"

#define REST_MILLISECONDS 2000

static gboolean
on_rest (gpointer user_data)
{
  g_print ("rest %.1f\n", bench_get_resident ());
  g_application_quit (user_data);

  return G_SOURCE_REMOVE;
}

static void
on_activate (GApplication *application, gpointer user_data)
{
  const char *started = user_data;
  GtkWidget  *window = adw_application_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
  if (started == NULL)
    return;

  g_print ("first-window %.1f\n", (double) (g_get_monotonic_time () - g_ascii_strtoll (started, NULL, 10)) / 1000);
  g_timeout_add (REST_MILLISECONDS, on_rest, application);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), argc > 1 ? argv[1] : NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
