/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-reader.h"

#define N_THREADS 2

typedef struct {
  MediaryReader   *reader;
  MediaryDatabase *database;
  GThread         *thread;
} Worker;

struct _MediaryReader {
  GAsyncQueue *queue;
  Worker       workers[N_THREADS];
};

typedef struct {
  MediaryReadFunc read; /* NULL ends one thread */
  gpointer        data;
} Request;

static gpointer
run_worker (gpointer data)
{
  Worker *worker = data;

  while (TRUE) {
    g_autofree Request *request = g_async_queue_pop (worker->reader->queue);

    if (request->read == NULL)
      break;
    request->read (worker->database, request->data);
  }

  mediary_database_close (worker->database);

  return NULL;
}

/* The database must be there, with its schema. */
MediaryReader *
mediary_reader_new (const char *path, GError **error)
{
  g_autofree MediaryReader *self = g_new0 (MediaryReader, 1);

  for (guint i = 0; i < N_THREADS; i++) {
    self->workers[i].reader = self;
    self->workers[i].database = mediary_database_open (path, MEDIARY_DATABASE_READ, error);
    if (self->workers[i].database == NULL) {
      while (i-- > 0)
        mediary_database_close (self->workers[i].database);
      return NULL;
    }
  }

  self->queue = g_async_queue_new ();
  for (guint i = 0; i < N_THREADS; i++)
    self->workers[i].thread = g_thread_new ("mediary-reader", run_worker, &self->workers[i]);

  return g_steal_pointer (&self);
}

/* Any thread. */
void
mediary_reader_push (MediaryReader *self, MediaryReadFunc read, gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->read = read;
  request->data = data;
  g_async_queue_push (self->queue, request);
}

/* What is waiting is still read. Nothing may be pushed any more. */
void
mediary_reader_close (MediaryReader *self)
{
  for (guint i = 0; i < N_THREADS; i++)
    g_async_queue_push (self->queue, g_new0 (Request, 1));
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (self->workers[i].thread);
  g_async_queue_unref (self->queue);
  g_free (self);
}

typedef struct {
  MediaryReadFunc read;
  gpointer        data;
  GMutex          mutex;
  GCond           cond;
  gboolean        done;
} Errand;

static void
run_errand (MediaryDatabase *database, gpointer data)
{
  Errand *errand = data;

  errand->read (database, errand->data);

  g_mutex_lock (&errand->mutex);
  errand->done = TRUE;
  g_cond_signal (&errand->cond);
  g_mutex_unlock (&errand->mutex);
}

/* Any thread but a reader's own: waits for the answer. */
void
mediary_reader_run (MediaryReader *self, MediaryReadFunc read, gpointer data)
{
  Errand errand = { .read = read, .data = data };

  g_mutex_init (&errand.mutex);
  g_cond_init (&errand.cond);
  mediary_reader_push (self, run_errand, &errand);

  g_mutex_lock (&errand.mutex);
  while (!errand.done)
    g_cond_wait (&errand.cond, &errand.mutex);
  g_mutex_unlock (&errand.mutex);

  g_mutex_clear (&errand.mutex);
  g_cond_clear (&errand.cond);
}
