/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "view/mediary-item-tile.h"
#include "view/mediary-thumbnail-view.h"

/* How large the files are shown. */

static int
get_setting (MediaryWindow *window)
{
  return g_settings_get_int (window->settings, "tile-size");
}

/* The width of a picture among the tiles, or 0. */
static int
get_width_in_sight (MediaryWindow *window)
{
  GtkWidget *tile = app_test_find (GTK_WIDGET (window->grid_view), MEDIARY_TYPE_ITEM_TILE);
  GtkWidget *thumbnail = tile != NULL ? app_test_find (tile, MEDIARY_TYPE_THUMBNAIL_VIEW) : NULL;

  return thumbnail != NULL ? gtk_widget_get_width (thumbnail) : 0;
}

/* As fast as keys can be pressed: each begins where the one before it has ended. */
static void
test_keys_in_a_row_are_each_obeyed (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);
  int            usual = get_setting (window);

  mediary_test_wait_until (app_test_get_focused_file (window) != NULL);
  for (guint i = 0; i < 10; i++) {
    app_test_press (window, "ctrl+plus");
    mediary_test_wait_until (get_setting (window) > usual);
    app_test_press (window, "ctrl+minus");
    mediary_test_wait_until (get_setting (window) == usual);
    app_test_press (window, "ctrl+plus ctrl+minus ctrl+minus");
    mediary_test_wait_until (get_setting (window) < usual);
    app_test_press (window, "ctrl+minus ctrl+plus ctrl+plus ctrl+minus");
    mediary_test_wait_until (get_setting (window) == usual);
  }
  mediary_test_wait_until (get_width_in_sight (window) == usual);

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/tile-size/keys-in-a-row-are-each-obeyed", test_keys_in_a_row_are_each_obeyed);

  return g_test_run ();
}
