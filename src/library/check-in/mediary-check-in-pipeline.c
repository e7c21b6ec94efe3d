/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-check-in-pipeline.h"

#include "check-in/mediary-open-files.h"
#include "extraction/mediary-extraction-protocol.h"
#include "mediary-error.h"

struct _MediaryCheckInPipeline {
  MediaryReader      *reader;
  MediaryWriter      *writer;
  MediaryExtractor   *extractor;
  MediaryFileWorkers *workers;
  MediaryOpenFiles   *open_files;

  GMutex   mutex;
  GCond    cond;
  gboolean closing;
  guint    n_under_way;
};

/* Files that go from one stage to the next together: a hop from thread to thread costs more than a look-up. */
typedef struct {
  MediaryCheckInPipeline *pipeline;
  GPtrArray              *check_ins;
  MediaryCheckInNext      next; /* what a worker is to do with them: FINISH stands for the first stage */
} Batch;

typedef struct {
  MediaryCheckInPipeline *pipeline;
  MediaryCheckIn         *check_in;
} Errand;

static Batch *
batch_new (MediaryCheckInPipeline *pipeline, GPtrArray *check_ins, MediaryCheckInNext next)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->pipeline = pipeline;
  batch->check_ins = check_ins;
  batch->next = next;

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

static MediaryLane
lane_of (MediaryCheckIn *check_in)
{
  return check_in->deadline != 0 ? MEDIARY_LANE_ONE : MEDIARY_LANE_MANY;
}

static void
push_to_workers (MediaryCheckInPipeline *self, GPtrArray *check_ins, MediaryCheckInNext next)
{
  mediary_file_workers_push (self->workers, lane_of (g_ptr_array_index (check_ins, 0)), batch_new (self, check_ins, next));
}

/* Its metadata may be half old and half new: it is opened and read once more, and then taken as it is. */
static void
read_again (MediaryCheckInPipeline *self, MediaryCheckIn *check_in)
{
  GPtrArray *alone = g_ptr_array_new ();

  check_in->reread = TRUE;
  g_ptr_array_add (alone, check_in);
  push_to_workers (self, alone, MEDIARY_NEXT_OPEN);
}

/* Whether somebody has written to the file since it was opened. */
static gboolean
has_changed (MediaryCheckIn *check_in, MediaryExtraction *extraction)
{
  MediaryFileFacts now = { 0 };

  return extraction->fields != NULL &&
    g_variant_lookup (extraction->fields, MEDIARY_EXTRACTION_FILE_SIZE, "x", &now.size) &&
    g_variant_lookup (extraction->fields, MEDIARY_EXTRACTION_FILE_MODIFIED, "x", &now.modified) &&
    !mediary_file_facts_same_contents (&now, &check_in->identity.facts);
}

/* The extractor's thread. */
static void
on_extracted (MediaryExtraction *extraction, gpointer data)
{
  g_autofree Errand      *errand = data;
  MediaryCheckInPipeline *self = errand->pipeline;

  mediary_open_files_release (self->open_files, lane_of (errand->check_in));

  /* An extractor that is being closed has not read the file: nothing may be stored as if it had. */
  if (mediary_check_in_pipeline_is_closing (self)) {
    finish_cancelled (self, errand->check_in);
  } else if (has_changed (errand->check_in, extraction) && !errand->check_in->reread) {
    read_again (self, errand->check_in);
  } else {
    mediary_check_in_extracted (errand->check_in, extraction->fields, extraction->note);
    push_to_writer (self, errand->check_in);
  }
}

/* A file worker, which has reserved the place. */
static void
push_to_extractor (MediaryCheckInPipeline *self, MediaryCheckIn *check_in)
{
  Errand  *errand = g_new0 (Errand, 1);
  gboolean closing;

  errand->pipeline = self;
  errand->check_in = check_in;

  g_mutex_lock (&self->mutex);
  closing = self->closing;
  /* Under the lock: once closing is set, nobody is on the way to an extractor that goes. */
  if (!closing)
    mediary_extractor_read (self->extractor, g_steal_fd (&check_in->fd), check_in->content_type, check_in->type,
                            check_in->deadline, on_extracted, errand);
  g_mutex_unlock (&self->mutex);

  if (closing) {
    g_free (errand);
    mediary_open_files_release (self->open_files, lane_of (check_in));
    finish_cancelled (self, check_in);
  }
}

/* Any thread. What does not go on in a batch. */
static void
go_on (MediaryCheckInPipeline *self, MediaryCheckIn *check_in, MediaryCheckInNext next)
{
  if (next == MEDIARY_NEXT_STORE)
    push_to_writer (self, check_in);
  else if (next == MEDIARY_NEXT_STOP)
    finish_cancelled (self, check_in);
  else
    finish (self, check_in);
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
  GPtrArray                     *to_judge = g_ptr_array_new ();
  g_autofree MediaryCheckInNext *next = g_new (MediaryCheckInNext, batch->check_ins->len);

  mediary_database_begin_reading (database);
  for (guint i = 0; i < batch->check_ins->len; i++)
    next[i] = mediary_check_in_look_up (g_ptr_array_index (batch->check_ins, i), database);
  mediary_database_end_reading (database);

  for (guint i = 0; i < batch->check_ins->len; i++) {
    MediaryCheckIn *check_in = g_ptr_array_index (batch->check_ins, i);

    if (next[i] == MEDIARY_NEXT_JUDGE)
      g_ptr_array_add (to_judge, check_in);
    else
      go_on (self, check_in, next[i]);
  }

  if (to_judge->len > 0)
    push_to_workers (self, to_judge, MEDIARY_NEXT_JUDGE);
  else
    g_ptr_array_unref (to_judge);

  g_ptr_array_unref (batch->check_ins);
  g_free (batch);
}

/* Nobody waits for what was cancelled. Returns how many are left. */
static guint
drop_stopped (MediaryCheckInPipeline *self, GPtrArray *check_ins)
{
  guint n_left = 0;

  for (guint i = 0; i < check_ins->len; i++) {
    MediaryCheckIn *check_in = g_ptr_array_index (check_ins, i);

    if (is_stopped (self, check_in))
      finish_cancelled (self, check_in);
    else
      check_ins->pdata[n_left++] = check_in;
  }
  g_ptr_array_set_size (check_ins, (int) n_left);

  return n_left;
}

/* A file worker. */
static void
open_some (MediaryCheckInPipeline *self, MediaryCheckIn **check_ins, guint n_check_ins)
{
  g_autofree MediaryOpening *openings = g_new0 (MediaryOpening, n_check_ins);
  gboolean                   reserved = mediary_open_files_reserve (self->open_files, lane_of (check_ins[0]), n_check_ins);

  for (guint i = 0; i < n_check_ins; i++)
    openings[i] = (MediaryOpening){ .question = MEDIARY_OPENING_OPEN,
                                    .path = check_ins[i]->identity.path,
                                    .deadline = check_ins[i]->deadline,
                                    .descriptor = -1 };
  if (reserved)
    mediary_opener_ask (mediary_file_workers_get_opener (self->workers), openings, n_check_ins);

  for (guint i = 0; i < n_check_ins; i++) {
    MediaryCheckInNext next = reserved ? mediary_check_in_opened (check_ins[i], &openings[i]) : MEDIARY_NEXT_STOP;

    mediary_opening_clear (&openings[i]);
    if (next == MEDIARY_NEXT_EXTRACT) {
      push_to_extractor (self, check_ins[i]);
      continue;
    }
    if (reserved)
      mediary_open_files_release (self->open_files, lane_of (check_ins[i]));
    go_on (self, check_ins[i], next);
  }
}

/* A file worker. */
static void
open_batch (MediaryCheckInPipeline *self, GPtrArray *check_ins)
{
  guint n_left = drop_stopped (self, check_ins);
  guint n_together = mediary_open_files_get_together (self->open_files);

  for (guint i = 0; i < n_left; i += n_together)
    open_some (self, (MediaryCheckIn **) check_ins->pdata + i, MIN (n_left - i, n_together));
  g_ptr_array_unref (check_ins);
}

/* A file worker. */
static void
judge_batch (MediaryCheckInPipeline *self, GPtrArray *check_ins)
{
  GPtrArray *to_open = g_ptr_array_new ();
  guint      n_left = drop_stopped (self, check_ins);

  for (guint i = 0; i < n_left; i++) {
    MediaryCheckIn    *check_in = g_ptr_array_index (check_ins, i);
    MediaryCheckInNext next = mediary_check_in_judge (check_in, mediary_file_workers_get_opener (self->workers));

    if (next == MEDIARY_NEXT_OPEN)
      g_ptr_array_add (to_open, check_in);
    else
      go_on (self, check_in, next);
  }
  g_ptr_array_unref (check_ins);
  open_batch (self, to_open);
}

/* A file worker. */
static void
identify_batch (MediaryCheckInPipeline *self, GPtrArray *check_ins)
{
  guint                      n_left = drop_stopped (self, check_ins);
  g_autofree MediaryOpening *openings = g_new0 (MediaryOpening, n_left + 1);
  GPtrArray                 *to_look_up = g_ptr_array_new ();

  for (guint i = 0; i < n_left; i++) {
    MediaryCheckIn *check_in = g_ptr_array_index (check_ins, i);

    openings[i].question = MEDIARY_OPENING_IDENTIFY;
    openings[i].path = check_in->asked;
    openings[i].deadline = check_in->deadline;
  }
  mediary_opener_ask (mediary_file_workers_get_opener (self->workers), openings, n_left);

  for (guint i = 0; i < n_left; i++) {
    MediaryCheckIn    *check_in = g_ptr_array_index (check_ins, i);
    MediaryCheckInNext next = mediary_check_in_identified (check_in, &openings[i]);

    mediary_opening_clear (&openings[i]);
    if (next == MEDIARY_NEXT_LOOK_UP)
      g_ptr_array_add (to_look_up, check_in);
    else
      go_on (self, check_in, next);
  }
  g_ptr_array_unref (check_ins);

  if (to_look_up->len > 0)
    mediary_reader_push (self->reader, look_up_batch, batch_new (self, to_look_up, MEDIARY_NEXT_LOOK_UP));
  else
    g_ptr_array_unref (to_look_up);
}

static void
run_file_worker (gpointer data, gpointer user_data)
{
  g_autofree Batch *batch = data;

  if (batch->next == MEDIARY_NEXT_JUDGE)
    judge_batch (batch->pipeline, batch->check_ins);
  else if (batch->next == MEDIARY_NEXT_OPEN)
    open_batch (batch->pipeline, batch->check_ins);
  else
    identify_batch (batch->pipeline, batch->check_ins);
}

/* Nothing is taken over: reader, writer and extractor outlive the pipeline, but for the extractor when it closes. */
MediaryCheckInPipeline *
mediary_check_in_pipeline_new (MediaryReader *reader, MediaryWriter *writer, MediaryExtractor *extractor)
{
  MediaryCheckInPipeline *self = g_new0 (MediaryCheckInPipeline, 1);

  self->reader = reader;
  self->writer = writer;
  self->extractor = extractor;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->open_files = mediary_open_files_new ();
  self->workers = mediary_file_workers_new (run_file_worker);

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

  push_to_workers (self, check_ins, MEDIARY_NEXT_FINISH);
}

/* For who holds the pipeline. */
MediaryOpener *
mediary_check_in_pipeline_get_opener (MediaryCheckInPipeline *self)
{
  return mediary_file_workers_get_opener (self->workers);
}

/* Any thread, for who holds the pipeline. */
gboolean
mediary_check_in_pipeline_waits_for_disk (MediaryCheckInPipeline *self)
{
  return mediary_file_workers_wait_for_disk (self->workers);
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

  mediary_open_files_close (self->open_files);
  mediary_file_workers_stop (self->workers);
  mediary_extractor_close (self->extractor);

  g_mutex_lock (&self->mutex);
  while (self->n_under_way > 0)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);

  mediary_file_workers_free (self->workers);
  mediary_open_files_free (self->open_files);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
