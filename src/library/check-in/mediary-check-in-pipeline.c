/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-check-in-pipeline.h"

#include <sys/resource.h>

#include "mediary-error.h"

/* More would not make a disk faster; a slow one keeps them waiting. */
#define N_FILE_WORKERS 4
/* Files that wait for the extractor with their descriptor open. */
#define MAX_OPEN_FILES 192
#define MIN_OPEN_FILES 4
/* What part of the descriptors a process may have is ours: often it has no more than 1,024, and needs some itself. */
#define OPEN_FILES_SHARE 5

struct _MediaryCheckInPipeline {
  MediaryReader    *reader;
  MediaryWriter    *writer;
  MediaryExtractor *extractor;
  GThreadPool      *workers;

  GMutex   mutex;
  GCond    cond;
  gboolean closing;
  guint    n_under_way;
  guint    n_open;
  guint    max_open;
};

/* Files that go from one stage to the next together: a hop from thread to thread costs more than a look-up. */
typedef struct {
  MediaryCheckInPipeline *pipeline;
  GPtrArray              *check_ins;
  gboolean                known; /* they come from the reader: to be opened */
} Batch;

typedef struct {
  MediaryCheckInPipeline *pipeline;
  MediaryCheckIn         *check_in;
} Errand;

static Batch *
batch_new (MediaryCheckInPipeline *pipeline, GPtrArray *check_ins, gboolean known)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->pipeline = pipeline;
  batch->check_ins = check_ins;
  batch->known = known;

  return batch;
}

/* Any thread. */
static void
finish (MediaryCheckInPipeline *self, MediaryCheckIn *check_in)
{
  gboolean taken_over = (check_in->flags & MEDIARY_CHECK_IN_PREPARES) != 0;

  check_in->done (check_in, check_in->user_data);
  if (!taken_over)
    mediary_check_in_free (check_in);
  mediary_check_in_pipeline_release (self);
}

/* Any thread. Keeps the pipeline from going while somebody may still push. Returns FALSE when it goes already. */
gboolean
mediary_check_in_pipeline_hold (MediaryCheckInPipeline *self)
{
  gboolean held;

  g_mutex_lock (&self->mutex);
  held = !self->closing;
  if (held)
    self->n_under_way++;
  g_mutex_unlock (&self->mutex);

  return held;
}

/* Any thread. */
void
mediary_check_in_pipeline_release (MediaryCheckInPipeline *self)
{
  g_mutex_lock (&self->mutex);
  self->n_under_way--;
  if (self->n_under_way == 0)
    g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
finish_cancelled (MediaryCheckInPipeline *self, MediaryCheckIn *check_in)
{
  g_clear_error (&check_in->error);
  check_in->error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The check-in was stopped");
  check_in->outcome = MEDIARY_OUTCOME_REFUSED;
  finish (self, check_in);
}

gboolean
mediary_check_in_pipeline_is_closing (MediaryCheckInPipeline *self)
{
  gboolean closing;

  g_mutex_lock (&self->mutex);
  closing = self->closing;
  g_mutex_unlock (&self->mutex);

  return closing;
}

/* Writer thread, after the commit: "checked in" means on disk. */
static void
on_stored (gpointer data, const GError *error)
{
  g_autofree Errand *errand = data;
  MediaryCheckIn    *check_in = errand->check_in;

  if (error != NULL) {
    g_clear_object (&check_in->reference);
    g_clear_object (&check_in->item);
    g_clear_error (&check_in->error);
    check_in->error = g_error_copy (error);
    check_in->outcome = MEDIARY_OUTCOME_REFUSED;
  }

  finish (errand->pipeline, check_in);
}

static gboolean
store (MediaryDatabase *database, gpointer data, GError **error)
{
  Errand *errand = data;

  return mediary_check_in_store (database, errand->check_in, error);
}

static void
push_to_writer (MediaryCheckInPipeline *self, MediaryCheckIn *check_in)
{
  Errand *errand;

  if ((check_in->flags & MEDIARY_CHECK_IN_PREPARES) != 0) {
    finish (self, check_in);
    return;
  }

  errand = g_new0 (Errand, 1);
  errand->pipeline = self;
  errand->check_in = check_in;
  mediary_writer_push (self->writer, store, on_stored, errand);
}

/* The extractor's thread. */
static void
on_extracted (MediaryExtraction *extraction, gpointer data)
{
  g_autofree Errand      *errand = data;
  MediaryCheckInPipeline *self = errand->pipeline;
  gboolean                closing;

  g_mutex_lock (&self->mutex);
  closing = self->closing;
  self->n_open--;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  /* An extractor that is being closed has not read the file: nothing may be stored as if it had. */
  if (closing) {
    finish_cancelled (self, errand->check_in);
    return;
  }

  mediary_check_in_extracted (errand->check_in, extraction->fields, extraction->note);
  push_to_writer (self, errand->check_in);
}

/* A file worker. Waits while too many files are open. */
static void
push_to_extractor (MediaryCheckInPipeline *self, MediaryCheckIn *check_in)
{
  Errand *errand;

  g_mutex_lock (&self->mutex);
  while (self->n_open >= self->max_open && !self->closing)
    g_cond_wait (&self->cond, &self->mutex);
  if (self->closing) {
    g_mutex_unlock (&self->mutex);
    finish_cancelled (self, check_in);
    return;
  }

  errand = g_new0 (Errand, 1);
  errand->pipeline = self;
  errand->check_in = check_in;
  self->n_open++;
  /* Under the lock: once closing is set, nobody is on the way to an extractor that goes. */
  mediary_extractor_read (self->extractor, g_steal_fd (&check_in->fd), check_in->content_type, check_in->type, on_extracted, errand);
  g_mutex_unlock (&self->mutex);
}

/* Any thread. What does not go on in a batch. */
static void
go_on (MediaryCheckInPipeline *self, MediaryCheckIn *check_in, MediaryCheckInNext next)
{
  switch (next) {
  case MEDIARY_NEXT_EXTRACT:
    push_to_extractor (self, check_in);
    break;
  case MEDIARY_NEXT_STORE:
    push_to_writer (self, check_in);
    break;
  case MEDIARY_NEXT_FINISH:
  case MEDIARY_NEXT_LOOK_UP:
  case MEDIARY_NEXT_OPEN:
  default:
    finish (self, check_in);
    break;
  }
}

static gboolean
is_stopped (MediaryCheckInPipeline *self, MediaryCheckIn *check_in)
{
  return g_cancellable_is_cancelled (check_in->cancellable) || mediary_check_in_pipeline_is_closing (self);
}

/* A reader's thread. */
static void
look_up_batch (MediaryDatabase *database, gpointer data)
{
  Batch                         *batch = data;
  MediaryCheckInPipeline        *self = batch->pipeline;
  GPtrArray                     *to_open = g_ptr_array_new ();
  g_autofree MediaryCheckInNext *next = g_new (MediaryCheckInNext, batch->check_ins->len);

  mediary_database_begin_reading (database);
  for (guint i = 0; i < batch->check_ins->len; i++)
    next[i] = mediary_check_in_look_up (g_ptr_array_index (batch->check_ins, i), database);
  mediary_database_end_reading (database);

  for (guint i = 0; i < batch->check_ins->len; i++) {
    MediaryCheckIn *check_in = g_ptr_array_index (batch->check_ins, i);

    if (next[i] == MEDIARY_NEXT_OPEN)
      g_ptr_array_add (to_open, check_in);
    else
      go_on (self, check_in, next[i]);
  }

  if (to_open->len > 0)
    g_thread_pool_push (self->workers, batch_new (self, to_open, TRUE), NULL);
  else
    g_ptr_array_unref (to_open);

  g_ptr_array_unref (batch->check_ins);
  g_free (batch);
}

/* A file worker. */
static void
open_batch (MediaryCheckInPipeline *self, GPtrArray *check_ins)
{
  for (guint i = 0; i < check_ins->len; i++) {
    MediaryCheckIn *check_in = g_ptr_array_index (check_ins, i);

    if (is_stopped (self, check_in))
      finish_cancelled (self, check_in);
    else
      go_on (self, check_in, mediary_check_in_open (check_in));
  }
  g_ptr_array_unref (check_ins);
}

/* A file worker. */
static void
identify_batch (MediaryCheckInPipeline *self, GPtrArray *check_ins)
{
  g_auto (MediaryFolderCache) cache = { 0 };
  GPtrArray *to_look_up = g_ptr_array_new ();

  for (guint i = 0; i < check_ins->len; i++) {
    MediaryCheckIn *check_in = g_ptr_array_index (check_ins, i);

    if (is_stopped (self, check_in))
      finish_cancelled (self, check_in);
    else if (mediary_check_in_identify (check_in, &cache) == MEDIARY_NEXT_LOOK_UP)
      g_ptr_array_add (to_look_up, check_in);
    else
      finish (self, check_in);
  }
  g_ptr_array_unref (check_ins);

  if (to_look_up->len > 0)
    mediary_reader_push (self->reader, look_up_batch, batch_new (self, to_look_up, FALSE));
  else
    g_ptr_array_unref (to_look_up);
}

static void
run_file_worker (gpointer data, gpointer user_data)
{
  g_autofree Batch *batch = data;

  if (batch->known)
    open_batch (batch->pipeline, batch->check_ins);
  else
    identify_batch (batch->pipeline, batch->check_ins);
}

static guint
get_max_open (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return MIN_OPEN_FILES;

  return (guint) CLAMP (limit.rlim_cur / OPEN_FILES_SHARE, MIN_OPEN_FILES, MAX_OPEN_FILES);
}

/* Nothing is taken over: reader, writer and extractor outlive the pipeline, but for the extractor when it closes. */
MediaryCheckInPipeline *
mediary_check_in_pipeline_new (MediaryReader *reader, MediaryWriter *writer, MediaryExtractor *extractor)
{
  MediaryCheckInPipeline *self = g_new0 (MediaryCheckInPipeline, 1);

  self->reader = reader;
  self->writer = writer;
  self->extractor = extractor;
  self->max_open = get_max_open ();
  self->workers = g_thread_pool_new (run_file_worker, NULL, N_FILE_WORKERS, FALSE, NULL);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);

  return self;
}

/**
 * mediary_check_in_pipeline_push: (skip)
 * @check_ins: (transfer full) (element-type MediaryCheckIn): files that are looked up together
 *
 * Any thread. Each file's function is called once, whatever happens.
 */
void
mediary_check_in_pipeline_push (MediaryCheckInPipeline *self, GPtrArray *check_ins)
{
  g_mutex_lock (&self->mutex);
  self->n_under_way += check_ins->len;
  g_mutex_unlock (&self->mutex);

  g_thread_pool_push (self->workers, batch_new (self, check_ins, FALSE), NULL);
}

/* Runs a function with the extractor, unless it is being closed: then with NULL. */
void
mediary_check_in_pipeline_draw (MediaryCheckInPipeline *self, GFunc func, gpointer data)
{
  g_mutex_lock (&self->mutex);
  func (self->closing ? NULL : self->extractor, data);
  g_mutex_unlock (&self->mutex);
}

/* Ends what is under way, and the extractor with it. What the writer has is still written. */
void
mediary_check_in_pipeline_close (MediaryCheckInPipeline *self)
{
  g_mutex_lock (&self->mutex);
  self->closing = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  mediary_extractor_close (self->extractor);

  g_mutex_lock (&self->mutex);
  while (self->n_under_way > 0)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);

  g_thread_pool_free (self->workers, FALSE, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
