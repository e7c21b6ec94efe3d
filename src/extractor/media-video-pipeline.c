/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-video-pipeline.h"

#include "media-stream-pool.h"
#include "media-stream-source.h"
#include "media-stream-watch.h"
#include "media-video-frame.h"
#include "mediary-metadata.h"

#include <gst/app/gstappsink.h>
#include <string.h>

/**
 * MediaVideoPipeline:
 *
 * Decodes single frames of a video.
 *
 *   uridecodebin (of the file’s descriptor) ──► appsink, which holds one frame and waits
 *
 * It never plays: it stands at one place, and a seek takes it to another. So no more is decoded than the way from a key
 * frame to the first picture, and the sounds of the file are not decoded at all.
 */
struct _MediaVideoPipeline {
  const ExtractorRequest *request;
  gint64                  deadline; /* monotonic, microseconds */
  MediaStreamWatch       *watch;
  GstElement             *pipeline;
  GstElement             *sink;
  const char             *note; /* of what went wrong last, or NULL */
};

/* The answer of a signal of uridecodebin whose type is not in a header (GstAutoplugSelectResult). */
typedef enum {
  AUTOPLUG_TRY,
  AUTOPLUG_EXPOSE,
  AUTOPLUG_SKIP,
} AutoplugSelect;

/* What is of no use here: fetchers of what a playlist names, and decoders that live in a device, which is not there. */
static gboolean
is_out_of_reach (GstElementFactory *factory)
{
  const char *kind = gst_element_factory_get_metadata (factory, GST_ELEMENT_METADATA_KLASS);

  return kind != NULL && (strstr (kind, "Adaptive") != NULL || strstr (kind, "Hardware") != NULL);
}

/* What a container says of its pictures’ size, before a decoder makes room for them. */
static gboolean
is_too_large (GstCaps *caps)
{
  const GstStructure *structure = gst_caps_get_structure (caps, 0);
  int                 width = 0, height = 0;

  gst_structure_get_int (structure, "width", &width);
  gst_structure_get_int (structure, "height", &height);

  return !media_video_frame_may_be (MAX (width, 1), MAX (height, 1));
}

/* A streaming thread. */
static AutoplugSelect
on_autoplug_select (GstElement *decodebin, GstPad *pad, GstCaps *caps, GstElementFactory *factory, gpointer user_data)
{
  gboolean is_decoder = gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DECODER);

  return is_out_of_reach (factory) || (is_decoder && is_too_large (caps)) ? AUTOPLUG_SKIP : AUTOPLUG_TRY;
}

/* A streaming thread. With a thread for each core a decoder would also have as many frames in memory, and need as many
 * before it gives the first. */
static void
on_element_added (GstBin *pipeline, GstBin *bin, GstElement *element, gpointer user_data)
{
  static const char *const names[] = { "max-threads", "threads", "n-threads" };
  GstElementFactory       *factory = gst_element_get_factory (element);

  if (factory == NULL || !gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DECODER))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (element), names[i]) != NULL)
      gst_util_set_object_arg (G_OBJECT (element), names[i], "1");
}

/* A streaming thread. The first video there is; no other finds a place. */
static void
on_pad_added (GstElement *decodebin, GstPad *pad, gpointer user_data)
{
  MediaVideoPipeline *self = user_data;
  g_autoptr (GstPad) sink = gst_element_get_static_pad (self->sink, "sink");

  if (!gst_pad_is_linked (sink))
    gst_pad_link (pad, sink);
}

/* A streaming thread. Nobody else would tell: the sink would wait for ever. */
static void
on_no_more_pads (GstElement *decodebin, gpointer user_data)
{
  MediaVideoPipeline *self = user_data;
  g_autoptr (GstPad) sink = gst_element_get_static_pad (self->sink, "sink");
  g_autoptr (GError) error = NULL;

  if (gst_pad_is_linked (sink))
    return;

  error = g_error_new_literal (GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND, "There is no video");
  gst_element_post_message (self->pipeline, gst_message_new_error (GST_OBJECT (self->pipeline), error, NULL));
}

static void
on_source_setup (GstElement *decodebin, GstElement *source, gpointer user_data)
{
  MediaVideoPipeline *self = user_data;

  media_stream_source_set_up (source, self->request);
}

static const char *
get_note_for (GstMessage *message)
{
  g_autoptr (GError) error = NULL;

  gst_message_parse_error (message, &error, NULL);

  return g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND) ||
      g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN)
    ? MEDIARY_NOTE_NO_DECODER
    : MEDIARY_NOTE_DAMAGED;
}

/* The frame at which the pipeline has come to stand, or NULL: there is none, or it does not come in time. */
static GstSample *
wait_for_frame (MediaVideoPipeline *self)
{
  gint64 left = MAX (self->deadline - g_get_monotonic_time (), 0);
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, (GstClockTime) left * GST_USECOND, GST_MESSAGE_ERROR | GST_MESSAGE_ASYNC_DONE);
  GstSample *sample = NULL;

  if (message == NULL) {
    self->note = MEDIARY_NOTE_TIMED_OUT;
  } else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR) {
    self->note = get_note_for (message);
  } else {
    sample = gst_app_sink_try_pull_preroll (GST_APP_SINK (self->sink), 0);
    self->note = sample != NULL ? NULL : MEDIARY_NOTE_DAMAGED;
  }

  return sample;
}

static GstElement *
make_decoder (MediaVideoPipeline *self)
{
  GstElement *decoder = gst_element_factory_make ("uridecodebin", NULL);
  g_autoptr (GstCaps) raw = gst_caps_from_string ("video/x-raw(ANY)"); /* what a decoder might give, as it says beforehand */

  if (decoder == NULL)
    return NULL;

  g_object_set (decoder, "uri", MEDIA_STREAM_SOURCE_URI, "caps", raw, "expose-all-streams", FALSE, NULL);
  g_signal_connect (decoder, "source-setup", G_CALLBACK (on_source_setup), self);
  g_signal_connect (decoder, "autoplug-select", G_CALLBACK (on_autoplug_select), NULL);
  g_signal_connect (decoder, "pad-added", G_CALLBACK (on_pad_added), self);
  g_signal_connect (decoder, "no-more-pads", G_CALLBACK (on_no_more_pads), self);

  return decoder;
}

static GstElement *
make_sink (void)
{
  GstElement *sink = gst_element_factory_make ("appsink", NULL);
  g_autoptr (GstCaps) raw = gst_caps_new_empty_simple ("video/x-raw");

  if (sink != NULL)
    g_object_set (sink, "caps", raw, "sync", FALSE, "max-buffers", 1, "enable-last-sample", FALSE, NULL);

  return sink;
}

/* What was waited for after @deadline, a monotonic time, does not come. @request must outlive the pipeline. Returns NULL
 * where GStreamer lacks what it takes. */
MediaVideoPipeline *
media_video_pipeline_new (const ExtractorRequest *request, gint64 deadline)
{
  MediaVideoPipeline *self = g_new0 (MediaVideoPipeline, 1);
  GstElement         *decoder = make_decoder (self);

  self->request = request;
  self->deadline = deadline;
  self->watch = media_stream_watch_new ();
  self->sink = make_sink ();
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));

  if (decoder != NULL)
    gst_bin_add (GST_BIN (self->pipeline), decoder);
  if (self->sink != NULL)
    gst_bin_add (GST_BIN (self->pipeline), self->sink);
  if (decoder == NULL || self->sink == NULL) {
    media_video_pipeline_free (self);
    return NULL;
  }

  media_stream_pool_serve (self->pipeline);
  media_stream_watch_set_pipeline (self->watch, self->pipeline);
  g_signal_connect (self->pipeline, "deep-element-added", G_CALLBACK (on_element_added), NULL);

  return self;
}

void
media_video_pipeline_free (MediaVideoPipeline *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  media_stream_watch_free (self->watch);
  gst_object_unref (self->pipeline);
  g_free (self);
}

/* To be taken once, before any other. */
GstSample *
media_video_pipeline_take_first (MediaVideoPipeline *self)
{
  if (gst_element_set_state (self->pipeline, GST_STATE_PAUSED) == GST_STATE_CHANGE_FAILURE) {
    self->note = MEDIARY_NOTE_DAMAGED;
    return NULL;
  }

  return wait_for_frame (self);
}

/* The key frame before the place that lies so far into the video, from 0 to 1. NULL: that is not known, or not found. */
GstSample *
media_video_pipeline_take_at (MediaVideoPipeline *self, double share)
{
  gint64 duration = 0;

  if (!gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration) || duration <= 0)
    return NULL;
  if (!gst_element_seek_simple (self->pipeline, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_KEY_UNIT,
                                (gint64) ((double) duration * share)))
    return NULL;

  return wait_for_frame (self);
}

/* A MEDIARY_NOTE_ string that says why there was no frame. */
const char *
media_video_pipeline_get_note (MediaVideoPipeline *self)
{
  return self->note;
}

static int
parse_orientation (const char *text)
{
  static const char *const names[] = { "rotate-0", "flip-rotate-0", "rotate-180", "flip-rotate-180",
                                       "flip-rotate-270", "rotate-90", "flip-rotate-90", "rotate-270" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], text) == 0)
      return (int) i + 1;

  return 1;
}

/* How the last frame is to be turned: EXIF’s numbers, 1 where it is upright. */
int
media_video_pipeline_get_orientation (MediaVideoPipeline *self)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (self->sink, "sink");
  int       orientation = 1;
  GstEvent *event;

  for (guint i = 0; (event = gst_pad_get_sticky_event (pad, GST_EVENT_TAG, i)) != NULL; i++) {
    GstTagList *tags = NULL;
    const char *text = NULL;

    gst_event_parse_tag (event, &tags);
    if (tags != NULL && gst_tag_list_peek_string_index (tags, GST_TAG_IMAGE_ORIENTATION, 0, &text))
      orientation = parse_orientation (text);
    gst_event_unref (event);
  }

  return orientation;
}
