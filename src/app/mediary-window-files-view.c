/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"
#include "view/mediary-item-row.h"
#include "view/mediary-item-tile.h"

/* The files as a grid of tiles or a list of rows. Only the view that is seen has the model: two would both load rows and pictures. */

static gboolean
is_grid (MediaryWindow *self)
{
  g_autofree char *mode = g_settings_get_string (self->settings, "view-mode");

  return !g_str_equal (mode, "list");
}

GtkWidget *
mediary_window_get_files_view (MediaryWindow *self)
{
  return is_grid (self) ? GTK_WIDGET (self->grid_view) : GTK_WIDGET (self->list_view);
}

void
mediary_window_put_on_view (MediaryWindow *self)
{
  GtkSelectionModel *model = self->selection != NULL ? GTK_SELECTION_MODEL (self->selection) : NULL;
  gboolean           grid = is_grid (self);
  gboolean           had_focus = mediary_window_leave_files (self);

  mediary_window_update_columns (self);
  gtk_stack_set_visible_child_name (self->view_stack, grid ? "grid" : "list");
  gtk_grid_view_set_model (self->grid_view, grid ? model : NULL);
  gtk_list_view_set_model (self->list_view, grid ? NULL : model);
  if (had_focus)
    mediary_window_focus_selected (self, mediary_window_get_files_view (self));
}

static int
get_tile_size (MediaryWindow *self)
{
  return g_settings_get_int (self->settings, "tile-size");
}

static void
set_up_cell (GtkListItem *list_item, GtkWidget *cell)
{
  gtk_list_item_set_child (list_item, cell);
  mediary_window_note_list_item (list_item);
  mediary_window_add_drag_source (list_item);
  mediary_window_add_menu (list_item);
}

static void
on_tile_setup (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  set_up_cell (list_item, mediary_item_tile_new ());
}

static void
on_tile_bind (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MediaryWindow *self = user_data;
  GtkWidget     *tile = gtk_list_item_get_child (list_item);

  mediary_item_tile_set_size (MEDIARY_ITEM_TILE (tile), get_tile_size (self));
  mediary_item_cell_set_item (MEDIARY_ITEM_CELL (tile), self->service, gtk_list_item_get_item (list_item));
}

static void
on_row_setup (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  set_up_cell (list_item, mediary_item_row_new ());
}

static void
on_row_bind (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MediaryWindow *self = user_data;
  GtkWidget     *row = gtk_list_item_get_child (list_item);

  mediary_item_row_set_narrow (MEDIARY_ITEM_ROW (row), self->tight);
  mediary_item_cell_set_item (MEDIARY_ITEM_CELL (row), self->service, gtk_list_item_get_item (list_item));
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  mediary_item_cell_set_item (MEDIARY_ITEM_CELL (gtk_list_item_get_child (list_item)), NULL, NULL);
}

/* Return and a double click show the details, on a page of their own where there is no room beside. */
static void
on_activated (MediaryWindow *self)
{
  mediary_window_show_details (self);
}

static GtkListItemFactory *
new_factory (MediaryWindow *self, gpointer on_setup, gpointer on_bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", on_setup, self);
  g_signal_connect (factory, "bind", on_bind, self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);

  return factory;
}

void
mediary_window_init_files_view (MediaryWindow *self)
{
  g_autoptr (GtkListItemFactory) tiles = new_factory (self, on_tile_setup, on_tile_bind);
  g_autoptr (GtkListItemFactory) rows = new_factory (self, on_row_setup, on_row_bind);

  gtk_grid_view_set_factory (self->grid_view, tiles);
  gtk_list_view_set_factory (self->list_view, rows);
  g_signal_connect_swapped (self->grid_view, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->list_view, "activate", G_CALLBACK (on_activated), self);
  mediary_window_init_columns (self);
  mediary_window_put_on_view (self);
}

/* The selected file, or else the one that had the keyboard, keeps it. */
static void
make_anew (MediaryWindow *self)
{
  guint    position = mediary_window_get_focused_position (self);
  gboolean had_focus = mediary_window_leave_files (self);

  gtk_grid_view_set_model (self->grid_view, NULL);
  gtk_list_view_set_model (self->list_view, NULL);
  mediary_window_put_on_view (self);
  if (had_focus)
    mediary_window_focus_selected (self, mediary_window_get_files_view (self));
  if (position != GTK_INVALID_LIST_POSITION && mediary_selection_get_n_selected (self->selection) == 0)
    mediary_window_focus_position (self, position);
}

/* Grid or list, as the settings say. */
void
mediary_window_update_view_mode (MediaryWindow *self)
{
  make_anew (self);
}

/* What is in sight is made anew, after tiles or the room for rows have changed their size. */
void
mediary_window_rebuild_items (MediaryWindow *self)
{
  make_anew (self);
}
