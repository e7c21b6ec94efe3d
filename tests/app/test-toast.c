/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

/* What is said below the files for a moment. */

/* A busy computer may not have shown it yet when its time is over: then it is said again. */
static gpointer
get_label (MediaryWindow *window, const char *text, const char *button, const char *action)
{
  if (app_test_get_toast_label (window) == NULL)
    mediary_window_toast (window, text, button, action);

  return app_test_get_toast_label (window);
}

static gboolean
is_one_line (MediaryWindow *window)
{
  GtkLabel *label = get_label (window, "2 files were not checked in", "Show", "win.show-last-check-in");

  if (label == NULL || gtk_widget_get_width (GTK_WIDGET (label)) == 0)
    return FALSE;

  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (label)), ==, 1);

  return TRUE;
}

/* It is as wide as its words need, where there is room for them. */
static void
test_a_short_toast_is_one_line (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  mediary_test_wait_until (is_one_line (window));

  app_test_close_window (window);
}

static gboolean
is_whole (MediaryWindow *window, const char *button)
{
  gpointer        label = get_label (window, "1 file checked: it is where it was, and a few words more", button, "win.undo");
  GtkWidget      *overlay = GTK_WIDGET (window->toast_overlay);
  graphene_rect_t bounds;
  int             height;

  if (label == NULL || gtk_widget_get_width (label) == 0)
    return FALSE;

  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (label), &height, NULL, NULL, NULL);

  return gtk_widget_get_height (label) >= height && gtk_widget_compute_bounds (label, overlay, &bounds) &&
    graphene_rect_get_x (&bounds) >= 0 && graphene_rect_get_y (&bounds) >= 0 &&
    graphene_rect_get_x (&bounds) + graphene_rect_get_width (&bounds) <= (float) gtk_widget_get_width (overlay) &&
    graphene_rect_get_y (&bounds) + graphene_rect_get_height (&bounds) <= (float) gtk_widget_get_height (overlay);
}

static void
set_size_of_text (int dpi)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi * PANGO_SCALE, NULL);
}

static void
see_all_of_it (MediaryTest *test, int dpi, const char *button)
{
  MediaryWindow *window = app_test_open_window (test);

  set_size_of_text (dpi);
  app_test_resize (window, 560); /* the sidebar becomes a page, and the header gets room */
  app_test_resize (window, 360);
  mediary_test_wait_until (is_whole (window, button));

  app_test_close_window (window);
  set_size_of_text (96);
}

/* Also where the window is as narrow, and the text as large, as they may be. */
static void
test_all_of_a_long_toast_can_be_read (MediaryTest *test)
{
  see_all_of_it (test, 96, NULL);
  see_all_of_it (test, 96, "Undo");
  see_all_of_it (test, 192, NULL);
  see_all_of_it (test, 192, "Undo");
}

/* As Delete does when it is held. */
static void
test_toasts_may_follow_each_other_at_once (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);

  for (guint i = 0; i < 30; i++) {
    g_autofree char *text = g_strdup_printf ("%u files", i);
    gint64           until = g_get_monotonic_time () + (i % 5) * 40 * 1000;

    mediary_window_toast_undoable (window, text, "win.undo", FALSE);
    mediary_test_wait_until (app_test_toast_contains (window, text));
    mediary_test_wait_until (g_get_monotonic_time () >= until);
  }

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/toast/a-short-toast-is-one-line", test_a_short_toast_is_one_line);
  mediary_test_add ("/toast/all-of-a-long-toast-can-be-read", test_all_of_a_long_toast_can_be_read);
  mediary_test_add ("/toast/toasts-may-follow-each-other-at-once", test_toasts_may_follow_each_other_at_once);

  return g_test_run ();
}
