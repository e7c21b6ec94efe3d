/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-preferences.h"

#include "mediary-accessible.h"
#include "mediary-clear-previews.h"

/**
 * MediaryPreferences:
 *
 * One page of settings, each of which holds from the moment it is changed.
 */
struct _MediaryPreferences {
  AdwPreferencesWindow parent_instance;

  GtkWidget *unclear_check;
  GtkWidget *always_check;
  GtkWidget *never_check;
  GtkWidget *subfolders_switch;
  GtkWidget *thumbnails_switch;
  GtkWidget *recent_switch;
  GtkWidget *clear_row;

  MediaryService *service; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MediaryPreferences, mediary_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
on_clear_activated (MediaryPreferences *self)
{
  mediary_clear_previews (ADW_PREFERENCES_WINDOW (self), self->service);
}

static void
mediary_preferences_dispose (GObject *object)
{
  g_clear_object (&MEDIARY_PREFERENCES (object)->service);

  G_OBJECT_CLASS (mediary_preferences_parent_class)->dispose (object);
}

static void
mediary_preferences_class_init (MediaryPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, unclear_check);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, always_check);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, never_check);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, subfolders_switch);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, thumbnails_switch);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, recent_switch);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, clear_row);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_activated);
}

static void
mediary_preferences_init (MediaryPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mediary_accessible_tidy (GTK_WIDGET (self));
}

/* @service: (nullable): while the library is not open */
GtkWidget *
mediary_preferences_new (GSettings *settings, MediaryService *service)
{
  MediaryPreferences *self = g_object_new (MEDIARY_TYPE_PREFERENCES, NULL);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GAction) ask = g_settings_create_action (settings, "ask-destination");

  g_action_map_add_action (G_ACTION_MAP (actions), ask);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "preferences", G_ACTION_GROUP (actions));
  g_settings_bind (settings, "include-subfolders", self->subfolders_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-thumbnails", self->thumbnails_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "add-to-recent", self->recent_switch, "active", G_SETTINGS_BIND_DEFAULT);

  g_set_object (&self->service, service);
  gtk_widget_set_sensitive (self->clear_row, service != NULL);

  return GTK_WIDGET (self);
}
