/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-check-in-pipeline.h"

/*
 * Everything about several files but the storing: so that whoever asked can store all of them, and more, in one
 * transaction.
 */

/* So many take one hop from thread to thread together; several hops keep the file workers busy. */
#define BATCH 64

typedef struct {
  GMutex     mutex;
  GCond      cond;
  GPtrArray *check_ins; /* in the order of the paths; each is there when it is done */
  guint      n_done;
} Preparation;

/* Any thread. */
static void
on_prepared (MediaryCheckIn *check_in, gpointer data)
{
  Preparation *preparation = data;

  g_mutex_lock (&preparation->mutex);
  preparation->n_done++;
  g_cond_signal (&preparation->cond);
  g_mutex_unlock (&preparation->mutex);
}

static void
push_all (MediaryCheckInPipeline *pipeline, Preparation *preparation)
{
  GPtrArray *batch = g_ptr_array_new ();

  for (guint i = 0; i < preparation->check_ins->len; i++) {
    g_ptr_array_add (batch, g_ptr_array_index (preparation->check_ins, i));
    if (batch->len == BATCH || i + 1 == preparation->check_ins->len) {
      mediary_check_in_pipeline_push (pipeline, batch);
      batch = g_ptr_array_new ();
    }
  }
  g_ptr_array_unref (batch);
}

/**
 * mediary_check_in_prepare: (skip)
 * @pipeline: held by the caller
 * @paths: (element-type filename): the files
 * @target: (nullable): who uses them
 *
 * Blocks until the last one is ready. What became of each says its error; one without is ready to be stored.
 *
 * Returns: (transfer full) (element-type MediaryCheckIn): in the order of the paths
 */
GPtrArray *
mediary_check_in_prepare (MediaryCheckInPipeline *pipeline,
                          GPtrArray              *paths,
                          MediaryCheckInTarget   *target,
                          MediaryCheckInFlags     flags,
                          GCancellable           *cancellable)
{
  Preparation preparation = { 0 };

  g_mutex_init (&preparation.mutex);
  g_cond_init (&preparation.cond);
  preparation.check_ins = g_ptr_array_new_with_free_func ((GDestroyNotify) mediary_check_in_free);
  for (guint i = 0; i < paths->len; i++) {
    MediaryCheckIn *check_in = mediary_check_in_new (g_ptr_array_index (paths, i), target, cancellable, on_prepared, &preparation);

    check_in->flags = flags | MEDIARY_CHECK_IN_PREPARES;
    g_ptr_array_add (preparation.check_ins, check_in);
  }
  push_all (pipeline, &preparation);

  g_mutex_lock (&preparation.mutex);
  while (preparation.n_done < paths->len)
    g_cond_wait (&preparation.cond, &preparation.mutex);
  g_mutex_unlock (&preparation.mutex);
  g_mutex_clear (&preparation.mutex);
  g_cond_clear (&preparation.cond);

  return preparation.check_ins;
}
