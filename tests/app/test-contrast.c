/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "view/mediary-item-tile.h"
#include "view/mediary-thumbnail-view.h"

/* What is faint otherwise is not where people asked for high contrast. */

static float
get_opacity (MediaryWindow *window)
{
  GtkWidget *tile = app_test_find (GTK_WIDGET (window->grid_view), MEDIARY_TYPE_ITEM_TILE);
  GdkRGBA    colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (app_test_find (tile, MEDIARY_TYPE_THUMBNAIL_VIEW)), &colour);

  return colour.alpha;
}

static void
test_icons_of_types_can_be_seen_in_high_contrast (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);

  mediary_test_wait_until (app_test_get_focused_file (window) != NULL);
  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
  g_assert_cmpfloat (get_opacity (window), >, 0.6f);

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/contrast/icons-of-types-can-be-seen-in-high-contrast", test_icons_of_types_can_be_seen_in_high_contrast);

  return g_test_run ();
}
