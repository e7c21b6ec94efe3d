/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-error.h"
#include "private/mediary-check-in-job-private.h"

/**
 * MediaryCheckInJob:
 *
 * The progress of one check-in: what was added, already known, and refused.
 *
 * A job is filled with files, given to [method@Service.check_in_many_async] once, and then watched. It belongs to the
 * main context that started it.
 */
struct _MediaryCheckInJob {
  GObject parent_instance;

  /* What was asked. */
  char         *module_name;
  char         *artifact_name;
  char         *location;
  MediaryOrigin origin;
  GPtrArray    *paths;
  gboolean      walk_folders;
  gboolean      include_subfolders;
  gboolean      tell_subfolders;
  gboolean      keep_entries;

  /* What became of it. */
  gboolean    started;
  gboolean    exhausted; /* every folder has been walked */
  gboolean    finished;
  guint       n_found;
  guint       n_done;
  guint       n_outcome[MEDIARY_OUTCOME_KNOWN + 1];
  GListStore *entries;
  GPtrArray  *new_uses;    /* of MediaryReference, for taking the check-in back */
  GHashTable *added_items; /* ids */

  MediaryJobFinishedFunc on_finished;
  gpointer               user_data;
  GMainContext          *context;

  /* What other threads have said since the context looked last. */
  GMutex     mutex;
  GPtrArray *news; /* of MediaryCheckInEntry */
  guint      n_found_news;
  gboolean   exhausted_news;
  gboolean   finished_news;
  gboolean   scheduled;
};

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
 * mediary_check_in_job_add_path:
 * @self: a job that has not started
 * @path: (type filename): a file or folder; a relative path is taken from the current folder
 *
 * Puts a file or folder into the job.
 */
void
mediary_check_in_job_add_path (MediaryCheckInJob *self, const char *path)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);
  g_return_if_fail (path != NULL && *path != '\0');

  g_ptr_array_add (self->paths, g_strdup (path));
}

/* Not started, and nowhere on this computer: done at once. */
static void
refuse_remote (MediaryCheckInJob *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_file_get_uri (file);

  error = g_error_new (MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "Not a file of this computer: %s", uri);
  self->n_found_news++;
  g_ptr_array_add (self->news, mediary_check_in_entry_new (uri, MEDIARY_OUTCOME_REFUSED, NULL, NULL, error));
}

/**
 * mediary_check_in_job_add_file:
 * @self: a job that has not started
 * @file: a file or folder; one without a path on this computer will be refused
 *
 * Puts a file or folder into the job. One that is not local is refused when the job runs.
 */
void
mediary_check_in_job_add_file (MediaryCheckInJob *self, GFile *file)
{
  const char *path;

  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);
  g_return_if_fail (G_IS_FILE (file));

  path = g_file_peek_path (file);
  if (path != NULL)
    mediary_check_in_job_add_path (self, path);
  else
    refuse_remote (self, file);
}

/**
 * mediary_check_in_job_set_origin:
 * @self: a job that has not started
 * @origin: who says so; %MEDIARY_ORIGIN_DECLARED if nothing is set
 *
 * Sets who says that the files are used.
 */
void
mediary_check_in_job_set_origin (MediaryCheckInJob *self, MediaryOrigin origin)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  self->origin = origin;
}

/**
 * mediary_check_in_job_set_location:
 * @self: a job that has not started
 * @location: (nullable): where inside the artifact the files are used
 *
 * Sets where inside the artifact the files are used.
 */
void
mediary_check_in_job_set_location (MediaryCheckInJob *self, const char *location)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  g_free (self->location);
  self->location = g_strdup (location);
}

/**
 * mediary_check_in_job_set_walk_folders:
 * @self: a job that has not started
 * @walk_folders: whether a folder means the files in it, as it does at first; otherwise it is refused
 *
 * Sets whether a folder means the files in it.
 */
void
mediary_check_in_job_set_walk_folders (MediaryCheckInJob *self, gboolean walk_folders)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  self->walk_folders = walk_folders;
}

/**
 * mediary_check_in_job_set_include_subfolders:
 * @self: a job that has not started
 * @include_subfolders: whether a folder means the files in its folders too, as it does at first
 *
 * Sets whether folders in folders are walked too.
 */
void
mediary_check_in_job_set_include_subfolders (MediaryCheckInJob *self, gboolean include_subfolders)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  self->include_subfolders = include_subfolders;
}

/**
 * mediary_check_in_job_set_tell_subfolders:
 * @self: a job that has not started
 * @tell_subfolders: whether folders in folders that are not walked are told; at first they are not
 *
 * Sets whether there is an entry for each folder in a folder when [method@CheckInJob.set_include_subfolders] says that they
 * are not walked. It is refused, with the cause `folder`; see [func@Error.get_cause].
 */
void
mediary_check_in_job_set_tell_subfolders (MediaryCheckInJob *self, gboolean tell_subfolders)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  self->tell_subfolders = tell_subfolders;
}

/**
 * mediary_check_in_job_set_keep_entries:
 * @self: a job that has not started
 * @keep_entries: whether the job keeps what became of each file, for a page that shows it and for taking it back
 *
 * Sets whether what became of each file is kept for a list.
 */
void
mediary_check_in_job_set_keep_entries (MediaryCheckInJob *self, gboolean keep_entries)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  self->keep_entries = keep_entries;
  if (keep_entries && self->entries == NULL)
    self->entries = g_list_store_new (MEDIARY_TYPE_CHECK_IN_ENTRY);
}

/**
 * mediary_check_in_job_get_module_name:
 * @self: a job
 *
 * Gets the module that uses the files.
 *
 * Returns: (transfer none): the module that uses the files
 */
const char *
mediary_check_in_job_get_module_name (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), NULL);

  return self->module_name;
}

/**
 * mediary_check_in_job_get_artifact_name:
 * @self: a job
 *
 * Gets the artifact that uses the files.
 *
 * Returns: (transfer none): the artifact that uses the files
 */
const char *
mediary_check_in_job_get_artifact_name (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), NULL);

  return self->artifact_name;
}

/**
 * mediary_check_in_job_get_origin:
 * @self: a job
 *
 * Tells who says so.
 *
 * Returns: who says so
 */
MediaryOrigin
mediary_check_in_job_get_origin (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), MEDIARY_ORIGIN_DECLARED);

  return self->origin;
}

/**
 * mediary_check_in_job_get_location:
 * @self: a job
 *
 * Tells where inside the artifact they are used.
 *
 * Returns: (transfer none) (nullable): where inside the artifact they are used
 */
const char *
mediary_check_in_job_get_location (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), NULL);

  return self->location;
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

static void
finish (MediaryCheckInJob *self)
{
  self->finished = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FINISHED]);
  self->on_finished (self, self->user_data);
}

/* The job's context: what the threads have said since last time. */
static gboolean
on_news (gpointer data)
{
  MediaryCheckInJob *self = data;
  g_autoptr (GPtrArray) news = NULL;
  gboolean was_exhausted = self->exhausted;
  guint    n_found;
  gboolean finished;

  g_mutex_lock (&self->mutex);
  news = g_steal_pointer (&self->news);
  self->news = g_ptr_array_new_with_free_func (g_object_unref);
  n_found = self->n_found_news;
  self->n_found_news = 0;
  finished = self->finished_news;
  self->exhausted = self->exhausted_news;
  self->scheduled = FALSE;
  g_mutex_unlock (&self->mutex);

  self->n_found += n_found;
  if (n_found > 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_FOUND]);
  if (was_exhausted != self->exhausted)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNTING]);

  for (guint i = 0; i < news->len; i++)
    take_entry (self, g_ptr_array_index (news, i));
  if (news->len > 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_DONE]);

  if (finished)
    finish (self);

  return G_SOURCE_REMOVE;
}

/* Behind drawing: a window that shows the progress must not stand still for it. With the mutex held. */
static void
schedule (MediaryCheckInJob *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->scheduled)
    return;

  self->scheduled = TRUE;
  source = g_idle_source_new ();
  g_source_set_callback (source, on_news, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

/* The feed's thread. */
static void
on_found (guint n_files, gpointer data)
{
  MediaryCheckInJob *self = data;

  g_mutex_lock (&self->mutex);
  self->n_found_news += n_files;
  schedule (self);
  g_mutex_unlock (&self->mutex);
}

/* The feed's thread. */
static void
on_exhausted (gpointer data)
{
  MediaryCheckInJob *self = data;

  g_mutex_lock (&self->mutex);
  self->exhausted_news = TRUE;
  schedule (self);
  g_mutex_unlock (&self->mutex);
}

/* Any thread. */
static void
on_done (MediaryCheckIn *check_in, gpointer data)
{
  MediaryCheckInJob   *self = data;
  MediaryCheckInEntry *entry = mediary_check_in_entry_new (check_in->given, check_in->outcome, check_in->item,
                                                           check_in->reference, check_in->error);

  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->news, entry);
  schedule (self);
  g_mutex_unlock (&self->mutex);
}

/* Any thread. The feed's reference goes. */
static void
on_feed_finished (gpointer data)
{
  g_autoptr (MediaryCheckInJob) self = data;

  g_mutex_lock (&self->mutex);
  self->finished_news = TRUE;
  self->exhausted_news = TRUE;
  schedule (self);
  g_mutex_unlock (&self->mutex);
}

static MediaryWalkDepth
get_depth (MediaryCheckInJob *self)
{
  if (self->include_subfolders)
    return MEDIARY_WALK_DEEP;

  return self->tell_subfolders ? MEDIARY_WALK_TOP_TELL : MEDIARY_WALK_TOP;
}

/* Starts a job in the caller's main context. @finished is called there. Returns FALSE when it was started before. */
gboolean
mediary_check_in_job_start (MediaryCheckInJob      *self,
                            MediaryCheckInPipeline *pipeline,
                            GCancellable           *cancellable,
                            MediaryJobFinishedFunc  finished,
                            gpointer                user_data)
{
  static const MediaryCheckInFeedFuncs funcs = { on_found, on_exhausted, on_done, on_feed_finished };
  g_autoptr (MediaryCheckInTarget) target = NULL;

  if (self->started)
    return FALSE;

  self->started = TRUE;
  self->on_finished = finished;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();

  target = mediary_check_in_target_new (self->module_name, self->artifact_name, self->origin, self->location);
  mediary_check_in_feed_run (pipeline, self->paths, self->walk_folders, get_depth (self), target, cancellable,
                             &funcs, g_object_ref (self));

  return TRUE;
}
