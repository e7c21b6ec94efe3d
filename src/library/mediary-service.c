/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-service-private.h"

#include <glib/gstdio.h>

#include "mediary-words.h"
#include "private/mediary-error-private.h"
#include "private/mediary-locations.h"
#include "store/mediary-ballast.h"
#include "store/mediary-lock-holder.h"
#include "store/mediary-revision-log.h"
#include "store/mediary-schema.h"
#include "store/mediary-search-index.h"
#include "store/mediary-snapshot.h"

/**
 * MediaryService:
 *
 * The media service: checks files in, and knows where each is used.
 *
 * Every program that uses it opens the database itself; any number of them may do so at once. A service belongs to the
 * main context that opened it; its blocking functions may be called from any thread.
 */

/* Other programs' commits come in bursts: one look at the log for each is enough. */
#define WATCH_MILLISECONDS 50
/* A commit is written, then flushed, and only then there to be read, which makes no event: on a slow disk, or a busy
 * machine, that is long after the last one. */
static const guint look_again_milliseconds[] = { 100, 400, 1600, 6400 };
/* Checked whenever it is opened: a few milliseconds. */
#define MAX_CHECKED_AT_ONCE (1024 * 1024)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MediaryService, mediary_service, G_TYPE_OBJECT)

static void
mediary_service_dispose (GObject *object)
{
  mediary_service_close (MEDIARY_SERVICE (object));

  G_OBJECT_CLASS (mediary_service_parent_class)->dispose (object);
}

static void
mediary_service_finalize (GObject *object)
{
  MediaryService *self = MEDIARY_SERVICE (object);

  g_clear_pointer (&self->recovery, mediary_recovery_free);
  g_free (self->folder);
  g_free (self->path);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (mediary_service_parent_class)->finalize (object);
}

static void
mediary_service_class_init (MediaryServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mediary_service_dispose;
  object_class->finalize = mediary_service_finalize;

  mediary_words_bind_text_domain ();

  /**
   * MediaryService::changed:
   * @self: the service
   * @revision: what the revision log has grown to
   *
   * Something has changed, by this program or another. Several commits may be told of at once.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
mediary_service_init (MediaryService *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
}

/* The service's context. */
static gboolean
tell_change (gpointer data)
{
  GWeakRef *weak = data;
  g_autoptr (MediaryService) self = g_weak_ref_get (weak);
  gint64   revision;
  gboolean news;

  if (self == NULL)
    return G_SOURCE_REMOVE;

  g_mutex_lock (&self->mutex);
  self->scheduled = FALSE;
  revision = self->revision;
  news = revision != self->told;
  self->told = revision;
  g_mutex_unlock (&self->mutex);

  if (news)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, revision);

  return G_SOURCE_REMOVE;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Any thread. A program that runs no main loop is none the worse: the source does not keep the service. */
void
mediary_service_note_revision (MediaryService *self, gint64 revision)
{
  g_autoptr (GSource) source = NULL;
  GWeakRef *weak;
  gboolean  schedule;

  g_mutex_lock (&self->mutex);
  schedule = revision > self->revision && !self->scheduled;
  self->revision = MAX (self->revision, revision);
  self->scheduled = self->scheduled || schedule;
  g_mutex_unlock (&self->mutex);

  if (!schedule)
    return;

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_change, weak, free_weak_ref);
  g_source_attach (source, self->context);
}

/* Writer thread. The writer ends before the service does. */
static void
on_committed (gint64 revision, gpointer user_data)
{
  mediary_service_note_revision (user_data, revision);
}

/* A large database is checked by the keeper, where it holds nobody up; unless it has found something the last time. */
static gboolean
check_database (MediaryService *self, MediaryDatabase *database, GError **error)
{
  GStatBuf buffer;

  if (!mediary_keeper_has_doubts (self->path) && g_stat (self->path, &buffer) == 0 && buffer.st_size > MAX_CHECKED_AT_ONCE)
    return TRUE;

  return mediary_database_check (database, error);
}

static MediaryDatabase *
open_database (MediaryService *self, GError **error)
{
  g_autoptr (MediaryDatabase) database = NULL;

  if (mediary_recovery_is_emptied (self->path)) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_DAMAGED, "“%s” is empty, and there are copies of it", self->path);
    return NULL;
  }

  database = mediary_database_open (self->path, MEDIARY_DATABASE_WRITE, error);
  if (database == NULL ||
      !mediary_schema_apply (database, error) ||
      !check_database (self, database, error) ||
      !mediary_revision_log_get_last (database, &self->revision, error))
    return NULL;

  return g_steal_pointer (&database);
}

/* Once more, with what a damaged one could be replaced by. */
static MediaryDatabase *
open_recovered (MediaryService *self, const GError *reason, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!mediary_recovery_is_needed (self->path, reason)) {
    g_propagate_error (error, g_error_copy (reason));
    return NULL;
  }

  self->recovery = mediary_recovery_run (self->path, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  mediary_keeper_forget_doubts (self->path);

  return open_database (self, error);
}

/* So that a person can be told which library it is, who has it locked, and how an older program gets at it. */
static void
add_details (MediaryService *self, GError *error)
{
  g_autofree char *other = NULL;

  if (self->path == NULL)
    return;

  if (g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_BUSY))
    other = mediary_lock_holder_dup_name (self->path);
  else if (g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_TOO_NEW))
    other = mediary_snapshot_find_version (self->path, mediary_schema_get_version ());
  mediary_error_set_library (error, self->path, other);
}

/* Without them, files that are only lent cannot be read; that is no reason not to open. */
static void
open_loans (MediaryService *self)
{
  MediaryLoans    *loans = mediary_opener_get_loans (mediary_check_in_pipeline_get_opener (self->pipeline));
  g_autofree char *file = g_build_filename (self->folder, "loans", NULL);
  g_autoptr (GError) error = NULL;

  if (!mediary_loans_open (loans, file, &error))
    g_message ("Reading “%s”: %s", file, error->message);
}

/* Any thread, once. */
static gboolean
try_to_open_store (MediaryService *self, const char *folder, GError **error)
{
  g_autoptr (MediaryDatabase) database = NULL;
  g_autoptr (GError) local_error = NULL;

  self->folder = mediary_locations_dup_folder (folder, error);
  if (self->folder == NULL)
    return FALSE;

  self->path = mediary_locations_dup_database (self->folder, error);
  if (self->path == NULL)
    return FALSE;

  database = open_database (self, &local_error);
  if (g_error_matches (local_error, MEDIARY_ERROR, MEDIARY_ERROR_NO_SPACE) && mediary_ballast_drop (self->path)) {
    g_clear_error (&local_error);
    database = open_database (self, &local_error);
  }
  if (database == NULL)
    database = open_recovered (self, local_error, error);
  if (database == NULL)
    return FALSE;

  mediary_ballast_lay (self->path);
  self->told = self->revision;
  self->reader = mediary_reader_new (self->path, error);
  if (self->reader == NULL)
    return FALSE;

  self->writer = mediary_writer_new (g_steal_pointer (&database), mediary_search_index_fill, on_committed, self);
  self->extractor = mediary_extractor_new (NULL);
  self->pipeline = mediary_check_in_pipeline_new (self->reader, self->writer, self->extractor);
  open_loans (self);

  return TRUE;
}

static gboolean
open_store (MediaryService *self, const char *folder, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (try_to_open_store (self, folder, &local_error))
    return TRUE;

  add_details (self, local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * mediary_service_open:
 * @folder: (nullable) (type filename): the folder that holds the database; %NULL is the person's own library
 * @cancellable: (nullable): unused so far
 * @error: return location for an error
 *
 * Opens the library, and makes it when it is not there. Blocks for some milliseconds.
 *
 * Returns: (transfer full): the service, or %NULL: the error says whether the database is too new, damaged, foreign,
 *   read-only or busy
 */
MediaryService *
mediary_service_open (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (MediaryService) self = g_object_new (MEDIARY_TYPE_SERVICE, NULL);

  return open_store (self, folder, error) ? g_steal_pointer (&self) : NULL;
}

static void
run_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MediaryService *self = g_object_get_data (G_OBJECT (task), "service");
  g_autoptr (GError) error = NULL;

  if (open_store (self, data, &error))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * mediary_service_open_async:
 * @folder: (nullable) (type filename): the folder that holds the database; %NULL is the person's own library
 * @cancellable: (nullable): to stop waiting
 * @callback: (scope async): called when it is open
 * @user_data: for @callback
 *
 * Opens the library in a thread; see [func@Service.open].
 */
void
mediary_service_open_async (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mediary_service_open_async);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  /* Made here, so that it belongs to the caller's context and not to the thread that opens it. */
  g_object_set_data_full (G_OBJECT (task), "service", g_object_new (MEDIARY_TYPE_SERVICE, NULL), g_object_unref);
  g_task_run_in_thread (task, run_open);
}

/**
 * mediary_service_open_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [func@Service.open_async] began.
 *
 * Returns: (transfer full): the service, or %NULL
 */
MediaryService *
mediary_service_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stop_looking (MediaryService *self)
{
  g_clear_pointer (&self->look_source, g_source_destroy);
}

/**
 * mediary_service_close:
 * @self: a service
 *
 * Ends what is under way and closes the database. What is checked in is on disk; files that were still being read are
 * not checked in. Done by itself when the last reference goes.
 */
void
mediary_service_close (MediaryService *self)
{
  MediaryCheckInPipeline *pipeline;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));

  stop_looking (self);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  /* In this order: who pushes goes before who is pushed to. */
  g_mutex_lock (&self->mutex);
  pipeline = g_steal_pointer (&self->pipeline);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&pipeline, mediary_check_in_pipeline_close);
  self->extractor = NULL;
  g_clear_pointer (&self->keeper, mediary_keeper_close);
  g_clear_pointer (&self->reader, mediary_reader_close);
  g_clear_pointer (&self->writer, mediary_writer_close);
}

/*
 * Any thread. Closing waits until what is returned is released, and reader and writer stay as long: a thread that has
 * begun is answered, whatever the others do.
 *
 * Returns: (nullable): NULL when the service is closed
 */
MediaryCheckInPipeline *
mediary_service_hold (MediaryService *self, GError **error)
{
  MediaryCheckInPipeline *held = NULL;

  g_mutex_lock (&self->mutex);
  if (self->pipeline != NULL && mediary_check_in_pipeline_hold (self->pipeline))
    held = self->pipeline;
  g_mutex_unlock (&self->mutex);

  if (held == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The service is closed");

  return held;
}

/* Any thread that may wait, as long as a disk may take. Sets @identity to what is at @file_path. FALSE: the disk does not
 * answer, or the service is closed. */
gboolean
mediary_service_look_at (MediaryService *self, const char *file_path, MediaryFileIdentity *identity, GError **error)
{
  MediaryCheckInPipeline *pipeline = mediary_service_hold (self, error);
  g_autofree char        *asked = mediary_file_identity_make_absolute (file_path);
  MediaryOpening          opening = { .question = MEDIARY_OPENING_IDENTIFY, .path = asked, .descriptor = -1 };

  if (pipeline == NULL)
    return FALSE;

  mediary_opener_ask (mediary_check_in_pipeline_get_opener (pipeline), &opening, 1);
  mediary_check_in_pipeline_release (pipeline);

  if (opening.outcome == MEDIARY_OPENING_STOPPED)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The service is closed");
  else if (opening.outcome == MEDIARY_OPENING_TIMED_OUT)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_TIMED_OUT, "The disk or network folder does not answer: %s", file_path);
  else
    *identity = opening.identity;

  return opening.outcome == MEDIARY_OPENING_ANSWERED;
}

/* The service's context, where it is closed: afterwards it is open until one returns there. */
gboolean
mediary_service_check_open (MediaryService *self, GError **error)
{
  if (self->pipeline != NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The service is closed");

  return FALSE;
}

/**
 * mediary_service_get_database_path:
 * @self: a service
 *
 * Tells where the database is.
 *
 * Returns: (transfer none) (type filename): where the database is; anyone may read it with the sqlite3 shell
 */
const char *
mediary_service_get_database_path (MediaryService *self)
{
  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);

  return self->path;
}

/**
 * mediary_service_get_recovery:
 * @self: a service
 * @aside: (out) (optional) (transfer none) (type filename): where the damaged database is kept
 * @n_items: (out) (optional): how many items there are again
 * @n_references: (out) (optional): how many uses there are again
 *
 * A damaged database is put aside when it is opened, and a new one is made of the newest good snapshot and of what can
 * still be read. A program should tell.
 *
 * Returns: whether that was so when this service was opened
 */
gboolean
mediary_service_get_recovery (MediaryService *self, const char **aside, guint *n_items, guint *n_references)
{
  const MediaryRecovery *recovery;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), FALSE);

  recovery = self->recovery;
  if (recovery == NULL)
    return FALSE;

  if (aside != NULL)
    *aside = recovery->aside;
  if (n_items != NULL)
    *n_items = recovery->n_items_restored + recovery->n_items_salvaged;
  if (n_references != NULL)
    *n_references = recovery->n_references_restored + recovery->n_references_salvaged;

  return TRUE;
}

/**
 * mediary_service_get_revision:
 * @self: a service
 *
 * Tells what the revision log has grown to, as far as this program knows.
 *
 * Returns: what the revision log has grown to, as far as this program knows
 */
gint64
mediary_service_get_revision (MediaryService *self)
{
  gint64 revision;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), 0);

  g_mutex_lock (&self->mutex);
  revision = self->revision;
  g_mutex_unlock (&self->mutex);

  return revision;
}

/* A reader's thread. */
static gpointer
read_revision (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  gint64 *revision = g_new0 (gint64, 1);

  if (!mediary_revision_log_get_last (database, revision, error))
    g_clear_pointer (&revision, g_free);

  return revision;
}

static void look_at_revision (MediaryService *self);

static gboolean
on_time_to_look_again (gpointer data)
{
  MediaryService *self = data;

  self->look_source = NULL;
  look_at_revision (self);

  return G_SOURCE_REMOVE;
}

static void
look_again_later (MediaryService *self)
{
  if (self->monitor == NULL || self->look_source != NULL || self->n_looks == G_N_ELEMENTS (look_again_milliseconds))
    return;

  self->look_source = g_timeout_source_new (look_again_milliseconds[self->n_looks++]);
  g_source_set_callback (self->look_source, on_time_to_look_again, self, NULL);
  g_source_attach (self->look_source, self->context);
  g_source_unref (self->look_source); /* the context keeps it */
}

static void
on_revision_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree gint64 *revision = g_task_propagate_pointer (G_TASK (result), NULL);

  if (revision != NULL)
    mediary_service_note_revision (MEDIARY_SERVICE (source), *revision);
  look_again_later (MEDIARY_SERVICE (source));
}

static void
look_at_revision (MediaryService *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_revision_read, NULL);

  g_task_set_source_tag (task, look_at_revision);
  mediary_service_read_async (self, read_revision, NULL, NULL, g_free, task);
}

/* The database or its log was written, by us or by another program. */
static void
on_folder_changed (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer user_data)
{
  MediaryService  *self = user_data;
  g_autofree char *name = g_file_get_basename (file);

  if (event != G_FILE_MONITOR_EVENT_CHANGED || !g_str_has_prefix (name, "mediary.db") || g_str_has_suffix (name, "-shm"))
    return;

  stop_looking (self);
  self->n_looks = 0;
  look_at_revision (self);
}

/**
 * mediary_service_watch:
 * @self: a service
 *
 * From now on [signal@Service::changed] tells of what other programs commit too, some milliseconds later. A
 * [class@ItemList] does this by itself. In the service's main context.
 */
void
mediary_service_watch (MediaryService *self)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));

  if (self->monitor != NULL || self->pipeline == NULL)
    return;

  self->keeper = mediary_keeper_new (self->path);
  folder = g_file_new_for_path (self->folder);
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL) {
    g_message ("Changes by other programs will not be noticed: %s", error->message);
    return;
  }

  g_file_monitor_set_rate_limit (self->monitor, WATCH_MILLISECONDS);
  g_signal_connect (self->monitor, "changed", G_CALLBACK (on_folder_changed), self);
}
