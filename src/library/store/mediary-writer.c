/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-writer.h"

#include "private/mediary-error-private.h"
#include "store/mediary-ballast.h"
#include "store/mediary-lock-holder.h"
#include "store/mediary-revision-log.h"

/* As cheap a file as batches get, and a lock no other program waits long for. */
#define MAX_REQUESTS 512
/* Idle work begins when nothing has come for this long, so that it never stands between two batches of a check-in. */
#define IDLE_MICROSECONDS       (300 * 1000)
#define IDLE_RETRY_MICROSECONDS (2 * G_USEC_PER_SEC)

struct _MediaryWriter {
  GThread             *thread;
  GAsyncQueue         *queue;
  MediaryDatabase     *database;
  MediaryIdleFunc      idle;
  MediaryCommittedFunc committed;
  gpointer             user_data;
  gint64               revision; /* the last one told */
  gint                 n_commits;
};

typedef struct {
  MediaryWriteFunc   write; /* NULL ends the thread */
  MediaryWrittenFunc written;
  gpointer           data;
  GError            *error;
} Request;

static void
request_free (Request *request)
{
  g_clear_error (&request->error);
  g_free (request);
}

/* Writer thread. What is waiting, at least one. Returns whether the thread is to go on afterwards. */
static gboolean
take_waiting (MediaryWriter *self, Request *first, GPtrArray *batch)
{
  for (Request *request = first; request != NULL; request = g_async_queue_try_pop (self->queue)) {
    if (request->write == NULL) {
      request_free (request);
      return FALSE;
    }
    g_ptr_array_add (batch, request);
    if (batch->len == MAX_REQUESTS)
      break;
  }

  return TRUE;
}

/* Writer thread. A savepoint each: one bad file must not undo the others in its transaction. */
static gboolean
run_request (MediaryWriter *self, Request *request, GError **error)
{
  g_autoptr (GError) undo_error = NULL;

  if (!mediary_database_savepoint (self->database, error))
    return FALSE;

  if (request->write (self->database, request->data, &request->error))
    return mediary_database_release (self->database, error);

  if (mediary_database_undo (self->database, &undo_error))
    return TRUE;

  /* A full or failing disk has ended the whole transaction, with its savepoints: that is what there is to say. */
  g_debug ("Undoing a request: %s", undo_error->message);
  g_propagate_error (error, g_error_copy (request->error));

  return FALSE;
}

/* Writer thread. On failure nothing of the batch is on disk. */
static gboolean
write_batch (MediaryWriter *self, GPtrArray *batch, gint64 *revision, GError **error)
{
  if (!mediary_database_begin (self->database, error))
    return FALSE;

  for (guint i = 0; i < batch->len; i++) {
    if (!run_request (self, g_ptr_array_index (batch, i), error))
      return FALSE;
  }

  return mediary_revision_log_trim (self->database, error) &&
    mediary_revision_log_get_last (self->database, revision, error) &&
    mediary_database_commit (self->database, error);
}

static void
tell_revision (MediaryWriter *self, gint64 revision)
{
  if (revision == self->revision)
    return;

  self->revision = revision;
  self->committed (revision, self->user_data);
}

/* Writer thread. So that a person can be told which library it was, and who has it locked. */
static void
add_details (MediaryWriter *self, GError *error)
{
  const char      *path = mediary_database_get_path (self->database);
  gboolean         is_busy = g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_BUSY);
  g_autofree char *holder = is_busy ? mediary_lock_holder_dup_name (path) : NULL;

  mediary_error_set_library (error, path, holder);
}

/* Writer thread. */
static void
write_and_answer (MediaryWriter *self, GPtrArray *batch)
{
  g_autoptr (GError) error = NULL;
  gint64 revision = self->revision;

  if (write_batch (self, batch, &revision, &error)) {
    g_atomic_int_inc (&self->n_commits);
  } else {
    mediary_database_rollback (self->database);
    add_details (self, error);
  }

  /* Before the answers: whoever has one may ask what the revision is. */
  tell_revision (self, revision);
  for (guint i = 0; i < batch->len; i++) {
    Request *request = g_ptr_array_index (batch, i);

    request->written (request->data, error != NULL ? error : request->error);
  }
}

/* Writer thread. One slice of the work that can wait, in a transaction of its own. Returns whether there is more. */
static gboolean
do_idle_work (MediaryWriter *self, GError **error)
{
  gboolean more;

  if (!mediary_database_begin (self->database, error))
    return FALSE;

  more = self->idle (self->database, error);
  if (*error != NULL || !mediary_database_commit (self->database, error)) {
    mediary_database_rollback (self->database);
    return FALSE;
  }

  return more;
}

/* Writer thread. Waits for a request, and uses the time. */
static Request *
wait_for_request (MediaryWriter *self, gboolean *idle_work)
{
  gint64 patience = IDLE_MICROSECONDS;

  while (self->idle != NULL && *idle_work) {
    g_autoptr (GError) error = NULL;
    Request *request = g_async_queue_timeout_pop (self->queue, patience);

    if (request != NULL)
      return request;

    *idle_work = do_idle_work (self, &error);
    patience = 0;
    if (error != NULL) {
      g_debug ("Work that can wait: %s", error->message);
      *idle_work = TRUE;
      patience = IDLE_RETRY_MICROSECONDS;
    }
  }

  return g_async_queue_pop (self->queue);
}

static gpointer
run_writer (gpointer data)
{
  MediaryWriter   *self = data;
  g_autofree char *path = g_strdup (mediary_database_get_path (self->database));
  gboolean         idle_work = TRUE;
  gboolean         going_on = TRUE;

  while (going_on) {
    g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);

    going_on = take_waiting (self, wait_for_request (self, &idle_work), batch);
    if (batch->len > 0) {
      write_and_answer (self, batch);
      idle_work = TRUE;
    }
  }

  mediary_database_close (self->database);
  mediary_ballast_lay (path); /* closing makes room, and opening again may need it */

  return NULL;
}

/* Takes the connection over: it is the thread's from now on. */
MediaryWriter *
mediary_writer_new (MediaryDatabase *database, MediaryIdleFunc idle, MediaryCommittedFunc committed, gpointer user_data)
{
  MediaryWriter *self = g_new0 (MediaryWriter, 1);
  g_autoptr (GError) error = NULL;

  self->queue = g_async_queue_new ();
  self->database = database;
  self->idle = idle;
  self->committed = committed;
  self->user_data = user_data;
  if (!mediary_revision_log_get_last (database, &self->revision, &error))
    g_warning ("Reading the revision: %s", error->message);
  self->thread = g_thread_new ("mediary-writer", run_writer, self);

  return self;
}

/* Any thread. @written is called in the writer's thread, always, once. */
void
mediary_writer_push (MediaryWriter *self, MediaryWriteFunc write, MediaryWrittenFunc written, gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->write = write;
  request->written = written;
  request->data = data;
  g_async_queue_push (self->queue, request);
}

/* Finishes what it was given, and closes the connection. Nothing may be pushed any more. */
void
mediary_writer_close (MediaryWriter *self)
{
  g_async_queue_push (self->queue, g_new0 (Request, 1));
  g_thread_join (self->thread);
  g_debug ("%u commits", mediary_writer_get_n_commits (self));
  g_async_queue_unref (self->queue);
  g_free (self);
}

/* How many transactions there were: tests and benchmarks count them. Any thread. */
guint
mediary_writer_get_n_commits (MediaryWriter *self)
{
  return (guint) g_atomic_int_get (&self->n_commits);
}
