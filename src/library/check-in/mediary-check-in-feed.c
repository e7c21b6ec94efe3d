/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-check-in-feed.h"

/* Files looked up together. */
#define BATCH 32
/* Files under way at a time: walking waits while later stages are behind. */
#define MAX_UNDER_WAY 1024

struct _MediaryCheckInFeed {
  MediaryCheckInPipeline *pipeline;
  GPtrArray              *paths;
  gboolean                walk_folders;
  MediaryWalkDepth        depth;
  MediaryCheckInTarget   *target;
  GCancellable           *cancellable;
  MediaryCheckInFeedFuncs funcs;
  gpointer                user_data;
  GPtrArray              *batch; /* the feed's thread's own */
  MediaryOpener          *opener;

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
is_stopped (MediaryCheckInFeed *self)
{
  return g_cancellable_is_cancelled (self->cancellable) || mediary_check_in_pipeline_is_closing (self->pipeline);
}

static gboolean
feed_path (const char *path, gpointer data)
{
  MediaryCheckInFeed *self = data;

  g_ptr_array_add (self->batch, mediary_check_in_new (path, self->target, self->cancellable, on_done, self));
  if (self->batch->len == BATCH)
    flush (self);

  return !is_stopped (self);
}

static void
flush_walked (gpointer data)
{
  flush (data);
}

/* A path that does not answer is fed like a file: its check-in says so. */
static void
feed_answered (MediaryCheckInFeed *self, const char *given, MediaryOpening *opening)
{
  if (opening->outcome == MEDIARY_OPENING_ANSWERED && opening->identity.kind == MEDIARY_FILE_FOLDER &&
      opening->identity.error_number == 0)
    mediary_opener_walk (self->opener, opening->path, self->depth, self->cancellable, feed_path, flush_walked, self);
  else
    feed_path (given, self);
}

/* Some of the paths from @first on; those that lead to folders are walked. */
static void
feed_some (MediaryCheckInFeed *self, guint first, guint n_paths)
{
  MediaryOpening openings[BATCH] = { 0 };
  char          *asked[BATCH];

  for (guint i = 0; i < n_paths; i++) {
    asked[i] = mediary_file_identity_make_absolute (g_ptr_array_index (self->paths, first + i));
    openings[i].question = MEDIARY_OPENING_IDENTIFY;
    openings[i].path = asked[i];
    openings[i].cancellable = self->cancellable;
  }
  mediary_opener_ask (self->opener, openings, n_paths);

  for (guint i = 0; i < n_paths; i++) {
    if (!is_stopped (self))
      feed_answered (self, g_ptr_array_index (self->paths, first + i), &openings[i]);
    mediary_opening_clear (&openings[i]);
    g_free (asked[i]);
  }
}

static void
feed_all (MediaryCheckInFeed *self)
{
  guint n_paths = self->paths->len;

  for (guint i = 0; i < n_paths && !is_stopped (self); i += self->walk_folders ? BATCH : 1) {
    if (self->walk_folders)
      feed_some (self, i, MIN (n_paths - i, BATCH));
    else
      feed_path (g_ptr_array_index (self->paths, i), self);
  }
}

static gpointer
run_feed (gpointer data)
{
  MediaryCheckInFeed *self = data;
  gboolean            all_done;

  feed_all (self);
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
                           MediaryWalkDepth               depth,
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
  self->opener = mediary_check_in_pipeline_get_opener (pipeline);
  self->paths = g_ptr_array_ref (paths);
  self->walk_folders = walk_folders;
  self->depth = depth;
  self->target = mediary_check_in_target_ref (target);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->funcs = *funcs;
  self->user_data = user_data;
  self->batch = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);

  g_thread_unref (g_thread_new ("mediary-feed", run_feed, self));
}
