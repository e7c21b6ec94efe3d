/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-check-in-feed.h"

#include <sys/stat.h>

#include "files/mediary-folder-walk.h"

/* Files looked up together. */
#define BATCH 32
/* Files under way at a time: walking waits while later stages are behind. */
#define MAX_UNDER_WAY 1024

struct _MediaryCheckInFeed {
  MediaryCheckInPipeline *pipeline;
  GPtrArray              *paths;
  gboolean                walk_folders;
  gboolean                include_subfolders;
  MediaryCheckInTarget   *target;
  GCancellable           *cancellable;
  MediaryCheckInFeedFuncs funcs;
  gpointer                user_data;
  GPtrArray              *batch; /* the feed's thread's own */

  GMutex   mutex;
  GCond    cond;
  guint    n_under_way;
  gboolean exhausted;
};

static void
feed_free (MediaryCheckInFeed *self)
{
  g_ptr_array_unref (self->paths);
  mediary_check_in_target_unref (self->target);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static void
finish (MediaryCheckInFeed *self)
{
  MediaryCheckInPipeline *pipeline = self->pipeline;

  self->funcs.finished (self->user_data);
  feed_free (self);
  mediary_check_in_pipeline_release (pipeline);
}

/* Any thread. */
static void
on_done (MediaryCheckIn *check_in, gpointer data)
{
  MediaryCheckInFeed *self = data;
  gboolean            last;

  self->funcs.done (check_in, self->user_data);

  g_mutex_lock (&self->mutex);
  self->n_under_way--;
  last = self->n_under_way == 0 && self->exhausted;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  if (last)
    finish (self);
}

static void
flush (MediaryCheckInFeed *self)
{
  guint n_files = self->batch->len;

  if (n_files == 0)
    return;

  g_mutex_lock (&self->mutex);
  while (self->n_under_way > 0 && self->n_under_way + n_files > MAX_UNDER_WAY)
    g_cond_wait (&self->cond, &self->mutex);
  self->n_under_way += n_files;
  g_mutex_unlock (&self->mutex);

  self->funcs.found (n_files, self->user_data);
  mediary_check_in_pipeline_push (self->pipeline, g_steal_pointer (&self->batch));
  self->batch = g_ptr_array_new ();
}

static gboolean
feed_path (const char *path, gpointer data)
{
  MediaryCheckInFeed *self = data;

  g_ptr_array_add (self->batch, mediary_check_in_new (path, self->target, self->cancellable, on_done, self));
  if (self->batch->len == BATCH)
    flush (self);

  return !mediary_check_in_pipeline_is_closing (self->pipeline);
}

static gboolean
is_stopped (MediaryCheckInFeed *self)
{
  return g_cancellable_is_cancelled (self->cancellable) || mediary_check_in_pipeline_is_closing (self->pipeline);
}

static gboolean
is_folder (const char *path)
{
  struct stat buffer;

  return stat (path, &buffer) == 0 && S_ISDIR (buffer.st_mode);
}

static gpointer
run_feed (gpointer data)
{
  MediaryCheckInFeed *self = data;
  gboolean            all_done;

  for (guint i = 0; i < self->paths->len && !is_stopped (self); i++) {
    const char *path = g_ptr_array_index (self->paths, i);

    if (self->walk_folders && is_folder (path))
      mediary_folder_walk (path, self->include_subfolders, self->cancellable, feed_path, self);
    else
      feed_path (path, self);
  }
  flush (self);
  g_ptr_array_unref (self->batch);
  self->funcs.exhausted (self->user_data);

  g_mutex_lock (&self->mutex);
  self->exhausted = TRUE;
  all_done = self->n_under_way == 0;
  g_mutex_unlock (&self->mutex);

  if (all_done)
    finish (self);

  return NULL;
}

/**
 * mediary_check_in_feed_run: (skip)
 * @paths: (element-type filename): files, and folders if they are to be walked
 *
 * Starts a thread that feeds the files to the pipeline and then ends. When the pipeline goes already, all are done at
 * once, with nothing found.
 */
void
mediary_check_in_feed_run (MediaryCheckInPipeline        *pipeline,
                           GPtrArray                     *paths,
                           gboolean                       walk_folders,
                           gboolean                       include_subfolders,
                           MediaryCheckInTarget          *target,
                           GCancellable                  *cancellable,
                           const MediaryCheckInFeedFuncs *funcs,
                           gpointer                       user_data)
{
  MediaryCheckInFeed *self;

  if (!mediary_check_in_pipeline_hold (pipeline)) {
    funcs->finished (user_data);
    return;
  }

  self = g_new0 (MediaryCheckInFeed, 1);
  self->pipeline = pipeline;
  self->paths = g_ptr_array_ref (paths);
  self->walk_folders = walk_folders;
  self->include_subfolders = include_subfolders;
  self->target = mediary_check_in_target_ref (target);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->funcs = *funcs;
  self->user_data = user_data;
  self->batch = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);

  g_thread_unref (g_thread_new ("mediary-feed", run_feed, self));
}
