/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-check-in-pipeline-private.h"

#include "extraction/mediary-extraction-protocol.h"
#include "mediary-error.h"

typedef struct {
  MediaryCheckInPipeline *pipeline;
  MediaryCheckIn         *check_in;
} Errand;

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

/* Its metadata may be half old and half new: it is opened and read once more, and then taken as it is. */
static void
read_again (MediaryCheckInPipeline *self, MediaryCheckIn *check_in)
{
  GPtrArray *alone = g_ptr_array_new ();

  check_in->reread = TRUE;
  g_ptr_array_add (alone, check_in);
  mediary_check_in_batch_push (self, alone, MEDIARY_NEXT_OPEN);
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

  mediary_open_files_release (self->open_files, mediary_check_in_get_lane (errand->check_in));

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
void
mediary_check_in_pipeline_extract (MediaryCheckInPipeline *self, MediaryCheckIn *check_in)
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
    mediary_open_files_release (self->open_files, mediary_check_in_get_lane (check_in));
    finish_cancelled (self, check_in);
  }
}

/* Any thread. What does not go on in a batch. */
void
mediary_check_in_pipeline_go_on (MediaryCheckInPipeline *self, MediaryCheckIn *check_in, MediaryCheckInNext next)
{
  if (next == MEDIARY_NEXT_STORE)
    push_to_writer (self, check_in);
  else if (next == MEDIARY_NEXT_STOP)
    finish_cancelled (self, check_in);
  else
    finish (self, check_in);
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
  self->workers = mediary_file_workers_new (mediary_check_in_batch_run);

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

  mediary_check_in_batch_push (self, check_ins, MEDIARY_NEXT_FINISH);
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
