/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-check-in-job-private.h"

enum {
  PROP_0,
  PROP_N_FOUND,
  PROP_N_DONE,
  PROP_COUNTING,
  PROP_FINISHED,
  N_PROPS,
};

enum {
  SIGNAL_ENTRY_DONE,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint       signals[N_SIGNALS];

/**
 * MediaryCheckInJob:
 *
 * The progress of one check-in: what was added, already known, and refused.
 *
 * A job is filled with files, given to [method@Service.check_in_many_async] once, and then watched. It belongs to the
 * main context that started it.
 */
G_DEFINE_FINAL_TYPE (MediaryCheckInJob, mediary_check_in_job, G_TYPE_OBJECT)

static void
mediary_check_in_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MediaryCheckInJob *self = MEDIARY_CHECK_IN_JOB (object);

  switch (id) {
  case PROP_N_FOUND:
    g_value_set_uint (value, self->n_found);
    break;
  case PROP_N_DONE:
    g_value_set_uint (value, self->n_done);
    break;
  case PROP_COUNTING:
    g_value_set_boolean (value, mediary_check_in_job_get_counting (self));
    break;
  case PROP_FINISHED:
    g_value_set_boolean (value, self->finished);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
mediary_check_in_job_finalize (GObject *object)
{
  MediaryCheckInJob *self = MEDIARY_CHECK_IN_JOB (object);

  g_free (self->module_name);
  g_free (self->artifact_name);
  g_free (self->location);
  g_ptr_array_unref (self->paths);
  g_clear_object (&self->entries);
  g_ptr_array_unref (self->new_uses);
  g_hash_table_unref (self->added_items);
  g_ptr_array_unref (self->news);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (mediary_check_in_job_parent_class)->finalize (object);
}

static void
mediary_check_in_job_class_init (MediaryCheckInJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mediary_check_in_job_get_property;
  object_class->finalize = mediary_check_in_job_finalize;

  /**
   * MediaryCheckInJob:n-found:
   *
   * How many files there are, as far as is known. Notified for many files at once.
   */
  props[PROP_N_FOUND] = g_param_spec_uint ("n-found", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * MediaryCheckInJob:n-done:
   *
   * How many files are done, whatever became of them. Notified for many files at once.
   */
  props[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * MediaryCheckInJob:counting:
   *
   * Whether folders may still hold files that have not been found.
   */
  props[PROP_COUNTING] = g_param_spec_boolean ("counting", NULL, NULL, FALSE, flags);

  /**
   * MediaryCheckInJob:finished:
   *
   * Whether all files are done, or the job was stopped.
   */
  props[PROP_FINISHED] = g_param_spec_boolean ("finished", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * MediaryCheckInJob::entry-done:
   * @self: the job
   * @entry: what became of the file
   *
   * Emitted for each file, when what became of it is on disk.
   */
  signals[SIGNAL_ENTRY_DONE] =
    g_signal_new ("entry-done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, MEDIARY_TYPE_CHECK_IN_ENTRY);
}

static void
mediary_check_in_job_init (MediaryCheckInJob *self)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->new_uses = g_ptr_array_new_with_free_func (g_object_unref);
  self->added_items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->news = g_ptr_array_new_with_free_func (g_object_unref);
  self->walk_folders = TRUE;
  self->include_subfolders = TRUE;
  g_mutex_init (&self->mutex);
}

/**
 * mediary_check_in_job_new:
 * @module_name: the module that will use the files
 * @artifact_name: the artifact that will use them
 *
 * Makes a job without files.
 *
 * Returns: (transfer full): a job without files
 */
MediaryCheckInJob *
mediary_check_in_job_new (const char *module_name, const char *artifact_name)
{
  MediaryCheckInJob *self;

  g_return_val_if_fail (module_name != NULL && artifact_name != NULL, NULL);

  self = g_object_new (MEDIARY_TYPE_CHECK_IN_JOB, NULL);
  self->module_name = g_strdup (module_name);
  self->artifact_name = g_strdup (artifact_name);

  return self;
}

/**
 * mediary_check_in_job_get_n_found:
 * @self: a job
 *
 * Tells how many files there are, as far as is known.
 *
 * Returns: how many files there are, as far as is known
 */
guint
mediary_check_in_job_get_n_found (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), 0);

  return self->n_found;
}

/**
 * mediary_check_in_job_get_n_done:
 * @self: a job
 *
 * Tells how many files are done, whatever became of them.
 *
 * Returns: how many files are done, whatever became of them
 */
guint
mediary_check_in_job_get_n_done (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), 0);

  return self->n_done;
}

/**
 * mediary_check_in_job_get_counting:
 * @self: a job
 *
 * Says whether folders may still hold files that have not been found.
 *
 * Returns: whether folders may still hold files that have not been found
 */
gboolean
mediary_check_in_job_get_counting (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), FALSE);

  return !self->exhausted;
}

/**
 * mediary_check_in_job_get_finished:
 * @self: a job
 *
 * Says whether all files are done, or the job was stopped.
 *
 * Returns: whether all files are done, or the job was stopped
 */
gboolean
mediary_check_in_job_get_finished (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), FALSE);

  return self->finished;
}

/**
 * mediary_check_in_job_get_entries:
 * @self: a job
 *
 * Gets the [class@CheckInEntry] so far, or %NULL when the job does not keep them.
 *
 * Returns: (transfer none) (nullable): the [class@CheckInEntry] so far, or %NULL when the job does not keep them
 */
GListModel *
mediary_check_in_job_get_entries (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), NULL);

  return (GListModel *) self->entries;
}

/**
 * mediary_check_in_job_get_n_outcome:
 * @self: a job
 * @outcome: an outcome
 *
 * Tells how many files had this outcome so far.
 *
 * Returns: how many files had this outcome so far
 */
guint
mediary_check_in_job_get_n_outcome (MediaryCheckInJob *self, MediaryOutcome outcome)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), 0);
  g_return_val_if_fail (outcome <= MEDIARY_OUTCOME_KNOWN, 0);

  return self->n_outcome[outcome];
}

/* Returns: (element-type MediaryReference): the uses the job has recorded; only a job that keeps its entries knows */
GPtrArray *
mediary_check_in_job_dup_new_uses (MediaryCheckInJob *self)
{
  return g_ptr_array_ref (self->new_uses);
}

/* Returns: (element-type utf8): the ids of the items it has added, likewise */
GHashTable *
mediary_check_in_job_dup_added_items (MediaryCheckInJob *self)
{
  return g_hash_table_ref (self->added_items);
}

static void
keep_entry (MediaryCheckInJob *self, MediaryCheckInEntry *entry, MediaryOutcome outcome)
{
  g_list_store_append (self->entries, entry);
  if (outcome == MEDIARY_OUTCOME_ADDED || outcome == MEDIARY_OUTCOME_NEW_USE)
    g_ptr_array_add (self->new_uses, g_object_ref (mediary_check_in_entry_get_reference (entry)));
  if (outcome == MEDIARY_OUTCOME_ADDED)
    g_hash_table_add (self->added_items, g_strdup (mediary_item_get_id (mediary_check_in_entry_get_item (entry))));
}

static void
take_entry (MediaryCheckInJob *self, MediaryCheckInEntry *entry)
{
  MediaryOutcome outcome = mediary_check_in_entry_get_outcome (entry);

  self->n_done++;
  /* Stopped before anything became of it: no refusal anyone need hear of. */
  if (g_error_matches (mediary_check_in_entry_get_error (entry), G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->n_outcome[outcome]++;
  if (self->keep_entries)
    keep_entry (self, entry, outcome);
  g_signal_emit (self, signals[SIGNAL_ENTRY_DONE], 0, entry);
}

/* The job's context. What has come of it since last time. */
void
mediary_check_in_job_take_news (MediaryCheckInJob *self, guint n_found, gboolean exhausted, GPtrArray *entries)
{
  gboolean was_exhausted = self->exhausted;

  self->exhausted = exhausted;
  self->n_found += n_found;
  if (n_found > 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_FOUND]);
  if (was_exhausted != self->exhausted)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNTING]);

  for (guint i = 0; i < entries->len; i++)
    take_entry (self, g_ptr_array_index (entries, i));
  if (entries->len > 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_DONE]);
}

void
mediary_check_in_job_end (MediaryCheckInJob *self)
{
  self->finished = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FINISHED]);
}
