/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"
#include "model/mediary-texture-cache.h"

/* How the files are shown is kept in the settings: as tiles or rows, how large, in which order, with pictures or without. */

#define USUAL_SIZE 140

static const int sizes[] = { 96, USUAL_SIZE, 200 };

static void
set_tile_size (MediaryWindow *self, int size)
{
  g_settings_set_int (self->settings, "tile-size", size);
  mediary_window_rebuild_items (self);
}

static void
change_tile_size (MediaryWindow *self, int direction)
{
  int size = g_settings_get_int (self->settings, "tile-size");
  int i = 0;

  while (i < (int) G_N_ELEMENTS (sizes) - 1 && sizes[i] < size)
    i++;

  set_tile_size (self, sizes[CLAMP (i + direction, 0, (int) G_N_ELEMENTS (sizes) - 1)]);
}

void
mediary_window_enlarge_tiles (MediaryWindow *self)
{
  change_tile_size (self, 1);
}

void
mediary_window_shrink_tiles (MediaryWindow *self)
{
  change_tile_size (self, -1);
}

void
mediary_window_reset_tiles (MediaryWindow *self)
{
  set_tile_size (self, USUAL_SIZE);
}

static void
on_show_thumbnails (MediaryWindow *self)
{
  mediary_texture_cache_set_enabled (g_settings_get_boolean (self->settings, "show-thumbnails"));
  mediary_window_rebuild_items (self);
}

static const char *const action_keys[] = { "view-mode", "sort-key", "sort-descending" };

/* Order and mode are actions, so that menus and buttons can have them; the other windows follow. */
void
mediary_window_init_view (MediaryWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (action_keys); i++) {
    g_autoptr (GAction) action = g_settings_create_action (self->settings, action_keys[i]);

    g_action_map_add_action (G_ACTION_MAP (self), action);
  }

  mediary_texture_cache_set_enabled (g_settings_get_boolean (self->settings, "show-thumbnails"));
  g_signal_connect_object (self->settings, "changed::view-mode", G_CALLBACK (mediary_window_update_view_mode), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::show-thumbnails", G_CALLBACK (on_show_thumbnails), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::sort-key", G_CALLBACK (mediary_window_reload_items), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::sort-descending", G_CALLBACK (mediary_window_reload_items), self, G_CONNECT_SWAPPED);
}

/* The group of actions may live longer than the window, and would tell it of what another window changes. */
void
mediary_window_end_view (MediaryWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (action_keys); i++)
    g_action_map_remove_action (G_ACTION_MAP (self), action_keys[i]);
}
