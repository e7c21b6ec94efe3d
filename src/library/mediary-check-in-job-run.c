/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-check-in-job-private.h"

/* A job that runs: what the threads say of it, and how its context hears of that. */

/* The job's context: what the threads have said since last time. */
static gboolean
on_news (gpointer data)
{
  MediaryCheckInJob *self = data;
  g_autoptr (GPtrArray) news = NULL;
  guint    n_found;
  gboolean exhausted;
  gboolean finished;

  g_mutex_lock (&self->mutex);
  news = g_steal_pointer (&self->news);
  self->news = g_ptr_array_new_with_free_func (g_object_unref);
  n_found = self->n_found_news;
  self->n_found_news = 0;
  exhausted = self->exhausted_news;
  finished = self->finished_news;
  self->scheduled = FALSE;
  g_mutex_unlock (&self->mutex);

  mediary_check_in_job_take_news (self, n_found, exhausted, news);
  if (finished) {
    mediary_check_in_job_end (self);
    self->on_finished (self, self->user_data);
  }

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
