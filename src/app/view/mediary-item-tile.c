/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-item-tile.h"

#include "mediary-accessible.h"
#include "mediary-thumbnail-view.h"
#include "mediary-words.h"

/**
 * MediaryItemTile:
 *
 * One file in the grid: picture, name, and its uses or what is wrong with it. Whatever it shows, its size stays the same:
 * a view has hundreds of tiles, and one that may have another size has all of them measured again.
 */
struct _MediaryItemTile {
  MediaryItemCell parent_instance;

  MediaryThumbnailView *thumbnail;
  GtkInscription       *name_label;
  GtkInscription       *caption_label;
};

G_DEFINE_FINAL_TYPE (MediaryItemTile, mediary_item_tile, MEDIARY_TYPE_ITEM_CELL)

static void
set_problem (GtkWidget *label, MediaryState state)
{
  if (state == MEDIARY_STATE_MISSING) {
    gtk_widget_remove_css_class (label, "dim-label");
    gtk_widget_add_css_class (label, "error");
  } else {
    gtk_widget_remove_css_class (label, "error");
    gtk_widget_add_css_class (label, "dim-label");
  }
}

static void
show_item (MediaryItemTile *self, MediaryItem *item)
{
  MediaryState     state = mediary_item_get_state (item);
  g_autofree char *uses = mediary_words_for_uses (mediary_item_get_n_uses (item));
  g_autofree char *name = mediary_accessible_dup_item_name (item);

  gtk_inscription_set_text (self->name_label, mediary_item_get_display_name (item));
  gtk_inscription_set_text (self->caption_label, state == MEDIARY_STATE_PRESENT ? uses : mediary_words_for_state (state));
  set_problem (GTK_WIDGET (self->caption_label), state);
  mediary_accessible_set_row_label (GTK_WIDGET (self), name);
}

static void
show_placeholder (MediaryItemTile *self)
{
  gtk_inscription_set_text (self->name_label, "…");
  gtk_inscription_set_text (self->caption_label, "");
}

static void
mediary_item_tile_show_item (MediaryItemCell *cell, MediaryService *service, MediaryItem *item)
{
  MediaryItemTile *self = MEDIARY_ITEM_TILE (cell);

  mediary_thumbnail_view_set_item (self->thumbnail, service, item);
  if (item != NULL)
    show_item (self, item);
  else
    show_placeholder (self);
}

/*
 * The whole name, where it is cut. It is asked for when it is needed: to be given a new one, GTK asks the display where the
 * pointer is, and two hundred tiles made it wait for a second.
 */
static gboolean
on_query_tooltip (MediaryItemTile *self, int x, int y, gboolean keyboard_mode, GtkTooltip *tooltip)
{
  MediaryItem *item = mediary_item_cell_get_item (MEDIARY_ITEM_CELL (self));

  gtk_tooltip_set_text (tooltip, item != NULL ? mediary_item_get_display_name (item) : NULL);

  return item != NULL;
}

static void
mediary_item_tile_class_init (MediaryItemTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  MEDIARY_ITEM_CELL_CLASS (klass)->show_item = mediary_item_tile_show_item;

  g_type_ensure (MEDIARY_TYPE_THUMBNAIL_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-item-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryItemTile, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemTile, name_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemTile, caption_label);
}

static void
mediary_item_tile_init (MediaryItemTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}

GtkWidget *
mediary_item_tile_new (void)
{
  return g_object_new (MEDIARY_TYPE_ITEM_TILE, NULL);
}

/* The width of the picture; its height is three quarters of it. */
void
mediary_item_tile_set_size (MediaryItemTile *self, int width)
{
  mediary_thumbnail_view_set_size (self->thumbnail, width, width * 3 / 4);
}
