/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-check-in-pipeline-private.h"

/* Files that go from one stage to the next together: a hop from thread to thread costs more than a look-up. */
typedef struct {
  MediaryCheckInPipeline *pipeline;
  GPtrArray              *check_ins;
  MediaryCheckInNext      next; /* what a worker is to do with them: FINISH stands for the first stage */
} Batch;

static Batch *
batch_new (MediaryCheckInPipeline *pipeline, GPtrArray *check_ins, MediaryCheckInNext next)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->pipeline = pipeline;
  batch->check_ins = check_ins;
  batch->next = next;

  return batch;
}

/**
 * mediary_check_in_batch_push: (skip)
 * @check_ins: (transfer full) (element-type MediaryCheckIn): files of one lane, which go on together
 * @next: what a worker is to do with them: FINISH stands for the first stage
 *
 * Any thread.
 */
void
mediary_check_in_batch_push (MediaryCheckInPipeline *self, GPtrArray *check_ins, MediaryCheckInNext next)
{
  mediary_file_workers_push (self->workers, mediary_check_in_get_lane (g_ptr_array_index (check_ins, 0)), batch_new (self, check_ins, next));
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
      mediary_check_in_pipeline_go_on (self, check_in, next[i]);
  }

  if (to_judge->len > 0)
    mediary_check_in_batch_push (self, to_judge, MEDIARY_NEXT_JUDGE);
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
      mediary_check_in_pipeline_go_on (self, check_in, MEDIARY_NEXT_STOP);
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
  gboolean                   reserved = mediary_open_files_reserve (self->open_files, mediary_check_in_get_lane (check_ins[0]), n_check_ins);

  for (guint i = 0; i < n_check_ins; i++)
    openings[i] = (MediaryOpening){ .question = MEDIARY_OPENING_OPEN,
                                    .path = check_ins[i]->identity.path,
                                    .deadline = check_ins[i]->deadline,
                                    .cancellable = check_ins[i]->cancellable,
                                    .descriptor = -1 };
  if (reserved)
    mediary_opener_ask (mediary_file_workers_get_opener (self->workers), openings, n_check_ins);

  for (guint i = 0; i < n_check_ins; i++) {
    MediaryCheckInNext next = reserved ? mediary_check_in_opened (check_ins[i], &openings[i]) : MEDIARY_NEXT_STOP;

    mediary_opening_clear (&openings[i]);
    if (next == MEDIARY_NEXT_EXTRACT) {
      mediary_check_in_pipeline_extract (self, check_ins[i]);
      continue;
    }
    if (reserved)
      mediary_open_files_release (self->open_files, mediary_check_in_get_lane (check_ins[i]));
    mediary_check_in_pipeline_go_on (self, check_ins[i], next);
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
      mediary_check_in_pipeline_go_on (self, check_in, next);
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
    openings[i].cancellable = check_in->cancellable;
  }
  mediary_opener_ask (mediary_file_workers_get_opener (self->workers), openings, n_left);

  for (guint i = 0; i < n_left; i++) {
    MediaryCheckIn    *check_in = g_ptr_array_index (check_ins, i);
    MediaryCheckInNext next = mediary_check_in_identified (check_in, &openings[i]);

    mediary_opening_clear (&openings[i]);
    if (next == MEDIARY_NEXT_LOOK_UP)
      g_ptr_array_add (to_look_up, check_in);
    else
      mediary_check_in_pipeline_go_on (self, check_in, next);
  }
  g_ptr_array_unref (check_ins);

  if (to_look_up->len > 0)
    mediary_reader_push (self->reader, look_up_batch, batch_new (self, to_look_up, MEDIARY_NEXT_LOOK_UP));
  else
    g_ptr_array_unref (to_look_up);
}

void
mediary_check_in_batch_run (gpointer data, gpointer user_data)
{
  g_autofree Batch *batch = data;

  if (batch->next == MEDIARY_NEXT_JUDGE)
    judge_batch (batch->pipeline, batch->check_ins);
  else if (batch->next == MEDIARY_NEXT_OPEN)
    open_batch (batch->pipeline, batch->check_ins);
  else
    identify_batch (batch->pipeline, batch->check_ins);
}
