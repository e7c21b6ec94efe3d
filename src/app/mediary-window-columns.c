/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/*
 * How many columns the grid may have. It keeps thirty rows of tiles, in sight or not, and as many in each as it may have
 * columns at most; so it is told what fits. Twelve for a window that has room for four are two hundred tiles for nothing.
 */

#define MIN_COLUMNS 1
#define MAX_COLUMNS 12

/* Before the files have a place, they have no more room than the window. */
static int
get_room (MediaryWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->content_stack)), height;

  if (width == 0)
    gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);

  return width;
}

void
mediary_window_update_columns (MediaryWindow *self)
{
  int columns = get_room (self) / g_settings_get_int (self->settings, "tile-size");

  gtk_grid_view_set_max_columns (self->grid_view, (guint) CLAMP (columns, MIN_COLUMNS, MAX_COLUMNS));
}

static gboolean
on_columns_settled (gpointer user_data)
{
  MediaryWindow *self = user_data;

  self->columns_id = 0;
  if (self->settings != NULL) /* else the window is going */
    mediary_window_update_columns (self);

  return G_SOURCE_REMOVE;
}

/* It comes while sizes are given out, when no tile may be made or unmade. */
static void
on_room_changed (MediaryWindow *self)
{
  if (self->columns_id == 0 && self->settings != NULL)
    self->columns_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_columns_settled, g_object_ref (self), g_object_unref);
}

void
mediary_window_init_columns (MediaryWindow *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->grid_view));

  g_signal_connect_object (adjustment, "notify::page-size", G_CALLBACK (on_room_changed), self, G_CONNECT_SWAPPED);
}
