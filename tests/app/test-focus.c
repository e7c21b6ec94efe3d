/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

/* Who has the keyboard at the start, and after something has come, gone or changed. */

static void
test_the_first_file_has_the_keyboard_at_the_start (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);

  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  g_assert_cmpuint (mediary_selection_get_n_selected (window->selection), ==, 0);

  app_test_close_window (window);
}

static void
test_in_an_empty_library_the_button_has_the_keyboard (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  mediary_test_wait_until (GTK_IS_BUTTON (app_test_get_focus (window)));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (app_test_get_focus (window))), ==, "win.check-in");
  g_assert_true (app_test_has_focus_in (window, window->content_stack));

  app_test_close_window (window);
}

static void
drop (MediaryTest *test, MediaryWindow *window, const char *name)
{
  MediaryDestination document = { .module_name = (char *) "website", .artifact_name = (char *) "index.html" };

  app_test_drop (test, window, name, &document);
}

static void
test_after_a_removal_the_neighbour_has_the_keyboard (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 4);

  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  app_test_press (window, "Home"); /* where nothing is selected, newer versions of GTK select what has the keyboard first */
  app_test_press (window, "Right");
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "b.png") == 0);
  mediary_test_wait_until (mediary_selection_get_n_selected (window->selection) == 1);

  app_test_press (window, "Delete");
  mediary_test_wait_until (app_test_get_n_shown (window) == 3);
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "c.png") == 0);
  app_test_press (window, "Delete");
  mediary_test_wait_until (app_test_get_n_shown (window) == 2);
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "d.png") == 0);

  app_test_close_window (window);
}

static void
test_after_a_check_in_the_new_file_has_the_keyboard (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 4);

  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  drop (test, window, "bb.png");
  mediary_test_wait_until (app_test_get_n_shown (window) == 5);
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "bb.png") == 0);
  mediary_test_wait_until (window->check_ins->len == 0);

  app_test_close_window (window);
}

/* Somebody is at something else by then. */
static void
test_a_check_in_takes_the_keyboard_from_no_text (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 2);

  app_test_activate (window, "search");
  mediary_test_wait_until (app_test_has_focus_in (window, window->search_entry));
  drop (test, window, "bb.png");
  mediary_test_wait_until (app_test_get_n_shown (window) == 3);
  mediary_test_wait_until (window->check_ins->len == 0);
  for (guint turn = 0; turn < 100; turn++)
    mediary_test_turn ();
  g_assert_true (app_test_has_focus_in (window, window->search_entry));

  app_test_close_window (window);
}

/* Nor from the places, if somebody has gone there meanwhile. */
static void
test_a_check_in_takes_the_keyboard_from_no_place (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 2);

  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  drop (test, window, "bb.png");
  app_test_activate (window, "previous-pane");
  g_assert_true (app_test_has_focus_in (window, window->sidebar_view));
  mediary_test_wait_until (app_test_get_n_shown (window) == 3 && window->check_ins->len == 0);
  for (guint turn = 0; turn < 100; turn++)
    mediary_test_turn ();
  g_assert_true (app_test_has_focus_in (window, window->sidebar_view));

  app_test_close_window (window);
}

static void
test_the_first_file_of_all_has_the_keyboard (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  mediary_test_wait_until (GTK_IS_BUTTON (app_test_get_focus (window)));
  drop (test, window, "a.png");
  mediary_test_wait_until (window->check_ins->len == 0);
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);

  app_test_close_window (window);
}

/* The place of the keyboard is looked for again when a frame is drawn. */
static void
wait_for_frames (MediaryWindow *window, gint64 n_frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gint64         last = gdk_frame_clock_get_frame_counter (clock) + n_frames;

  while (gdk_frame_clock_get_frame_counter (clock) < last) {
    gtk_widget_queue_draw (GTK_WIDGET (window));
    mediary_test_turn ();
  }
}

static gboolean
has_focus_on_selected (MediaryWindow *window, gpointer view)
{
  GtkWidget *focus = app_test_get_focus (window);

  return focus != NULL && gtk_widget_get_parent (focus) == view && (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED) != 0;
}

static void
test_the_keyboard_stays_with_the_file_in_another_view (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 2);

  gtk_widget_grab_focus (GTK_WIDGET (window->grid_view));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 1, TRUE);

  g_action_group_activate_action (G_ACTION_GROUP (window), "view-mode", g_variant_new_string ("list"));
  mediary_test_wait_until (has_focus_on_selected (window, window->list_view));
  wait_for_frames (window, 5);
  g_assert_true (has_focus_on_selected (window, window->list_view));

  g_action_group_activate_action (G_ACTION_GROUP (window), "view-mode", g_variant_new_string ("grid"));
  mediary_test_wait_until (has_focus_on_selected (window, window->grid_view));
  wait_for_frames (window, 5);
  g_assert_true (has_focus_on_selected (window, window->grid_view));

  app_test_activate (window, "larger");
  mediary_test_wait_until (has_focus_on_selected (window, window->grid_view));
  wait_for_frames (window, 5);
  g_assert_true (has_focus_on_selected (window, window->grid_view));

  app_test_close_window (window);
}

/* Where the places are a page, and their files another one. */
static void
test_a_place_leads_to_its_files (MediaryTest *test)
{
  static const char *const keys[] = { "Return", "Down Down Return" }; /* the place that was shown before, and another one */
  MediaryWindow           *window = app_test_open_window_with (test, 2);

  app_test_resize (window, 560); /* the sidebar becomes a page, and the header gets room */
  app_test_resize (window, 360);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    mediary_test_wait_until (app_test_has_focus_in (window, window->content_stack));
    app_test_press (window, "alt+Left");
    mediary_test_wait_until (!mediary_shell_get_content_visible (window->shell) && gtk_widget_get_mapped (GTK_WIDGET (window->sidebar_view)));
    app_test_press (window, "shift+F6");
    mediary_test_wait_until (app_test_has_focus_in (window, window->sidebar_view));
    app_test_press (window, keys[i]);
    mediary_test_wait_until (mediary_shell_get_content_visible (window->shell));
    mediary_test_wait_until (app_test_has_focus_in (window, window->content_stack));
    wait_for_frames (window, 5);
    g_assert_true (app_test_has_focus_in (window, window->content_stack));
  }

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/focus/the-first-file-has-the-keyboard-at-the-start", test_the_first_file_has_the_keyboard_at_the_start);
  mediary_test_add ("/focus/in-an-empty-library-the-button-has-the-keyboard", test_in_an_empty_library_the_button_has_the_keyboard);
  mediary_test_add ("/focus/after-a-removal-the-neighbour-has-the-keyboard", test_after_a_removal_the_neighbour_has_the_keyboard);
  mediary_test_add ("/focus/after-a-check-in-the-new-file-has-the-keyboard", test_after_a_check_in_the_new_file_has_the_keyboard);
  mediary_test_add ("/focus/a-check-in-takes-the-keyboard-from-no-text", test_a_check_in_takes_the_keyboard_from_no_text);
  mediary_test_add ("/focus/a-check-in-takes-the-keyboard-from-no-place", test_a_check_in_takes_the_keyboard_from_no_place);
  mediary_test_add ("/focus/the-first-file-of-all-has-the-keyboard", test_the_first_file_of_all_has_the_keyboard);
  mediary_test_add ("/focus/the-keyboard-stays-with-the-file-in-another-view", test_the_keyboard_stays_with_the_file_in_another_view);
  mediary_test_add ("/focus/a-place-leads-to-its-files", test_a_place_leads_to_its_files);

  return g_test_run ();
}
