/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-preferences.h"

#include "mediary-accessible.h"

/**
 * MediaryPreferences:
 *
 * One page of settings, each of which holds from the moment it is changed.
 */
struct _MediaryPreferences {
  AdwPreferencesWindow parent_instance;

  AdwComboRow *ask_row;
  GtkSwitch   *subfolders_switch;
  GtkSwitch   *thumbnails_switch;
  GtkSwitch   *recent_switch;
};

G_DEFINE_FINAL_TYPE (MediaryPreferences, mediary_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the row's words. */
static const char *const asks[] = { "unclear", "always", "never" };

static gboolean
get_ask (GValue *value, GVariant *variant, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (asks); i++) {
    if (g_str_equal (asks[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);
  }

  return TRUE;
}

static GVariant *
set_ask (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint selected = g_value_get_uint (value);

  return selected < G_N_ELEMENTS (asks) ? g_variant_new_string (asks[selected]) : NULL;
}

/* A switch has no words of its own; they are its row's. */
static void
name_switch (GtkSwitch *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (widget), ADW_TYPE_ACTION_ROW);

  mediary_accessible_set_label (GTK_WIDGET (widget), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static void
mediary_preferences_class_init (MediaryPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, ask_row);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, subfolders_switch);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, thumbnails_switch);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreferences, recent_switch);
}

static void
mediary_preferences_init (MediaryPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_switch (self->subfolders_switch);
  name_switch (self->thumbnails_switch);
  name_switch (self->recent_switch);
}

GtkWidget *
mediary_preferences_new (GSettings *settings)
{
  MediaryPreferences *self = g_object_new (MEDIARY_TYPE_PREFERENCES, NULL);

  g_settings_bind_with_mapping (settings, "ask-destination", self->ask_row, "selected", G_SETTINGS_BIND_DEFAULT, get_ask, set_ask, NULL, NULL);
  g_settings_bind (settings, "include-subfolders", self->subfolders_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-thumbnails", self->thumbnails_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "add-to-recent", self->recent_switch, "active", G_SETTINGS_BIND_DEFAULT);

  return GTK_WIDGET (self);
}
