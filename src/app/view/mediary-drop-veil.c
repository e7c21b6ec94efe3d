/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-drop-veil.h"

/**
 * MediaryDropVeil:
 *
 * What lies over the files while a drag is over the window: it says what letting go would do.
 */
struct _MediaryDropVeil {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel    *title_label;
};

G_DEFINE_FINAL_TYPE (MediaryDropVeil, mediary_drop_veil, ADW_TYPE_BIN)

static void
on_child_revealed (MediaryDropVeil *self)
{
  /* Invisible it takes no part in drawing, and no drop from what it covers. */
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_revealer_get_reveal_child (self->revealer) || gtk_revealer_get_child_revealed (self->revealer));
}

static void
mediary_drop_veil_class_init (MediaryDropVeilClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-drop-veil.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryDropVeil, revealer);
  gtk_widget_class_bind_template_child (widget_class, MediaryDropVeil, title_label);
  gtk_widget_class_bind_template_callback (widget_class, on_child_revealed);
}

static void
mediary_drop_veil_init (MediaryDropVeil *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mediary_drop_veil_show (MediaryDropVeil *self, const char *title)
{
  gtk_label_set_label (self->title_label, title);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

void
mediary_drop_veil_hide (MediaryDropVeil *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  on_child_revealed (self);
}
