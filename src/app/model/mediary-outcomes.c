/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-outcomes.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "mediary-error.h"

/**
 * MediaryOutcomes:
 *
 * What became of each file of a check-in, as rows: three headings (strings), each with its files (entries) below. A
 * heading without files is not there. What a folder holds beside media was not asked for, and is only counted.
 */
struct _MediaryOutcomes {
  GObject parent_instance;

  MediaryCheckInJob   *job;
  GListStore          *headings[3]; /* of GtkStringObject: none or one */
  GListStore          *entries[3];  /* of MediaryCheckInEntry */
  GtkFlattenListModel *rows;
  GHashTable          *given; /* of char *: the paths a person chose, not those found in folders */
  guint                n_left_out;
};

enum {
  SECTION_REFUSED,
  SECTION_KNOWN,
  SECTION_ADDED,
  N_SECTIONS,
};

G_DEFINE_FINAL_TYPE (MediaryOutcomes, mediary_outcomes, G_TYPE_OBJECT)

static guint
get_section (MediaryOutcome outcome)
{
  switch (outcome) {
  case MEDIARY_OUTCOME_REFUSED:
    return SECTION_REFUSED;
  case MEDIARY_OUTCOME_ADDED:
    return SECTION_ADDED;
  case MEDIARY_OUTCOME_NEW_USE:
  case MEDIARY_OUTCOME_KNOWN:
  default:
    return SECTION_KNOWN;
  }
}

static const char *
get_heading (guint section)
{
  static const char *const headings[N_SECTIONS] = {
    [SECTION_REFUSED] = N_ ("Not Checked In"),
    [SECTION_KNOWN] = N_ ("Already Here"),
    [SECTION_ADDED] = N_ ("Checked In"),
  };

  return _(headings[section]);
}

static gboolean
is_called_media (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  return g_content_type_is_a (type, "image/*") || g_content_type_is_a (type, "audio/*") || g_content_type_is_a (type, "video/*");
}

/* Whether it is no image, video or sound, and nobody said it was: neither the person nor its name. */
static gboolean
is_left_out (MediaryOutcomes *self, MediaryCheckInEntry *entry)
{
  return mediary_check_in_entry_get_outcome (entry) == MEDIARY_OUTCOME_REFUSED &&
    g_error_matches (mediary_check_in_entry_get_error (entry), MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE) &&
    !g_hash_table_contains (self->given, mediary_check_in_entry_get_path (entry)) && !is_called_media (mediary_check_in_entry_get_path (entry));
}

static void
on_entry_done (MediaryOutcomes *self, MediaryCheckInEntry *entry)
{
  guint section = get_section (mediary_check_in_entry_get_outcome (entry));

  if (is_left_out (self, entry)) {
    self->n_left_out++;
    return;
  }

  if (g_list_model_get_n_items (G_LIST_MODEL (self->headings[section])) == 0) {
    g_autoptr (GtkStringObject) heading = gtk_string_object_new (get_heading (section));

    g_list_store_append (self->headings[section], heading);
  }

  g_list_store_append (self->entries[section], entry);
}

static void
mediary_outcomes_dispose (GObject *object)
{
  MediaryOutcomes *self = MEDIARY_OUTCOMES (object);

  g_clear_object (&self->job);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->given, g_hash_table_unref);
  for (guint i = 0; i < N_SECTIONS; i++) {
    g_clear_object (&self->headings[i]);
    g_clear_object (&self->entries[i]);
  }

  G_OBJECT_CLASS (mediary_outcomes_parent_class)->dispose (object);
}

static void
mediary_outcomes_class_init (MediaryOutcomesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mediary_outcomes_dispose;
}

static void
mediary_outcomes_init (MediaryOutcomes *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  for (guint i = 0; i < N_SECTIONS; i++) {
    self->headings[i] = g_list_store_new (GTK_TYPE_STRING_OBJECT);
    self->entries[i] = g_list_store_new (MEDIARY_TYPE_CHECK_IN_ENTRY);
    g_list_store_append (parts, self->headings[i]);
    g_list_store_append (parts, self->entries[i]);
  }
  self->rows = gtk_flatten_list_model_new (G_LIST_MODEL (parts));
}

/**
 * mediary_outcomes_new:
 * @job: a check-in that has not begun
 * @files: (element-type GFile): the files and folders a person chose
 */
MediaryOutcomes *
mediary_outcomes_new (MediaryCheckInJob *job, GSList *files)
{
  MediaryOutcomes *self = g_object_new (MEDIARY_TYPE_OUTCOMES, NULL);

  self->job = g_object_ref (job);
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (; files != NULL; files = files->next)
    g_hash_table_add (self->given, g_file_get_path (files->data));
  g_signal_connect_object (job, "entry-done", G_CALLBACK (on_entry_done), self, G_CONNECT_SWAPPED);

  return self;
}

MediaryCheckInJob *
mediary_outcomes_get_job (MediaryOutcomes *self)
{
  return self->job;
}

/* How many files could not be checked in that a person wanted to. */
guint
mediary_outcomes_get_n_refused (MediaryOutcomes *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->entries[SECTION_REFUSED]));
}

/* How many files in folders are no images, videos or sounds. */
guint
mediary_outcomes_get_n_left_out (MediaryOutcomes *self)
{
  return self->n_left_out;
}

/* Headings are GtkStringObject, files MediaryCheckInEntry. */
GListModel *
mediary_outcomes_get_rows (MediaryOutcomes *self)
{
  return G_LIST_MODEL (self->rows);
}

static void
append_part (GString *summary, guint count, char *part)
{
  if (count > 0 && summary->len > 0)
    g_string_append (summary, " · ");
  if (count > 0)
    g_string_append (summary, part);
  g_free (part);
}

/* “36 checked in · 12 already here · 3 not checked in” */
char *
mediary_outcomes_dup_summary (MediaryOutcomes *self)
{
  guint    n_added = mediary_check_in_job_get_n_outcome (self->job, MEDIARY_OUTCOME_ADDED);
  guint    n_refused = mediary_outcomes_get_n_refused (self);
  guint    n_known = mediary_check_in_job_get_n_outcome (self->job, MEDIARY_OUTCOME_KNOWN) + mediary_check_in_job_get_n_outcome (self->job, MEDIARY_OUTCOME_NEW_USE);
  GString *summary = g_string_new (NULL);

  /* Translators: how many files were checked in */
  append_part (summary, n_added, g_strdup_printf (ngettext ("%u checked in", "%u checked in", n_added), n_added));
  /* Translators: how many files Mediary already knew */
  append_part (summary, n_known, g_strdup_printf (ngettext ("%u already here", "%u already here", n_known), n_known));
  /* Translators: how many files could not be checked in */
  append_part (summary, n_refused, g_strdup_printf (ngettext ("%u not checked in", "%u not checked in", n_refused), n_refused));
  /* Translators: how many files in a folder were no images, videos or sounds */
  append_part (summary, self->n_left_out, g_strdup_printf (ngettext ("%u other file left out", "%u other files left out", self->n_left_out), self->n_left_out));
  if (summary->len == 0)
    g_string_append (summary, mediary_check_in_job_get_finished (self->job) ? _("There was nothing to check in") : _("Looking at the files…"));

  return g_string_free (summary, FALSE);
}
