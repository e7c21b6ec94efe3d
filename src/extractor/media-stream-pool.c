/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-stream-pool.h"

/**
 * MediaStreamPool:
 *
 * Gives each task of a pipeline a thread of its own.
 *
 * GStreamer’s pool is made of GLib’s, and newer versions of GLib have one thread that starts all others of a pool. With
 * GStreamer 1.26 it is there as soon as GStreamer has been initialised, that is, before the child was forked; and the
 * child, which took along only the thread that forked it, would wait for it in vain.
 */
struct _MediaStreamPool {
  GstTaskPool parent_instance;
};

G_DEFINE_FINAL_TYPE (MediaStreamPool, media_stream_pool, GST_TYPE_TASK_POOL)

typedef struct {
  GstTaskPoolFunction run;
  gpointer            data;
} Task;

static gpointer
run_task (gpointer data)
{
  g_autofree Task *task = data;

  task->run (task->data);

  return NULL;
}

static void
media_stream_pool_prepare (GstTaskPool *pool, GError **error)
{
}

static void
media_stream_pool_cleanup (GstTaskPool *pool)
{
}

static gpointer
media_stream_pool_push (GstTaskPool *pool, GstTaskPoolFunction run, gpointer data, GError **error)
{
  Task    *task = g_new (Task, 1);
  GThread *thread;

  *task = (Task){ run, data };
  thread = g_thread_try_new ("task", run_task, task, error);
  if (thread == NULL)
    g_free (task);

  return thread;
}

static void
media_stream_pool_join (GstTaskPool *pool, gpointer id)
{
  g_thread_join (id);
}

static void
media_stream_pool_dispose_handle (GstTaskPool *pool, gpointer id)
{
  g_thread_unref (id);
}

static void
media_stream_pool_class_init (MediaStreamPoolClass *klass)
{
  GstTaskPoolClass *pool_class = GST_TASK_POOL_CLASS (klass);

  pool_class->prepare = media_stream_pool_prepare;
  pool_class->cleanup = media_stream_pool_cleanup;
  pool_class->push = media_stream_pool_push;
  pool_class->join = media_stream_pool_join;
  pool_class->dispose_handle = media_stream_pool_dispose_handle;
}

static void
media_stream_pool_init (MediaStreamPool *self)
{
}

/* Any thread: the one that is about to start a task. */
static void
on_stream_status (GstBus *bus, GstMessage *message, gpointer user_data)
{
  const GValue       *object = gst_message_get_stream_status_object (message);
  GstStreamStatusType type;
  g_autoptr (GstTaskPool) pool = NULL;

  gst_message_parse_stream_status (message, &type, NULL);
  if (type != GST_STREAM_STATUS_TYPE_CREATE || object == NULL || !G_VALUE_HOLDS (object, GST_TYPE_TASK))
    return;

  pool = gst_object_ref_sink (g_object_new (MEDIA_TYPE_STREAM_POOL, NULL));
  gst_task_set_pool (g_value_get_object (object), pool);
}

/* Before a task of @pipeline runs. */
void
media_stream_pool_serve (GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  if (bus == NULL)
    return;

  gst_bus_enable_sync_message_emission (bus);
  g_signal_connect (bus, "sync-message::stream-status", G_CALLBACK (on_stream_status), NULL);
}
