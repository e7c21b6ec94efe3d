/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-cover.h"

#include "media-image.h"
#include "media-picture.h"
#include "media-stream.h"
#include "mediary-metadata.h"

#include <gst/tag/tag.h>

/* The cover of a record, which travels in the file of its sound. */

#define MOST_COVERS 16 /* that are looked at, for the front one */

static gboolean
is_front (GstSample *sample)
{
  const GstStructure *info = gst_sample_get_info (sample);
  int                 type = GST_TAG_IMAGE_TYPE_NONE;

  return info != NULL && gst_structure_get_enum (info, "image-type", GST_TYPE_TAG_IMAGE_TYPE, &type) &&
    type == GST_TAG_IMAGE_TYPE_FRONT_COVER;
}

/* The front of it, or else the first picture there is. */
static GstSample *
find_cover (const GstTagList *tags)
{
  GstSample *cover = NULL;
  GstSample *sample;

  for (guint i = 0; i < MOST_COVERS && gst_tag_list_get_sample_index (tags, GST_TAG_IMAGE, i, &sample); i++) {
    if (cover == NULL || (is_front (sample) && !is_front (cover)))
      gst_mini_object_replace ((GstMiniObject **) &cover, GST_MINI_OBJECT (sample));
    gst_sample_unref (sample);
  }

  if (cover == NULL)
    gst_tag_list_get_sample (tags, GST_TAG_PREVIEW_IMAGE, &cover);

  return cover;
}

/* The picture’s own content type; NULL where it is but an address of one. */
static const char *
get_content_type (GstSample *sample)
{
  GstCaps    *caps = gst_sample_get_caps (sample);
  const char *name = caps != NULL && gst_caps_get_size (caps) > 0 ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";

  return g_str_has_prefix (name, "image/") ? name : NULL;
}

static void
draw (GstSample *sample, const ExtractorRequest *request, ExtractorAnswer *answer)
{
  GstBuffer       *buffer = gst_sample_get_buffer (sample);
  ExtractorRequest inner = { .descriptor = -1, .side = request->side, .content_type = get_content_type (sample) };
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GstMapInfo map;

  if (inner.content_type == NULL || buffer == NULL || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;

  inner.bytes = map.data;
  inner.size = (gint64) map.size;
  pixbuf = media_image_load (&inner, answer);
  gst_buffer_unmap (buffer, &map);

  if (pixbuf != NULL)
    media_picture_add (pixbuf, request, answer);
}

/* Draws the cover of a sound small. One that has none has no picture, and there is no fault in that. */
void
media_cover_draw (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GstTagList) tags = gst_is_initialized () ? media_stream_read_tags (request) : NULL;
  GstSample *cover = tags != NULL ? find_cover (tags) : NULL;

  answer->note = MEDIARY_NOTE_NO_DECODER;
  if (cover == NULL)
    return;

  answer->note = NULL;
  draw (cover, request, answer);
  gst_sample_unref (cover);
}
