/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-stream-source.h"

#include <gst/app/gstappsrc.h>

/* Gives GStreamer a bare descriptor to read from wherever it likes, as it would a file: seeking costs nothing. */
typedef struct {
  const ExtractorRequest *request;
  gint64                  offset;
} Source;

#define LEAST_TO_READ 4096

/* A streaming thread. */
static void
on_need_data (GstAppSrc *appsrc, guint length, gpointer user_data)
{
  Source    *source = user_data;
  gsize      wanted = length == G_MAXUINT ? LEAST_TO_READ : length;
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, MIN (wanted, (gsize) MAX (0, source->request->size - source->offset)), NULL);
  GstMapInfo map;
  gssize     n_read = 0;

  if (buffer != NULL && gst_buffer_map (buffer, &map, GST_MAP_WRITE)) {
    n_read = extractor_request_read (source->request, source->offset, map.data, map.size);
    gst_buffer_unmap (buffer, &map);
  }

  if (n_read <= 0) {
    gst_clear_buffer (&buffer);
    gst_app_src_end_of_stream (appsrc);
    return;
  }

  gst_buffer_set_size (buffer, n_read);
  GST_BUFFER_OFFSET (buffer) = (guint64) source->offset;
  GST_BUFFER_OFFSET_END (buffer) = (guint64) (source->offset + n_read);
  source->offset += n_read;
  gst_app_src_push_buffer (appsrc, buffer);
}

/* A streaming thread. */
static gboolean
on_seek_data (GstAppSrc *appsrc, guint64 offset, gpointer user_data)
{
  Source *source = user_data;

  source->offset = (gint64) MIN (offset, (guint64) G_MAXINT64);

  return TRUE;
}

/* Makes @source, an appsrc, read the file of @request, which must outlive it. */
void
media_stream_source_set_up (GstElement *source, const ExtractorRequest *request)
{
  GstAppSrcCallbacks callbacks = { .need_data = on_need_data, .seek_data = on_seek_data };
  Source            *state = g_new0 (Source, 1);

  state->request = request;
  g_object_set (source, "stream-type", GST_APP_STREAM_TYPE_RANDOM_ACCESS, "size", request->size,
                "format", GST_FORMAT_BYTES, NULL);
  gst_app_src_set_callbacks (GST_APP_SRC (source), &callbacks, state, g_free);
}
