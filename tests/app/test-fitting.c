/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "view/mediary-check-in-sheet.h"

/* Windows that belong to another one, and are never larger than it. */

#define WIDE   560
#define NARROW 360
#define LARGE  600
/* How far the sheet has come, in turns of the loop: it takes a dozen until the window manager has given it its place. */
#define N_TURNS 20

static MediaryCheckInSheet *
open_sheet (MediaryWindow *window, MediaryTest *test)
{
  g_autofree char *path = mediary_test_path (test, "a.png");
  g_autoslist (GFile) files = app_test_list_files (path, NULL);
  MediaryCheckInSheet *sheet = mediary_check_in_sheet_new (GTK_WINDOW (window), window->service, files, NULL);

  gtk_window_present (GTK_WINDOW (sheet));

  return sheet;
}

static void
turn (guint n_turns)
{
  for (guint i = 0; i < n_turns; i++)
    mediary_test_turn ();
}

/* What it was given, not what it asked for; 0 while it was given nothing. */
static int
get_width (gpointer window)
{
  return gtk_widget_get_width (window);
}

static void
close_sheet (MediaryCheckInSheet *sheet)
{
  g_object_add_weak_pointer (G_OBJECT (sheet), (gpointer *) &sheet);
  gtk_window_destroy (GTK_WINDOW (sheet));
  mediary_test_wait_until (sheet == NULL);
}

/* Before the window manager heard of it, while it answers, and after. */
static void
test_it_shrinks_with_its_window_however_soon (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);

  for (guint n_turns = 0; n_turns < N_TURNS; n_turns++) {
    MediaryCheckInSheet *sheet;

    app_test_resize (window, WIDE); /* and the least width is that of one page */
    mediary_test_wait_until (get_width (window) > NARROW);
    sheet = open_sheet (window, test);
    turn (n_turns);
    app_test_resize (window, NARROW);
    mediary_test_wait_until (get_width (sheet) > 0 && get_width (sheet) <= get_width (window));
    close_sheet (sheet);
  }

  app_test_close_window (window);
}

static void
test_a_person_may_make_it_larger (MediaryTest *test)
{
  MediaryWindow       *window = app_test_open_window_with (test, 1);
  MediaryCheckInSheet *sheet;
  int                  border;

  app_test_resize (window, WIDE);
  sheet = open_sheet (window, test);
  mediary_test_wait_until (get_width (sheet) > 0);
  border = 440 - get_width (sheet);

  gtk_window_set_default_size (GTK_WINDOW (sheet), LARGE, 640);
  mediary_test_wait_until (get_width (sheet) == LARGE - border);
  turn (30);
  g_assert_cmpint (get_width (sheet), ==, LARGE - border);

  close_sheet (sheet);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/fitting/it-shrinks-with-its-window-however-soon", test_it_shrinks_with_its_window_however_soon);
  mediary_test_add ("/fitting/a-person-may-make-it-larger", test_a_person_may_make_it_larger);

  return g_test_run ();
}
