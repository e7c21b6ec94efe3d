/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "view/mediary-outcome-row.h"

/* The window in every width between a phone and a desktop. */

/* Warnings end the test. */
static void
test_the_window_gets_narrow_and_wide_without_a_warning (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);

  for (int width = 1200; width >= 360; width -= 40)
    app_test_resize (window, width);
  mediary_test_wait_until (mediary_shell_get_narrow (window->shell));
  g_assert_true (mediary_shell_get_details_collapsed (window->shell));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 360);

  for (int width = 360; width <= 1200; width += 40)
    app_test_resize (window, width);
  mediary_test_wait_until (!mediary_shell_get_narrow (window->shell));
  mediary_test_wait_until (mediary_shell_get_show_details (window->shell));

  app_test_close_window (window);
}

static void
count_up (guint *n_changes)
{
  *n_changes += 1;
}

/* The panes ask for less when they are narrow: that must not make them wide again. */
static void
test_no_width_makes_the_panes_swing (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);
  guint          n_changes = 0;

  for (int width = 1000; width >= 600; width -= 100)
    app_test_resize (window, width);

  g_signal_connect_swapped (window->shell, "notify::narrow", G_CALLBACK (count_up), &n_changes);
  for (int width = 600; width <= 800; width += 20) {
    app_test_resize (window, width);
    for (guint turn = 0; turn < 30; turn++)
      mediary_test_turn ();
  }
  g_assert_cmpuint (n_changes, <=, 1);

  app_test_close_window (window);
}

static void
test_both_views_fit_a_narrow_window (MediaryTest *test)
{
  static const char *const modes[] = { "grid", "list" };
  MediaryWindow           *window;

  app_test_check_in (test, "a picture with a name that is longer than most names of pictures are.png", "website", "index.html");
  app_test_check_in_without_document (test, "b.png");
  window = app_test_open_window_showing (test, 2);
  app_test_resize (window, 560); /* the sidebar becomes a page, and the header gets room */
  app_test_resize (window, 360);
  mediary_test_wait_until (mediary_shell_get_narrow (window->shell));

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++) {
    int minimum;

    g_action_group_activate_action (G_ACTION_GROUP (window), "view-mode", g_variant_new_string (modes[i]));
    for (guint turn = 0; turn < 20; turn++)
      mediary_test_turn ();
    gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    g_assert_cmpint (minimum, <=, 360);
  }

  app_test_close_window (window);
}

/* With what may be said below it. */
static void
test_every_page_fits_a_narrow_window (MediaryTest *test)
{
  static const char *const pages[] = { "loading", "failed", "empty", "nothing_wrong", "all_used", "nothing", "no_results", "items", "outcome" };
  MediaryWindow           *window = app_test_open_window (test);
  g_autofree char         *text = mediary_test_make_bytes (test, "a text with a name that is longer than most names of texts are.txt", "hello", -1);
  g_autofree char         *damaged = mediary_test_make_bytes (test, "damaged.png", "\x89PNG\r\n\x1a\nand then nothing more of it", 34);
  g_autoptr (MediaryDestination) document = mediary_destination_new ("a long name of an app", "a name of a document that is longer than most of them");
  g_autoslist (GFile) files = app_test_list_files (damaged, text, NULL);

  app_test_resize (window, 560);
  app_test_resize (window, 360);
  mediary_test_wait_until (mediary_shell_get_narrow (window->shell));
  mediary_window_receive_files (window, files, document);
  mediary_test_wait_until (app_test_check_in_is_over (window));
  mediary_window_show_last_check_in (window);
  mediary_test_wait_until (g_str_equal (app_test_get_page (window), "outcome"));
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->outcome_page), MEDIARY_TYPE_OUTCOME_ROW) != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    int minimum;

    gtk_stack_set_visible_child_name (window->content_stack, pages[i]);
    for (guint turn = 0; turn < 20; turn++)
      mediary_test_turn ();
    gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    if (minimum > 360)
      app_test_say_widths (window, 300);
    g_test_message ("“%s” needs %d", pages[i], minimum);
    g_assert_cmpint (minimum, <=, 360);
  }

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/width/it-gets-narrow-and-wide-without-a-warning", test_the_window_gets_narrow_and_wide_without_a_warning);
  mediary_test_add ("/width/no-width-makes-the-panes-swing", test_no_width_makes_the_panes_swing);
  mediary_test_add ("/width/both-views-fit-a-narrow-window", test_both_views_fit_a_narrow_window);
  mediary_test_add ("/width/every-page-fits-a-narrow-window", test_every_page_fits_a_narrow_window);

  return g_test_run ();
}
