/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-video-frame.h"

#include <gst/video/video.h>

/* A decoded frame of a video, made into a small picture. */

#define MOST_PIXELS ((gint64) 8192 * 8192) /* of 1.5 bytes each, a few at a time */
#define MOST_ASPECT 64                     /* of pixels, and of what is shown */

/* TRUE if there can be room for frames of this size. */
gboolean
media_video_frame_may_be (int width, int height)
{
  return width > 0 && height > 0 && (gint64) width * height <= MOST_PIXELS;
}

static double
get_pixel_aspect (const GstVideoInfo *info)
{
  double aspect = info->par_n > 0 && info->par_d > 0 ? (double) info->par_n / info->par_d : 1;

  return CLAMP (aspect, 1.0 / MOST_ASPECT, MOST_ASPECT);
}

/* The size at which it is shown, with square pixels, made to fit into a square of @side. It does not grow. */
static void
fit (const GstVideoInfo *info, int side, int *width, int *height)
{
  double aspect = get_pixel_aspect (info);
  double shown_width = aspect > 1 ? info->width * aspect : info->width;
  double shown_height = aspect > 1 ? info->height : info->height / aspect;
  double scale = MIN (1, MIN (side / shown_width, side / shown_height));

  *width = CLAMP ((int) (shown_width * scale + 0.5), 1, side);
  *height = CLAMP ((int) (shown_height * scale + 0.5), 1, side);
}

/* The layout of @pixbuf’s own memory. */
static void
describe (GdkPixbuf *pixbuf, GstVideoInfo *info)
{
  gst_video_info_set_format (info, GST_VIDEO_FORMAT_RGB, (guint) gdk_pixbuf_get_width (pixbuf), (guint) gdk_pixbuf_get_height (pixbuf));
  info->stride[0] = gdk_pixbuf_get_rowstride (pixbuf);
  info->size = (gsize) info->stride[0] * (gsize) info->height;
}

/* Scales the frame and gives it its colours, in one go. */
static gboolean
convert (GstVideoInfo *from, GstBuffer *buffer, GstVideoInfo *to, GdkPixbuf *pixbuf)
{
  GstBuffer         *room = gst_buffer_new_wrapped_full (0, gdk_pixbuf_get_pixels (pixbuf), to->size, 0, to->size, NULL, NULL);
  GstVideoConverter *converter = gst_video_converter_new (from, to, NULL);
  GstVideoFrame      source, target;
  gboolean           mapped = FALSE;

  if (converter != NULL && gst_video_frame_map (&source, from, buffer, GST_MAP_READ)) {
    mapped = gst_video_frame_map (&target, to, room, GST_MAP_WRITE);
    if (mapped) {
      gst_video_converter_frame (converter, &source, &target);
      gst_video_frame_unmap (&target);
    }
    gst_video_frame_unmap (&source);
  }

  g_clear_pointer (&converter, gst_video_converter_free);
  gst_buffer_unref (room);

  return mapped;
}

/* What a decoder says of its frames need not be what it gives. */
static gboolean
read_info (GstSample *sample, GstVideoInfo *info)
{
  GstCaps *caps = gst_sample_get_caps (sample);

  return caps != NULL && gst_sample_get_buffer (sample) != NULL && gst_video_info_from_caps (info, caps) &&
    media_video_frame_may_be (info->width, info->height);
}

/* The frame as it is shown, at most @side pixels either way; NULL: nothing can be made of it. */
GdkPixbuf *
media_video_frame_shrink (GstSample *sample, int side)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GstVideoInfo from, to;
  int          width, height;

  if (!read_info (sample, &from))
    return NULL;

  fit (&from, side, &width, &height);
  pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  if (pixbuf == NULL)
    return NULL;

  describe (pixbuf, &to);
  from.interlace_mode = to.interlace_mode = GST_VIDEO_INTERLACE_MODE_PROGRESSIVE; /* lines are mixed as it shrinks */
  to.fps_n = from.fps_n;
  to.fps_d = from.fps_d;

  return convert (&from, gst_sample_get_buffer (sample), &to, pixbuf) ? g_steal_pointer (&pixbuf) : NULL;
}

static int
get_brightness (const guint8 *pixel)
{
  return (2 * pixel[0] + 5 * pixel[1] + pixel[2]) / 8;
}

/* How much there is to see: the variance of its brightness, nought where all is black, or of one color. */
double
media_video_frame_measure_contrast (GdkPixbuf *frame)
{
  const guint8 *row = gdk_pixbuf_read_pixels (frame);
  int           width = gdk_pixbuf_get_width (frame);
  int           height = gdk_pixbuf_get_height (frame);
  double        sum = 0, squares = 0, mean;

  for (int y = 0; y < height; y++, row += gdk_pixbuf_get_rowstride (frame))
    for (int x = 0; x < width; x++) {
      int brightness = get_brightness (row + 3 * x);

      sum += brightness;
      squares += brightness * brightness;
    }

  mean = sum / width / height;
  return squares / width / height - mean * mean;
}
