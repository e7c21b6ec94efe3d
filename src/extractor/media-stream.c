/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-stream.h"

#include "media-mpeg-audio.h"
#include "media-stream-pool.h"
#include "media-stream-source.h"
#include "media-stream-watch.h"
#include "mediary-metadata.h"

#include <gst/pbutils/pbutils.h>
#include <string.h>

/*
 * Sound and video, through GstDiscoverer.
 *
 * No decoder runs. What a file says of itself is known once its streams are parsed, and where GStreamer would go on to
 * decode them we tell it to stop: same answers, a ninth of the work, and none of the code that crashes most
 * (TRUST.md, section 1).
 */

#define TIMEOUT (2 * GST_SECOND) /* then the parent has time for a second try */

/* The answer of a signal of uridecodebin whose type is not in a header (GstAutoplugSelectResult). */
typedef enum {
  AUTOPLUG_TRY,
  AUTOPLUG_EXPOSE,
  AUTOPLUG_SKIP,
} AutoplugSelect;

/* TRUE if it would fetch what a playlist names, which nobody here can: all it does is wait. */
static gboolean
is_fetcher (GstElementFactory *factory)
{
  const char *kind = gst_element_factory_get_metadata (factory, GST_ELEMENT_METADATA_KLASS);

  return kind != NULL && strstr (kind, "Adaptive") != NULL;
}

static AutoplugSelect
on_autoplug_select (GstElement *decodebin, GstPad *pad, GstCaps *caps, GstElementFactory *factory, gpointer user_data)
{
  gboolean is_decoder = gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DECODER);

  return is_decoder || is_fetcher (factory) ? AUTOPLUG_EXPOSE : AUTOPLUG_TRY;
}

static gboolean
is_true (const GstStructure *structure, const char *field)
{
  gboolean value = FALSE;

  return gst_structure_get_boolean (structure, field, &value) && value;
}

/* TRUE if no plugin that is installed could do more with this. */
static gboolean
is_end_of_the_road (GstCaps *caps)
{
  static gsize  once;
  static GList *factories;
  GList        *willing;
  gboolean      nobody;

  if (g_once_init_enter (&once)) { /* streaming threads may come here together */
    factories = gst_element_factory_list_get_elements (GST_ELEMENT_FACTORY_TYPE_DECODABLE, GST_RANK_MARGINAL);
    g_once_init_leave (&once, 1);
  }

  willing = gst_element_factory_list_filter (factories, caps, GST_PAD_SINK, FALSE);
  nobody = willing == NULL;
  gst_plugin_feature_list_free (willing);

  return nobody;
}

/* FALSE where nothing need come after: the stream is parsed, or its container has said what it is, and whoever could say
 * it better, or decode it, is not installed. */
static gboolean
on_autoplug_continue (GstElement *decodebin, GstPad *pad, GstCaps *caps, gpointer user_data)
{
  const GstStructure *structure = gst_caps_get_structure (caps, 0);
  gboolean            is_said = gst_structure_has_field (structure, "width") || gst_structure_has_field (structure, "rate");

  if (is_true (structure, "parsed") || is_true (structure, "framed"))
    return FALSE;

  return !(is_said && is_end_of_the_road (caps));
}

/* A streaming thread or ours. Answers how long the file is, where we know better than who is asked. */
static GstPadProbeReturn
on_query (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  const double *seconds = user_data;
  GstQuery     *query = GST_PAD_PROBE_INFO_QUERY (info);
  GstFormat     format;

  if (GST_QUERY_TYPE (query) != GST_QUERY_DURATION)
    return GST_PAD_PROBE_OK;

  gst_query_parse_duration (query, &format, NULL);
  if (format != GST_FORMAT_TIME)
    return GST_PAD_PROBE_OK;

  gst_query_set_duration (query, format, (gint64) (*seconds * GST_SECOND));
  return GST_PAD_PROBE_HANDLED;
}

/* A streaming thread. */
static void
on_pad_added (GstElement *decodebin, GstPad *pad, gpointer user_data)
{
  double seconds = media_mpeg_audio_estimate (user_data);

  if (seconds > 0)
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_QUERY_UPSTREAM, on_query, g_memdup2 (&seconds, sizeof seconds), g_free);
}

static gboolean
is_mpeg_audio (const ExtractorRequest *request)
{
  return g_str_equal (request->content_type, "audio/mpeg") || g_str_equal (request->content_type, "audio/mp2");
}

/* A file on its way through the discoverer. */
typedef struct {
  const ExtractorRequest *request;
  MediaStreamWatch       *watch;
} Discovery;

/* Our thread. The source's parent is the uridecodebin, which GstDiscoverer does not show, and its parent the pipeline. */
static void
on_source_setup (GstDiscoverer *discoverer, GstElement *source, gpointer user_data)
{
  Discovery *discovery = user_data;
  g_autoptr (GstObject) decodebin = gst_object_get_parent (GST_OBJECT (source));
  g_autoptr (GstObject) pipeline = decodebin != NULL ? gst_object_get_parent (decodebin) : NULL;

  media_stream_source_set_up (source, discovery->request);
  if (decodebin == NULL || g_signal_lookup ("autoplug-select", G_OBJECT_TYPE (decodebin)) == 0)
    return;

  if (pipeline != NULL) {
    media_stream_pool_serve (GST_ELEMENT (pipeline));
    media_stream_watch_set_pipeline (discovery->watch, GST_ELEMENT (pipeline));
  }
  g_signal_connect (decodebin, "autoplug-select", G_CALLBACK (on_autoplug_select), NULL);
  g_signal_connect (decodebin, "autoplug-continue", G_CALLBACK (on_autoplug_continue), NULL);
  if (is_mpeg_audio (discovery->request))
    g_signal_connect (decodebin, "pad-added", G_CALLBACK (on_pad_added), (gpointer) discovery->request);
}

static void
add_codec (GstDiscovererStreamInfo *stream, const char *field, ExtractorAnswer *answer)
{
  g_autoptr (GstCaps) caps = gst_discoverer_stream_info_get_caps (stream);
  g_autofree char *name = NULL;

  if (caps != NULL && gst_caps_is_fixed (caps))
    name = gst_pb_utils_get_codec_description (caps);
  extractor_answer_add_text (answer, field, name);
}

static void
add_video (GstDiscovererStreamInfo *stream, ExtractorAnswer *answer)
{
  GstDiscovererVideoInfo *video = GST_DISCOVERER_VIDEO_INFO (stream);
  guint                   numerator = gst_discoverer_video_info_get_framerate_num (video);
  guint                   denominator = gst_discoverer_video_info_get_framerate_denom (video);

  extractor_answer_add_dimensions (answer, gst_discoverer_video_info_get_width (video),
                                   gst_discoverer_video_info_get_height (video), 1);
  if (denominator > 0)
    extractor_answer_add_number (answer, MEDIARY_METADATA_FRAME_RATE, (double) numerator / denominator);
  add_codec (stream, MEDIARY_METADATA_VIDEO_CODEC, answer);
}

/* An MP4 names two channels whatever there are; what the AAC itself says is true. */
static guint
get_channels (GstDiscovererStreamInfo *stream)
{
  g_autoptr (GstCaps) caps = gst_discoverer_stream_info_get_caps (stream);
  const GstStructure *structure = caps != NULL ? gst_caps_get_structure (caps, 0) : NULL;
  guint               channels = 0;
  GstMapInfo          map;
  GstBuffer          *config;

  if (structure != NULL && gst_structure_has_name (structure, "audio/mpeg") &&
      gst_structure_get (structure, "codec_data", GST_TYPE_BUFFER, &config, NULL)) {
    if (gst_buffer_map (config, &map, GST_MAP_READ)) {
      channels = gst_codec_utils_aac_get_channels (map.data, (guint) map.size);
      gst_buffer_unmap (config, &map);
    }
    gst_buffer_unref (config);
  }

  return channels > 0 ? channels : gst_discoverer_audio_info_get_channels (GST_DISCOVERER_AUDIO_INFO (stream));
}

static void
add_audio (GstDiscovererStreamInfo *stream, ExtractorAnswer *answer)
{
  GstDiscovererAudioInfo *audio = GST_DISCOVERER_AUDIO_INFO (stream);

  extractor_answer_add_integer (answer, MEDIARY_METADATA_CHANNELS, get_channels (stream), 1024);
  extractor_answer_add_integer (answer, MEDIARY_METADATA_SAMPLE_RATE, gst_discoverer_audio_info_get_sample_rate (audio),
                                G_MAXINT);
  add_codec (stream, MEDIARY_METADATA_AUDIO_CODEC, answer);
}

/* The first video that is no cover picture. */
static GstDiscovererStreamInfo *
find_video (GList *streams)
{
  for (GList *l = streams; l != NULL; l = l->next)
    if (!gst_discoverer_video_info_is_image (l->data))
      return l->data;

  return NULL;
}

static void
add_streams (GstDiscovererInfo *info, ExtractorAnswer *answer)
{
  GList                   *videos = gst_discoverer_info_get_video_streams (info);
  GList                   *audios = gst_discoverer_info_get_audio_streams (info);
  GstDiscovererStreamInfo *video = find_video (videos);

  if (video != NULL)
    add_video (video, answer);
  if (audios != NULL)
    add_audio (audios->data, answer);
  if (video == NULL && audios == NULL && answer->note == NULL)
    answer->note = MEDIARY_NOTE_DAMAGED;

  gst_discoverer_stream_info_list_free (videos);
  gst_discoverer_stream_info_list_free (audios);
}

/* Bits a second of the whole file: what its streams claim need not be true, nor be there. */
static void
add_duration (GstDiscovererInfo *info, const ExtractorRequest *request, ExtractorAnswer *answer)
{
  GstClockTime duration = gst_discoverer_info_get_duration (info);
  double       seconds = GST_CLOCK_TIME_IS_VALID (duration) ? (double) duration / GST_SECOND : 0;

  if (seconds <= 0 || seconds > 1e9)
    return;

  extractor_answer_add_number (answer, MEDIARY_METADATA_DURATION, seconds);
  extractor_answer_add_integer (answer, MEDIARY_METADATA_BIT_RATE, (gint64) ((double) request->size * 8 / seconds + 0.5),
                                G_GINT64_CONSTANT (1000000000000));
}

static void
add_tag (const GstTagList *tags, const char *tag, const char *field, ExtractorAnswer *answer)
{
  const char *text = NULL;

  if (gst_tag_list_peek_string_index (tags, tag, 0, &text))
    extractor_answer_add_text (answer, field, text);
}

/* Only a whole date with its time: "2003" on a record is when it was published. */
static void
add_date (const GstTagList *tags, ExtractorAnswer *answer)
{
  g_autoptr (GstDateTime) date = NULL;
  g_autofree char *text = NULL;

  if (gst_tag_list_get_date_time_index (tags, GST_TAG_DATE_TIME, 0, &date) && gst_date_time_has_second (date))
    text = gst_date_time_to_iso8601_string (date);
  extractor_answer_add_text (answer, MEDIARY_METADATA_DATE_TAKEN, text);
}

static void
insert_tags (GstTagList *merged, const GstTagList *tags)
{
  if (tags != NULL)
    gst_tag_list_insert (merged, tags, GST_TAG_MERGE_KEEP);
}

/* All tags of the file and its streams in one list; the file's own go first. */
static GstTagList *
merge_tags (GstDiscovererInfo *info)
{
  g_autoptr (GstDiscovererStreamInfo) top = gst_discoverer_info_get_stream_info (info);
  GstTagList *merged = gst_tag_list_new_empty ();
  GList      *streams = gst_discoverer_info_get_stream_list (info);

  if (GST_IS_DISCOVERER_CONTAINER_INFO (top))
    insert_tags (merged, gst_discoverer_container_info_get_tags (GST_DISCOVERER_CONTAINER_INFO (top)));
  for (GList *l = streams; l != NULL; l = l->next)
    insert_tags (merged, gst_discoverer_stream_info_get_tags (l->data));

  gst_discoverer_stream_info_list_free (streams);
  return merged;
}

static void
add_tags (GstDiscovererInfo *info, ExtractorAnswer *answer)
{
  g_autoptr (GstTagList) tags = merge_tags (info);

  add_tag (tags, GST_TAG_TITLE, MEDIARY_METADATA_TITLE, answer);
  add_tag (tags, GST_TAG_ARTIST, MEDIARY_METADATA_ARTIST, answer);
  add_tag (tags, GST_TAG_ALBUM, MEDIARY_METADATA_ALBUM, answer);
  add_date (tags, answer);
}

/* GStreamer takes an MP4 for the QuickTime file it descends from, and one with sound alone for its sound. */
static gboolean
is_mp4 (GstDiscovererStreamInfo *container)
{
  g_autoptr (GstCaps) caps = gst_discoverer_stream_info_get_caps (container);
  const GstStructure *structure = caps != NULL ? gst_caps_get_structure (caps, 0) : NULL;

  return structure != NULL && (gst_structure_has_name (structure, "audio/x-m4a") || g_strcmp0 (gst_structure_get_string (structure, "variant"), "iso") == 0);
}

static void
add_container (GstDiscovererInfo *info, ExtractorAnswer *answer)
{
  g_autoptr (GstDiscovererStreamInfo) stream = gst_discoverer_info_get_stream_info (info);

  if (!GST_IS_DISCOVERER_CONTAINER_INFO (stream))
    return;
  if (is_mp4 (stream))
    extractor_answer_add_text (answer, MEDIARY_METADATA_CONTAINER, "MPEG-4");
  else
    add_codec (stream, MEDIARY_METADATA_CONTAINER, answer);
}

static const char *
get_note (GstDiscovererResult result)
{
  switch (result) {
  case GST_DISCOVERER_OK:
    return NULL;
  case GST_DISCOVERER_TIMEOUT:
    return MEDIARY_NOTE_TIMED_OUT;
  case GST_DISCOVERER_MISSING_PLUGINS:
    return MEDIARY_NOTE_NO_DECODER;
  case GST_DISCOVERER_URI_INVALID:
  case GST_DISCOVERER_ERROR:
  case GST_DISCOVERER_BUSY:
  default:
    return MEDIARY_NOTE_DAMAGED;
  }
}

static GstDiscovererInfo *
discover (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (MediaStreamWatch) watch = media_stream_watch_new (); /* goes after the discoverer */
  g_autoptr (GstDiscoverer) discoverer = gst_discoverer_new (TIMEOUT, NULL);
  Discovery          discovery = { request, watch };
  GstDiscovererInfo *info;

  if (discoverer == NULL) {
    answer->note = MEDIARY_NOTE_NO_DECODER;
    return NULL;
  }

  g_signal_connect (discoverer, "source-setup", G_CALLBACK (on_source_setup), &discovery);
  info = gst_discoverer_discover_uri (discoverer, MEDIA_STREAM_SOURCE_URI, NULL);
  answer->note = info != NULL ? get_note (gst_discoverer_info_get_result (info)) : MEDIARY_NOTE_DAMAGED;

  return info;
}

/* Adds what can be known of a sound or a video without decoding it. */
void
media_stream_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GstDiscovererInfo) info = discover (request, answer);

  if (info == NULL || (answer->note != NULL && gst_discoverer_info_get_stream_info (info) == NULL))
    return;

  add_container (info, answer);
  add_duration (info, request, answer);
  add_streams (info, answer);
  add_tags (info, answer);
}

/* What is written in a sound or a video about it, without decoding it; NULL where it cannot be read. */
GstTagList *
media_stream_read_tags (const ExtractorRequest *request)
{
  ExtractorAnswer aside;
  g_autoptr (GstDiscovererInfo) info = NULL;

  extractor_answer_init (&aside);
  info = discover (request, &aside);
  extractor_answer_clear (&aside);

  return info != NULL ? merge_tags (info) : NULL;
}
