/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

/* What is said below the files for a moment. */

/* It is as wide as its words need, where there is room for them. */
static void
test_a_short_toast_is_one_line (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);
  GtkLabel      *label;

  mediary_window_toast (window, "2 files were not checked in", "Show", "win.show-last-check-in");
  label = app_test_get_toast_label (window);
  mediary_test_wait_until (gtk_widget_get_width (GTK_WIDGET (label)) > 0);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (label)), ==, 1);

  app_test_close_window (window);
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
  mediary_test_add ("/toast/toasts-may-follow-each-other-at-once", test_toasts_may_follow_each_other_at_once);

  return g_test_run ();
}
