/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-outcome-row.h"

#include <glib/gi18n.h>

#include "mediary-accessible.h"
#include "mediary-thumbnail-view.h"
#include "mediary-words.h"
#include "model/mediary-names.h"

/**
 * MediaryOutcomeRow:
 *
 * One file of a check-in and what became of it, or the heading above such files.
 */
struct _MediaryOutcomeRow {
  GtkBox parent_instance;

  GtkLabel *heading_label;
  GtkImage *icon;
  GtkBox   *entry_box;
  GtkLabel *name_label;
  GtkLabel *sentence_label;
  GtkLabel *folder_label;
};

G_DEFINE_FINAL_TYPE (MediaryOutcomeRow, mediary_outcome_row, GTK_TYPE_BOX)

static char *
dup_new_use_sentence (MediaryReference *reference)
{
  g_autofree char *document = mediary_names_dup_document (mediary_reference_get_module_name (reference),
                                                          mediary_reference_get_artifact_name (reference));

  if (mediary_names_is_own (mediary_reference_get_module_name (reference), mediary_reference_get_artifact_name (reference)))
    return g_strdup (_("Was already in the library"));

  /* Translators: %s is a document */
  return g_strdup_printf (_("Now also used by “%s”"), document);
}

/* What became of the file, in a sentence. */
char *
mediary_outcome_row_dup_sentence (MediaryCheckInEntry *entry)
{
  MediaryItem *item = mediary_check_in_entry_get_item (entry);
  char        *note;

  switch (mediary_check_in_entry_get_outcome (entry)) {
  case MEDIARY_OUTCOME_REFUSED:
    return mediary_words_for_refusal (mediary_check_in_entry_get_path (entry), mediary_check_in_entry_get_error (entry));
  case MEDIARY_OUTCOME_KNOWN:
    return g_strdup (_("Already used by this document"));
  case MEDIARY_OUTCOME_NEW_USE:
    return dup_new_use_sentence (mediary_check_in_entry_get_reference (entry));
  case MEDIARY_OUTCOME_ADDED:
  default:
    note = item != NULL ? mediary_words_for_note (item) : NULL;
    return note != NULL || item == NULL ? note : mediary_words_for_facts (item);
  }
}

static const char *
get_icon_name (MediaryCheckInEntry *entry)
{
  MediaryItem *item = mediary_check_in_entry_get_item (entry);

  if (mediary_check_in_entry_get_outcome (entry) == MEDIARY_OUTCOME_REFUSED)
    return "mediary-note-symbolic";

  return mediary_thumbnail_view_get_icon_name (item != NULL ? mediary_item_get_media_type (item) : MEDIARY_MEDIA_TYPE_UNKNOWN);
}

static void
show_entry (MediaryOutcomeRow *self, MediaryCheckInEntry *entry)
{
  const char      *path = mediary_check_in_entry_get_path (entry);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = mediary_words_for_folder (path);
  g_autofree char *sentence = mediary_outcome_row_dup_sentence (entry);
  g_autofree char *accessible = g_strconcat (name, ", ", sentence, NULL);

  gtk_image_set_from_icon_name (self->icon, get_icon_name (entry));
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_label_set_label (self->folder_label, folder);
  mediary_accessible_set_row_label (GTK_WIDGET (self), accessible);
}

static void
mediary_outcome_row_class_init (MediaryOutcomeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-outcome-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, heading_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, entry_box);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomeRow, folder_label);
}

static void
mediary_outcome_row_init (MediaryOutcomeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mediary_outcome_row_new (void)
{
  return g_object_new (MEDIARY_TYPE_OUTCOME_ROW, NULL);
}

/**
 * mediary_outcome_row_set_row:
 * @self: a row
 * @row: a row of MediaryOutcomes: a GtkStringObject or a MediaryCheckInEntry
 */
void
mediary_outcome_row_set_row (MediaryOutcomeRow *self, gpointer row)
{
  gboolean is_heading = GTK_IS_STRING_OBJECT (row);

  gtk_widget_set_visible (GTK_WIDGET (self->heading_label), is_heading);
  gtk_widget_set_visible (GTK_WIDGET (self->entry_box), !is_heading);

  if (!is_heading) {
    show_entry (self, row);
    return;
  }

  gtk_label_set_label (self->heading_label, gtk_string_object_get_string (row));
  mediary_accessible_set_row_label (GTK_WIDGET (self), gtk_string_object_get_string (row));
}
