/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-reference-row.h"

#include <glib/gi18n.h>

#include "mediary-accessible.h"
#include "model/mediary-names.h"

/**
 * MediaryReferenceRow:
 *
 * One use of a file: which document of which app, and where in it.
 */
struct _MediaryReferenceRow {
  AdwActionRow parent_instance;

  GtkImage  *icon;
  GtkWidget *remove_button;

  MediaryReference *reference;
};

G_DEFINE_FINAL_TYPE (MediaryReferenceRow, mediary_reference_row, ADW_TYPE_ACTION_ROW)

enum {
  SIGNAL_REMOVE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
on_remove_clicked (MediaryReferenceRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static char *
dup_subtitle (MediaryReference *reference)
{
  const char      *module_name = mediary_reference_get_module_name (reference);
  const char      *location = mediary_reference_get_location (reference);
  g_autofree char *app = mediary_names_dup_app (module_name);

  if (mediary_names_is_own (module_name, mediary_reference_get_artifact_name (reference)))
    return g_strdup (_("Checked in by hand"));

  return location != NULL ? g_strconcat (app, " · ", location, NULL) : g_steal_pointer (&app);
}

static void
show_reference (MediaryReferenceRow *self)
{
  const char      *artifact_name = mediary_reference_get_artifact_name (self->reference);
  g_autofree char *document = mediary_names_dup_document (mediary_reference_get_module_name (self->reference), artifact_name);
  g_autofree char *subtitle = dup_subtitle (self->reference);
  g_autofree char *title = g_markup_escape_text (document, -1);
  g_autofree char *detail = g_markup_escape_text (subtitle, -1);
  g_autofree char *remove = NULL;
  g_autoptr (GIcon) icon = mediary_names_dup_app_icon (mediary_reference_get_module_name (self->reference));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), detail);
  gtk_image_set_from_gicon (self->icon, icon);

  /* Translators: %s is a document */
  remove = g_strdup_printf (_("Remove from “%s”"), document);
  gtk_widget_set_tooltip_text (self->remove_button, remove);
  mediary_accessible_set_label (self->remove_button, remove);
}

static void
mediary_reference_row_dispose (GObject *object)
{
  MediaryReferenceRow *self = MEDIARY_REFERENCE_ROW (object);

  g_clear_object (&self->reference);

  G_OBJECT_CLASS (mediary_reference_row_parent_class)->dispose (object);
}

static void
mediary_reference_row_class_init (MediaryReferenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_reference_row_dispose;

  signals[SIGNAL_REMOVE] = g_signal_new ("remove", MEDIARY_TYPE_REFERENCE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-reference-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryReferenceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, MediaryReferenceRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
}

static void
mediary_reference_row_init (MediaryReferenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mediary_reference_row_new (MediaryReference *reference)
{
  MediaryReferenceRow *self = g_object_new (MEDIARY_TYPE_REFERENCE_ROW, NULL);

  self->reference = g_object_ref (reference);
  show_reference (self);

  return GTK_WIDGET (self);
}

MediaryReference *
mediary_reference_row_get_reference (MediaryReferenceRow *self)
{
  return self->reference;
}
