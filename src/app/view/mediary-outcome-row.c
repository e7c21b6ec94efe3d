/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-outcome-row.h"

#include <glib/gi18n.h>

#include "mediary-accessible.h"
#include "mediary-aside.h"
#include "mediary-fitting.h"
#include "mediary-thumbnail-view.h"
#include "mediary-words.h"
#include "model/mediary-direction.h"
#include "model/mediary-outcome-entry.h"

/**
 * MediaryOutcomeRow:
 *
 * One file of a check-in and what became of it, or the heading above such files.
 */
struct _MediaryOutcomeRow {
  GtkBox parent_instance;

  GtkLabel  *heading_label;
  GtkImage  *icon;
  GtkBox    *entry_box;
  GtkLabel  *name_label;
  GtkLabel  *sentence_label;
  GtkLabel  *folder_label;
  GtkButton *action_button;

  GSignalGroup *signals; /* of the entry that is shown */
};

G_DEFINE_FINAL_TYPE (MediaryOutcomeRow, mediary_outcome_row, GTK_TYPE_BOX)

static const char *
get_icon_name (MediaryOutcomeEntry *entry)
{
  if (mediary_outcome_entry_get_outcome (entry) == MEDIARY_OUTCOME_REFUSED)
    return "mediary-note-symbolic";

  return mediary_thumbnail_view_get_icon_name (mediary_outcome_entry_get_media_type (entry));
}

/* “Try Again” means both to a person: to check it in, or to read what could not be read of it. */
static const struct {
  const char *label;
  const char *action_name;
} actions[] = {
  [MEDIARY_OUTCOME_ACTION_NONE] = { "", NULL },
  [MEDIARY_OUTCOME_ACTION_TRY_AGAIN] = { N_ ("Try Again"), "win.try-again" },
  [MEDIARY_OUTCOME_ACTION_READ_AGAIN] = { N_ ("Try Again"), "win.try-again" },
  [MEDIARY_OUTCOME_ACTION_SHOW] = { N_ ("Show in Files"), "win.show-path" },
  [MEDIARY_OUTCOME_ACTION_CHECK_IN_FOLDER] = { N_ ("Check In Folder…"), "win.check-in-skipped" },
  [MEDIARY_OUTCOME_ACTION_COPY_PACKAGE] = { N_ ("Copy Package Name"), "win.copy-package" },
};

static void
show_action (MediaryOutcomeRow *self, MediaryOutcomeEntry *entry, const char *name)
{
  MediaryOutcomeAction action = mediary_outcome_entry_get_action (entry);
  const char          *path = mediary_outcome_entry_get_path (entry);
  const char          *label = action != MEDIARY_OUTCOME_ACTION_NONE ? _(actions[action].label) : "";
  g_autofree char     *accessible = g_strconcat (label, ", ", name, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->action_button), action != MEDIARY_OUTCOME_ACTION_NONE);
  gtk_button_set_label (self->action_button, label);
  mediary_accessible_set_label (GTK_WIDGET (self->action_button), accessible);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action_button), NULL); /* a target of another type is none of the last one's */
  if (action == MEDIARY_OUTCOME_ACTION_COPY_PACKAGE)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->action_button), "s", mediary_outcome_entry_get_item_id (entry));
  else
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->action_button), g_variant_new_bytestring (path));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action_button), actions[action].action_name);
}

static void
show_entry (MediaryOutcomeRow *self, MediaryOutcomeEntry *entry)
{
  const char      *path = mediary_outcome_entry_get_path (entry);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = mediary_words_for_name (base);
  g_autofree char *folder = mediary_words_for_folder (path);
  g_autofree char *shown_folder = mediary_direction_dup_path (folder);
  const char      *sentence = mediary_outcome_entry_get_sentence (entry);
  g_autofree char *accessible = g_strconcat (name, ", ", sentence, NULL);

  gtk_image_set_from_icon_name (self->icon, get_icon_name (entry));
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_label_set_label (self->folder_label, shown_folder);
  mediary_accessible_set_row_label (GTK_WIDGET (self), accessible);
  show_action (self, entry, name);
}

static void
on_entry_changed (MediaryOutcomeRow *self)
{
  g_autoptr (MediaryOutcomeEntry) entry = g_signal_group_dup_target (self->signals);

  show_entry (self, entry);
}

static void
mediary_outcome_row_dispose (GObject *object)
{
  g_clear_object (&MEDIARY_OUTCOME_ROW (object)->signals);

  G_OBJECT_CLASS (mediary_outcome_row_parent_class)->dispose (object);
}

static void
mediary_outcome_row_class_init (MediaryOutcomeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_outcome_row_dispose;

  g_type_ensure (MEDIARY_TYPE_ASIDE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-outcome-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, heading_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, entry_box);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, folder_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, action_button);
}

static void
mediary_outcome_row_init (MediaryOutcomeRow *self)
{
  self->signals = g_signal_group_new (MEDIARY_TYPE_OUTCOME_ENTRY);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (on_entry_changed), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_button_set_label (self->action_button, ""); /* a label that can be told to wrap */
  mediary_fit_button_labels (GTK_WIDGET (self));
}

GtkWidget *
mediary_outcome_row_new (void)
{
  return g_object_new (MEDIARY_TYPE_OUTCOME_ROW, NULL);
}

/**
 * mediary_outcome_row_set_row:
 * @self: a row
 * @row: a row of MediaryOutcomes: a GtkStringObject or a MediaryOutcomeEntry
 */
void
mediary_outcome_row_set_row (MediaryOutcomeRow *self, gpointer row)
{
  gboolean is_heading = GTK_IS_STRING_OBJECT (row);

  g_signal_group_set_target (self->signals, is_heading ? NULL : row);
  gtk_widget_set_visible (GTK_WIDGET (self->heading_label), is_heading);
  gtk_widget_set_visible (GTK_WIDGET (self->entry_box), !is_heading);

  if (!is_heading) {
    show_entry (self, row);
    return;
  }

  gtk_label_set_label (self->heading_label, gtk_string_object_get_string (row));
  mediary_accessible_set_row_label (GTK_WIDGET (self), gtk_string_object_get_string (row));
}
