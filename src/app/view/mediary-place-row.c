/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-place-row.h"

#include "mediary-accessible.h"

/**
 * MediaryPlaceRow:
 *
 * One row of the sidebar: a place with its icon and count, or a heading.
 */
struct _MediaryPlaceRow {
  AdwBin parent_instance;

  GtkTreeExpander *expander;
  GtkImage        *icon;
  GtkLabel        *title_label;
  GtkLabel        *count_label;
  GtkWidget       *mark;

  MediaryPlace *place; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MediaryPlaceRow, mediary_place_row, ADW_TYPE_BIN)

static void
on_place_changed (MediaryPlaceRow *self)
{
  gint64           count = mediary_place_get_count (self->place);
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, count);
  g_autofree char *name = mediary_place_dup_accessible_name (self->place);

  gtk_label_set_label (self->count_label, count > 0 ? number : "");
  gtk_widget_set_visible (self->mark, mediary_place_get_marked (self->place));
  mediary_accessible_set_row_label (GTK_WIDGET (self), name);
  mediary_accessible_set_label (GTK_WIDGET (self->expander), name);
}

static void
show_icon (MediaryPlaceRow *self)
{
  GIcon *icon = mediary_place_get_icon (self->place);

  gtk_image_set_from_gicon (self->icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
}

static void
show_as_heading (MediaryPlaceRow *self, gboolean is_heading)
{
  GtkWidget *label = GTK_WIDGET (self->title_label);

  if (is_heading) {
    gtk_widget_add_css_class (label, "caption-heading");
    gtk_widget_add_css_class (label, "dim-label");
  } else {
    gtk_widget_remove_css_class (label, "caption-heading");
    gtk_widget_remove_css_class (label, "dim-label");
  }
  gtk_widget_set_margin_top (label, is_heading ? 6 : 0);
}

static void
forget_place (MediaryPlaceRow *self)
{
  if (self->place != NULL)
    g_signal_handlers_disconnect_by_func (self->place, on_place_changed, self);
  g_clear_object (&self->place);
}

static void
mediary_place_row_dispose (GObject *object)
{
  forget_place (MEDIARY_PLACE_ROW (object));

  G_OBJECT_CLASS (mediary_place_row_parent_class)->dispose (object);
}

/* The list asks its child alone, not what that holds; and the keys that open a row are the expander’s. */
static gboolean
mediary_place_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MEDIARY_PLACE_ROW (widget)->expander));
}

static void
mediary_place_row_class_init (MediaryPlaceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_place_row_dispose;
  widget_class->grab_focus = mediary_place_row_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-place-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryPlaceRow, expander);
  gtk_widget_class_bind_template_child (widget_class, MediaryPlaceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, MediaryPlaceRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryPlaceRow, count_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryPlaceRow, mark);
}

static void
mediary_place_row_init (MediaryPlaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mediary_place_row_new (void)
{
  return g_object_new (MEDIARY_TYPE_PLACE_ROW, NULL);
}

MediaryPlace *
mediary_place_row_get_place (MediaryPlaceRow *self)
{
  return self->place;
}

/* The row of the tree, where it is one that can be opened; or NULL. */
GtkTreeListRow *
mediary_place_row_get_list_row (MediaryPlaceRow *self)
{
  return gtk_tree_expander_get_list_row (self->expander);
}

/**
 * mediary_place_row_set_list_row:
 * @self: a row
 * @list_row: (nullable): the place's row in the tree, or %NULL to show none
 */
void
mediary_place_row_set_list_row (MediaryPlaceRow *self, GtkTreeListRow *list_row)
{
  MediaryPlaceKind kind;

  forget_place (self);
  if (list_row == NULL) {
    gtk_tree_expander_set_list_row (self->expander, NULL);
    return;
  }

  self->place = gtk_tree_list_row_get_item (list_row);
  kind = mediary_place_get_kind (self->place);
  g_signal_connect_swapped (self->place, "notify", G_CALLBACK (on_place_changed), self);

  /* A row without an expander that has a list row is indented as if it had one. */
  gtk_tree_expander_set_list_row (self->expander, kind >= MEDIARY_PLACE_APP ? list_row : NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self->expander), kind == MEDIARY_PLACE_APP || kind == MEDIARY_PLACE_MORE);
  gtk_label_set_label (self->title_label, mediary_place_get_title (self->place));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), kind == MEDIARY_PLACE_DOCUMENT ? mediary_place_get_title (self->place) : NULL);
  show_icon (self);
  show_as_heading (self, kind == MEDIARY_PLACE_HEADING);
  on_place_changed (self);
}
