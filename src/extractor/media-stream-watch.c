/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-stream-watch.h"

/**
 * MediaStreamWatch:
 *
 * Sees to it that a demuxer's failure is heard.
 *
 * While decodebin connects an element it keeps that element's errors to itself, and forgets them when the connection
 * stands. A demuxer that fails that quickly, as many do on a file that is cut off, is then waited for in vain until the
 * discoverer's time is over. So we look: one that has stopped without having shown a stream has failed.
 */
struct _MediaStreamWatch {
  GThread *thread;

  GMutex      lock;
  GCond       changed;
  GstElement *pipeline; /* lock */
  GPtrArray  *demuxers; /* lock; of GstElement */
  gboolean    closing;  /* lock */
};

#define LOOK_AGAIN (20 * G_TIME_SPAN_MILLISECOND)
#define N_LOOKS    2 /* that must find the same: between two states one sees either */

/* Any thread. */
static void
on_element_added (GstBin *pipeline, GstBin *bin, GstElement *element, gpointer user_data)
{
  MediaStreamWatch  *self = user_data;
  GstElementFactory *factory = gst_element_get_factory (element);

  if (factory == NULL || !gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DEMUXER))
    return;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->demuxers, gst_object_ref (element));
  g_mutex_unlock (&self->lock);
}

static gboolean
has_stopped (GstElement *demuxer)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (demuxer, "sink");
  gboolean stopped = FALSE;

  if (pad == NULL)
    return FALSE;

  GST_OBJECT_LOCK (pad);
  if (GST_PAD_TASK (pad) != NULL)
    stopped = gst_task_get_state (GST_PAD_TASK (pad)) == GST_TASK_PAUSED;
  GST_OBJECT_UNLOCK (pad);

  return stopped;
}

static gboolean
has_failed (GstElement *demuxer)
{
  gboolean shows_nothing;

  GST_OBJECT_LOCK (demuxer);
  shows_nothing = demuxer->numsrcpads == 0;
  GST_OBJECT_UNLOCK (demuxer);

  return shows_nothing && has_stopped (demuxer);
}

static gboolean
any_has_failed (MediaStreamWatch *self)
{
  for (guint i = 0; i < self->demuxers->len; i++)
    if (has_failed (self->demuxers->pdata[i]))
      return TRUE;

  return FALSE;
}

static void
tell (GstElement *pipeline)
{
  g_autoptr (GError) error = g_error_new_literal (GST_STREAM_ERROR, GST_STREAM_ERROR_DEMUX, "There is no stream");

  gst_element_post_message (pipeline, gst_message_new_error (GST_OBJECT (pipeline), error, NULL));
}

static gpointer
watch (gpointer data)
{
  MediaStreamWatch *self = data;
  guint             n_looks = 0;

  g_mutex_lock (&self->lock);
  while (!self->closing && n_looks < N_LOOKS) {
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + LOOK_AGAIN);
    n_looks = any_has_failed (self) ? n_looks + 1 : 0;
  }
  if (!self->closing)
    tell (self->pipeline);
  g_mutex_unlock (&self->lock);

  return NULL;
}

MediaStreamWatch *
media_stream_watch_new (void)
{
  MediaStreamWatch *self = g_new0 (MediaStreamWatch, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->demuxers = g_ptr_array_new_with_free_func (gst_object_unref);

  return self;
}

/* When no stream of @self's pipeline runs any more. */
void
media_stream_watch_free (MediaStreamWatch *self)
{
  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);

  if (self->thread != NULL)
    g_thread_join (self->thread);
  if (self->pipeline != NULL)
    g_signal_handlers_disconnect_by_data (self->pipeline, self);

  g_ptr_array_unref (self->demuxers);
  gst_clear_object (&self->pipeline);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Before there is a demuxer in @pipeline. */
void
media_stream_watch_set_pipeline (MediaStreamWatch *self, GstElement *pipeline)
{
  g_return_if_fail (self->pipeline == NULL);

  self->pipeline = gst_object_ref (pipeline);
  g_signal_connect (pipeline, "deep-element-added", G_CALLBACK (on_element_added), self);
  self->thread = g_thread_new ("watch", watch, self);
}
