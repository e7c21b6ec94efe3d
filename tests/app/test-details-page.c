/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

/* Where it is narrow, the details are a page: over all of the files, and left as one leaves a page. Warnings end the tests. */

#define NARROW 360
#define MEDIUM 760
#define WIDE   1200

static gboolean
has_focus_on_tile (MediaryWindow *window)
{
  GtkWidget *focus = app_test_get_focus (window);

  return focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_get_parent (focus) == GTK_WIDGET (window->grid_view);
}

/* With two files, the first of which is selected, and one of which has the keyboard. */
static MediaryWindow *
open_window (MediaryTest *test, int width)
{
  MediaryWindow *window = app_test_open_window_with (test, 2);

  app_test_resize (window, MAX (width, 560)); /* the sidebar becomes a page, and the header gets room */
  app_test_resize (window, width);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);
  mediary_test_wait_until (mediary_item_details_get_item (window->details) != NULL);
  mediary_test_wait_until (has_focus_on_tile (window));

  return window;
}

static void
open_details (MediaryWindow *window)
{
  app_test_press (window, "Return");
  mediary_test_wait_until (mediary_shell_get_show_details (window->shell));
  mediary_test_wait_until (app_test_has_focus_in (window, window->details));
}

/* As much of the shell as the details cover. */
static int
get_covered (MediaryWindow *window)
{
  graphene_rect_t details, shell;

  if (!gtk_widget_get_mapped (GTK_WIDGET (window->details)) ||
      !gtk_widget_compute_bounds (GTK_WIDGET (window->details), GTK_WIDGET (window->shell), &details) ||
      !gtk_widget_compute_bounds (GTK_WIDGET (window->shell), GTK_WIDGET (window->shell), &shell) ||
      !graphene_rect_intersection (&details, &shell, &details))
    return 0;

  return (int) graphene_rect_get_width (&details);
}

static gboolean
covers_all (MediaryWindow *window)
{
  return get_covered (window) == gtk_widget_get_width (GTK_WIDGET (window->shell));
}

static AdwWindowTitle *
get_title (MediaryWindow *window)
{
  return ADW_WINDOW_TITLE (app_test_find (GTK_WIDGET (window->details), ADW_TYPE_WINDOW_TITLE));
}

static void
test_narrow_details_are_a_whole_page (MediaryTest *test)
{
  MediaryWindow *window = open_window (test, NARROW);

  open_details (window);
  mediary_test_wait_until (covers_all (window));
  g_assert_nonnull (get_title (window));
  g_assert_cmpstr (adw_window_title_get_title (get_title (window)), ==, "a.png");

  app_test_select_all (window);
  mediary_test_wait_until (g_strcmp0 (adw_window_title_get_title (get_title (window)), "2 Files Selected") == 0);

  for (int width = NARROW; width <= 600; width += 60) {
    app_test_resize (window, width);
    mediary_test_wait_until (covers_all (window));
  }

  app_test_close_window (window);
}

/* Where there is more room, the files are to be seen beside them, and say what they are of. */
static void
test_other_details_are_no_page (MediaryTest *test)
{
  MediaryWindow *window = open_window (test, MEDIUM);

  open_details (window);
  mediary_test_wait_until (get_covered (window) >= 330);
  g_assert_cmpint (get_covered (window), <, 400);
  g_assert_null (get_title (window));

  app_test_close_window (window);
}

static void
assert_left (MediaryWindow *window)
{
  mediary_test_wait_until (!mediary_shell_get_show_details (window->shell));
  mediary_test_wait_until (has_focus_on_tile (window));
  mediary_test_wait_until (get_covered (window) == 0);
  g_assert_true (mediary_shell_get_content_visible (window->shell));
  g_assert_cmpuint (mediary_selection_get_n_selected (window->selection), ==, 1);
}

static void
test_the_page_is_left_by_key_and_button (MediaryTest *test)
{
  MediaryWindow *window = open_window (test, NARROW);
  GtkWidget     *back;

  open_details (window);
  app_test_press (window, "Escape");
  assert_left (window);

  open_details (window);
  app_test_press (window, "alt+Left");
  assert_left (window);

  open_details (window);
  back = app_test_find (GTK_WIDGET (window->details), GTK_TYPE_BUTTON);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (back)), ==, "win.toggle-details");
  g_signal_emit_by_name (back, "clicked");
  assert_left (window);

  app_test_close_window (window);
}

/* In a wider window Alt+Left leaves what lies over the files as well. */
static void
test_the_overlay_is_left_by_key (MediaryTest *test)
{
  MediaryWindow *window = open_window (test, MEDIUM);

  open_details (window);
  app_test_press (window, "alt+Left");
  assert_left (window);

  app_test_close_window (window);
}

/* The files are below it, where nobody would see what has the keyboard. */
static void
test_the_keyboard_stays_on_the_page (MediaryTest *test)
{
  static const char *const keys[] = { "Tab", "shift+Tab", "F6" };
  MediaryWindow           *window = open_window (test, NARROW);

  open_details (window);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    for (guint n = 0; n < 12; n++) {
      app_test_press (window, keys[i]);
      for (guint turn = 0; turn < 5; turn++)
        mediary_test_turn ();
      g_assert_true (app_test_has_focus_in (window, window->details));
    }
  }

  app_test_close_window (window);
}

static void
test_open_details_come_through_every_width (MediaryTest *test)
{
  MediaryWindow *window = open_window (test, NARROW);

  open_details (window);
  for (int width = NARROW; width <= WIDE; width += 40)
    app_test_resize (window, width);
  mediary_test_wait_until (!mediary_shell_get_details_collapsed (window->shell));
  mediary_test_wait_until (mediary_shell_get_show_details (window->shell));
  g_assert_false (covers_all (window));

  for (int width = WIDE; width >= MEDIUM; width -= 40)
    app_test_resize (window, width);
  mediary_shell_set_show_details (window->shell, TRUE);
  for (int width = MEDIUM; width >= NARROW; width -= 40)
    app_test_resize (window, width);
  mediary_test_wait_until (mediary_shell_get_narrow (window->shell));

  app_test_close_window (window);
}

static void
test_who_goes_to_files_leaves_the_page (MediaryTest *test)
{
  MediaryWindow *window = open_window (test, NARROW);

  open_details (window);
  app_test_press (window, "ctrl+f");
  mediary_test_wait_until (!mediary_shell_get_show_details (window->shell));
  mediary_test_wait_until (app_test_has_focus_in (window, window->search_entry));
  app_test_press (window, "Escape");
  mediary_test_wait_until (has_focus_on_tile (window));

  open_details (window);
  mediary_window_select_place (window, 1);
  mediary_test_wait_until (!mediary_shell_get_show_details (window->shell));
  g_assert_true (mediary_shell_get_content_visible (window->shell));

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/details-page/narrow-details-are-a-whole-page", test_narrow_details_are_a_whole_page);
  mediary_test_add ("/details-page/other-details-are-no-page", test_other_details_are_no_page);
  mediary_test_add ("/details-page/the-page-is-left-by-key-and-button", test_the_page_is_left_by_key_and_button);
  mediary_test_add ("/details-page/who-goes-to-files-leaves-the-page", test_who_goes_to_files_leaves_the_page);
  mediary_test_add ("/details-page/the-overlay-is-left-by-key", test_the_overlay_is_left_by_key);
  mediary_test_add ("/details-page/the-keyboard-stays-on-the-page", test_the_keyboard_stays_on_the_page);
  mediary_test_add ("/details-page/open-details-come-through-every-width", test_open_details_come_through_every_width);

  return g_test_run ();
}
