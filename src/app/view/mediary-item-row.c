/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-item-row.h"

#include "mediary-accessible.h"
#include "mediary-thumbnail-view.h"
#include "mediary-words.h"
#include "model/mediary-direction.h"

/**
 * MediaryItemRow:
 *
 * One file in the list: picture, name and folder; at the end its facts, and its uses or what is wrong with it. As a tile,
 * it stays as large as it is, whatever it shows.
 */
struct _MediaryItemRow {
  MediaryItemCell parent_instance;

  MediaryThumbnailView *thumbnail;
  GtkInscription       *name_label;
  GtkInscription       *folder_label;
  GtkInscription       *facts_label;
  GtkInscription       *uses_label;
};

G_DEFINE_FINAL_TYPE (MediaryItemRow, mediary_item_row, MEDIARY_TYPE_ITEM_CELL)

static void
show_item (MediaryItemRow *self, MediaryItem *item)
{
  MediaryState     state = mediary_item_get_state (item);
  g_autofree char *folder = mediary_words_for_folder (mediary_item_get_path (item));
  g_autofree char *shown_folder = mediary_direction_dup_path (folder);
  g_autofree char *facts = mediary_words_for_facts (item);
  g_autofree char *uses = mediary_words_for_uses (mediary_item_get_n_uses (item));
  g_autofree char *name = mediary_accessible_dup_item_name (item);

  gtk_inscription_set_text (self->name_label, mediary_item_get_display_name (item));
  gtk_inscription_set_text (self->folder_label, shown_folder);
  gtk_inscription_set_text (self->facts_label, facts);
  gtk_inscription_set_text (self->uses_label, state == MEDIARY_STATE_PRESENT ? uses : mediary_words_for_state (state));
  if (state == MEDIARY_STATE_MISSING)
    gtk_widget_add_css_class (GTK_WIDGET (self->uses_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->uses_label), "error");
  mediary_accessible_set_row_label (GTK_WIDGET (self), name);
}

static void
show_placeholder (MediaryItemRow *self)
{
  gtk_inscription_set_text (self->name_label, "…");
  gtk_inscription_set_text (self->folder_label, "");
  gtk_inscription_set_text (self->facts_label, "");
  gtk_inscription_set_text (self->uses_label, "");
}

static void
mediary_item_row_show_item (MediaryItemCell *cell, MediaryService *service, MediaryItem *item)
{
  MediaryItemRow *self = MEDIARY_ITEM_ROW (cell);

  mediary_thumbnail_view_set_item (self->thumbnail, service, item);
  if (item != NULL)
    show_item (self, item);
  else
    show_placeholder (self);
}

static void
mediary_item_row_class_init (MediaryItemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  MEDIARY_ITEM_CELL_CLASS (klass)->show_item = mediary_item_row_show_item;

  g_type_ensure (MEDIARY_TYPE_THUMBNAIL_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-item-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryItemRow, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemRow, folder_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemRow, facts_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemRow, uses_label);
}

static void
mediary_item_row_init (MediaryItemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mediary_thumbnail_view_set_size (self->thumbnail, 64, 48);
}

GtkWidget *
mediary_item_row_new (void)
{
  return g_object_new (MEDIARY_TYPE_ITEM_ROW, NULL);
}

/* Where there is little room, the name and the uses stay. */
void
mediary_item_row_set_narrow (MediaryItemRow *self, gboolean narrow)
{
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), !narrow);
}
