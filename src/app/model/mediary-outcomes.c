/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-outcomes-private.h"

#include <glib/gi18n.h>

#include "mediary-error.h"

/**
 * MediaryOutcomes:
 *
 * What became of each file of a check-in, as rows: three headings (strings), each with its files (entries) below. A
 * heading without files is not there. What a folder holds beside media was not asked for, and is only counted.
 *
 * It is of a check-in that is about to begin, or of one that is remembered from before the program was started.
 */
G_DEFINE_FINAL_TYPE (MediaryOutcomes, mediary_outcomes, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static guint
get_section (MediaryOutcome outcome)
{
  switch (outcome) {
  case MEDIARY_OUTCOME_REFUSED:
    return MEDIARY_OUTCOMES_REFUSED;
  case MEDIARY_OUTCOME_ADDED:
    return MEDIARY_OUTCOMES_ADDED;
  case MEDIARY_OUTCOME_NEW_USE:
  case MEDIARY_OUTCOME_KNOWN:
  default:
    return MEDIARY_OUTCOMES_KNOWN;
  }
}

static const char *
get_heading (guint section)
{
  static const char *const headings[MEDIARY_OUTCOMES_N_SECTIONS] = {
    [MEDIARY_OUTCOMES_REFUSED] = N_ ("Not Checked In"),
    [MEDIARY_OUTCOMES_KNOWN] = N_ ("Already Here"),
    [MEDIARY_OUTCOMES_ADDED] = N_ ("Checked In"),
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

static gboolean
is_folder (MediaryCheckInEntry *entry)
{
  return g_strcmp0 (mediary_error_get_cause (mediary_check_in_entry_get_error (entry)), MEDIARY_CAUSE_FOLDER) == 0;
}

/* Whether it is no image, video or sound, and nobody said it was: neither the person nor its name. What is in a folder may
 * well be. */
static gboolean
is_left_out (MediaryOutcomes *self, MediaryCheckInEntry *entry)
{
  return mediary_check_in_entry_get_outcome (entry) == MEDIARY_OUTCOME_REFUSED &&
    g_error_matches (mediary_check_in_entry_get_error (entry), MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE) &&
    !is_folder (entry) && !g_hash_table_contains (self->given, mediary_check_in_entry_get_path (entry)) && !is_called_media (mediary_check_in_entry_get_path (entry));
}

static gboolean
is_skipped_folder (MediaryOutcomeEntry *entry)
{
  return mediary_outcome_entry_get_action (entry) == MEDIARY_OUTCOME_ACTION_CHECK_IN_FOLDER;
}

/* Below the heading that its outcome has. */
void
mediary_outcomes_append (MediaryOutcomes *self, MediaryOutcomeEntry *entry)
{
  guint section = get_section (mediary_outcome_entry_get_outcome (entry));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->headings[section])) == 0) {
    g_autoptr (GtkStringObject) heading = gtk_string_object_new (get_heading (section));

    g_list_store_append (self->headings[section], heading);
  }

  g_list_store_append (self->entries[section], entry);
  if (section == MEDIARY_OUTCOMES_REFUSED && is_skipped_folder (entry))
    self->n_folders++;
}

static void
on_entry_done (MediaryOutcomes *self, MediaryCheckInEntry *entry)
{
  g_autoptr (MediaryOutcomeEntry) outcome = NULL;

  if (is_left_out (self, entry)) {
    self->n_left_out++;
    return;
  }

  outcome = mediary_outcome_entry_new (entry);
  mediary_outcomes_append (self, outcome);
}

static void
on_job_changed (MediaryOutcomes *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
mediary_outcomes_dispose (GObject *object)
{
  MediaryOutcomes *self = MEDIARY_OUTCOMES (object);

  g_clear_object (&self->job);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->given, g_hash_table_unref);
  g_clear_pointer (&self->destination, mediary_destination_free);
  g_clear_pointer (&self->failure, g_free);
  for (guint i = 0; i < MEDIARY_OUTCOMES_N_SECTIONS; i++) {
    g_clear_object (&self->headings[i]);
    g_clear_object (&self->entries[i]);
  }

  G_OBJECT_CLASS (mediary_outcomes_parent_class)->dispose (object);
}

static void
mediary_outcomes_class_init (MediaryOutcomesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mediary_outcomes_dispose;

  /* What the summary says is something else now. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", MEDIARY_TYPE_OUTCOMES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mediary_outcomes_init (MediaryOutcomes *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  for (guint i = 0; i < MEDIARY_OUTCOMES_N_SECTIONS; i++) {
    self->headings[i] = g_list_store_new (GTK_TYPE_STRING_OBJECT);
    self->entries[i] = g_list_store_new (MEDIARY_TYPE_OUTCOME_ENTRY);
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
  self->destination = mediary_destination_new (mediary_check_in_job_get_module_name (job), mediary_check_in_job_get_artifact_name (job));
  self->destination->location = g_strdup (mediary_check_in_job_get_location (job));
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (; files != NULL; files = files->next)
    g_hash_table_add (self->given, g_file_get_path (files->data));
  g_signal_connect_object (job, "entry-done", G_CALLBACK (on_entry_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::n-done", G_CALLBACK (on_job_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::finished", G_CALLBACK (on_job_changed), self, G_CONNECT_SWAPPED);

  return self;
}

/* The check-in, or NULL of one that is remembered. */
MediaryCheckInJob *
mediary_outcomes_get_job (MediaryOutcomes *self)
{
  return self->job;
}

/* Who was to use the files, and where in it. */
const MediaryDestination *
mediary_outcomes_get_destination (MediaryOutcomes *self)
{
  return self->destination;
}

static guint
count (MediaryOutcomes *self, guint section)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->entries[section])) + self->n_more[section];
}

/* How many files could not be checked in that a person wanted to. */
guint
mediary_outcomes_get_n_refused (MediaryOutcomes *self)
{
  return count (self, MEDIARY_OUTCOMES_REFUSED) - self->n_folders;
}

/* How many folders were skipped, since the folders in a folder were not wanted. */
guint
mediary_outcomes_get_n_folders (MediaryOutcomes *self)
{
  return self->n_folders;
}

/* How many files in folders are no images, videos or sounds. */
guint
mediary_outcomes_get_n_left_out (MediaryOutcomes *self)
{
  return self->n_left_out;
}

/* Headings are GtkStringObject, files MediaryOutcomeEntry. */
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

static const char *
say_nothing (MediaryOutcomes *self)
{
  if (self->failure != NULL)
    return self->failure;

  return self->job == NULL || mediary_check_in_job_get_finished (self->job) ? _("There was nothing to check in") : _("Looking at the files…");
}

/* “36 checked in · 12 already here · 3 not checked in”, or what is to be said where no file is known. */
char *
mediary_outcomes_dup_summary (MediaryOutcomes *self)
{
  guint    n_added = count (self, MEDIARY_OUTCOMES_ADDED);
  guint    n_refused = mediary_outcomes_get_n_refused (self);
  guint    n_known = count (self, MEDIARY_OUTCOMES_KNOWN);
  GString *summary = g_string_new (NULL);

  /* Translators: how many files were checked in */
  append_part (summary, n_added, g_strdup_printf (ngettext ("%'u checked in", "%'u checked in", n_added), n_added));
  /* Translators: how many files Mediary already knew */
  append_part (summary, n_known, g_strdup_printf (ngettext ("%'u already here", "%'u already here", n_known), n_known));
  /* Translators: how many files could not be checked in */
  append_part (summary, n_refused, g_strdup_printf (ngettext ("%'u not checked in", "%'u not checked in", n_refused), n_refused));
  /* Translators: how many folders in a folder were not looked into, since subfolders were not wanted */
  append_part (summary, self->n_folders, g_strdup_printf (ngettext ("%'u folder skipped", "%'u folders skipped", self->n_folders), self->n_folders));
  /* Translators: how many files in a folder were no images, videos or sounds */
  append_part (summary, self->n_left_out, g_strdup_printf (ngettext ("%'u other file left out", "%'u other files left out", self->n_left_out), self->n_left_out));
  if (summary->len == 0)
    g_string_append (summary, say_nothing (self));

  return g_string_free (summary, FALSE);
}

/* The entry of a file, or NULL. */
MediaryOutcomeEntry *
mediary_outcomes_find (MediaryOutcomes *self, const char *path)
{
  for (guint section = 0; section < MEDIARY_OUTCOMES_N_SECTIONS; section++) {
    guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (self->entries[section]));

    for (guint i = 0; i < n_entries; i++) {
      g_autoptr (MediaryOutcomeEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries[section]), i);

      if (g_str_equal (mediary_outcome_entry_get_path (entry), path))
        return entry; /* its list keeps it */
    }
  }

  return NULL;
}

static void
remove_entry (MediaryOutcomes *self, MediaryOutcomeEntry *entry)
{
  guint section = get_section (mediary_outcome_entry_get_outcome (entry));
  guint position;

  if (section == MEDIARY_OUTCOMES_REFUSED && is_skipped_folder (entry))
    self->n_folders--;
  if (g_list_store_find (self->entries[section], entry, &position))
    g_list_store_remove (self->entries[section], position);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->entries[section])) == 0)
    g_list_store_remove_all (self->headings[section]);
}

/* It could not begin. @sentence: why */
void
mediary_outcomes_set_failure (MediaryOutcomes *self, const char *sentence)
{
  g_free (self->failure);
  self->failure = g_strdup (sentence);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* @entry tells the newest of its file. */
void
mediary_outcomes_replace (MediaryOutcomes *self, MediaryOutcomeEntry *entry)
{
  MediaryOutcomeEntry *older = mediary_outcomes_find (self, mediary_outcome_entry_get_path (entry));

  if (older != NULL)
    remove_entry (self, older);
  mediary_outcomes_append (self, entry);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A folder that has been looked into is told by what is in it. */
static void
remove_walked (MediaryOutcomes *self, MediaryOutcomes *newer)
{
  GHashTableIter iter;
  gpointer       path;

  g_hash_table_iter_init (&iter, newer->given);
  while (g_hash_table_iter_next (&iter, &path, NULL)) {
    MediaryOutcomeEntry *entry = mediary_outcomes_find (self, path);

    if (entry != NULL && mediary_outcomes_find (newer, path) == NULL)
      remove_entry (self, entry);
  }
}

/* The same for all files of another check-in, which is over; not @complete: it was stopped. */
void
mediary_outcomes_take_over (MediaryOutcomes *self, MediaryOutcomes *newer, gboolean complete)
{
  if (complete)
    remove_walked (self, newer);
  self->n_left_out += newer->n_left_out;
  for (guint section = 0; section < MEDIARY_OUTCOMES_N_SECTIONS; section++) {
    guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (newer->entries[section]));

    for (guint i = 0; i < n_entries; i++) {
      g_autoptr (MediaryOutcomeEntry) entry = g_list_model_get_item (G_LIST_MODEL (newer->entries[section]), i);

      mediary_outcomes_replace (self, entry);
    }
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
