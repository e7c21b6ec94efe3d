/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-reference-row.h"

#include <glib/gi18n.h>

#include "mediary-accessible.h"
#include "mediary-context-menu.h"
#include "mediary-facts.h"
#include "model/mediary-direction.h"
#include "model/mediary-names.h"

/**
 * MediaryReferenceRow:
 *
 * One use of a file: which document of which app, and where in it.
 */
struct _MediaryReferenceRow {
  AdwActionRow parent_instance;

  GtkImage      *icon;
  GtkWidget     *open_button;
  GtkMenuButton *menu_button;

  MediaryReference *reference;
};

G_DEFINE_FINAL_TYPE (MediaryReferenceRow, mediary_reference_row, ADW_TYPE_ACTION_ROW)

enum {
  SIGNAL_REMOVE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
on_remove (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVE], 0);
}

static char *
dup_subtitle (MediaryReference *reference)
{
  const char      *module_name = mediary_reference_get_module_name (reference);
  const char      *location = mediary_reference_get_location (reference);
  g_autofree char *app = mediary_names_dup_app (module_name);
  g_autofree char *time = mediary_facts_dup_time (mediary_reference_get_created_at (reference));
  const char      *parts[] = { app, location != NULL ? location : time, location != NULL ? time : NULL, NULL };

  if (mediary_names_is_own (module_name, mediary_reference_get_artifact_name (reference)))
    return mediary_direction_dup_line ((const char *const[]){ _("Checked in by hand"), time, NULL });

  return mediary_direction_dup_line (parts);
}

static void
append (GMenu *menu, const char *label, const char *action_name, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action_name, target);
  g_menu_append_item (menu, item);
}

/* The actions of one use; @document is its title. */
static void
make_actions (MediaryReferenceRow *self, const char *document)
{
  const char      *module_name = mediary_reference_get_module_name (self->reference);
  const char      *artifact_name = mediary_reference_get_artifact_name (self->reference);
  g_autofree char *text = mediary_reference_to_text (self->reference);
  g_autofree char *open = NULL;
  g_autofree char *more = NULL;
  g_autofree char *remove = NULL;
  g_autoptr (GMenu) menu = g_menu_new ();

  /* Translators: %s is a document */
  open = g_strdup_printf (_("Open “%s” in Its App"), document);
  /* Translators: %s is a document */
  more = g_strdup_printf (_("More Actions for “%s”"), document);
  /* Translators: in a menu; %s is a document that uses the file */
  remove = g_strdup_printf (_("_Remove from “%s”"), document);

  append (menu, _("_Copy Reference"), "win.copy-reference", g_variant_new_string (text));
  append (menu, remove, "use.remove", NULL);
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), more);
  mediary_accessible_set_label (GTK_WIDGET (self->menu_button), more);

  gtk_widget_set_visible (self->open_button, mediary_names_can_open (artifact_name));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "(ss)", module_name, artifact_name);
  gtk_widget_set_tooltip_text (self->open_button, open);
  mediary_accessible_set_label (self->open_button, open);
}

static void
show_reference (MediaryReferenceRow *self)
{
  const char      *artifact_name = mediary_reference_get_artifact_name (self->reference);
  g_autofree char *document = mediary_names_dup_document (mediary_reference_get_module_name (self->reference), artifact_name);
  g_autofree char *subtitle = dup_subtitle (self->reference);
  g_autofree char *title = g_markup_escape_text (document, -1);
  g_autofree char *detail = g_markup_escape_text (subtitle, -1);
  g_autoptr (GIcon) icon = mediary_names_dup_app_icon (mediary_reference_get_module_name (self->reference));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), detail);
  gtk_image_set_from_gicon (self->icon, icon);
  make_actions (self, document);
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
  gtk_widget_class_bind_template_child (widget_class, MediaryReferenceRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryReferenceRow, menu_button);
  gtk_widget_class_install_action (widget_class, "use.remove", NULL, on_remove);
}

static void
show_menu (MediaryReferenceRow *self, double x, double y)
{
  GMenuModel *menu = gtk_menu_button_get_menu_model (self->menu_button);

  mediary_context_menu_show (menu, GTK_WIDGET (self), GTK_WIDGET (self), x, y);
}

static void
on_pressed (GtkGesture *gesture, double x, double y)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (MEDIARY_REFERENCE_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture))), x, y);
}

static void
mediary_reference_row_init (MediaryReferenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mediary_context_menu_add (GTK_WIDGET (self), G_CALLBACK (on_pressed));
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

/* By key: what the menu button offers, in the middle of the row. */
void
mediary_reference_row_show_menu (MediaryReferenceRow *self)
{
  show_menu (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}
