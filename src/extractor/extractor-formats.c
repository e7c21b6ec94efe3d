/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-formats.h"

#include "media-cover.h"
#include "media-image.h"
#include "media-jpeg.h"
#include "media-png.h"
#include "media-stream.h"
#include "media-svg.h"
#include "media-tiff.h"
#include "media-video.h"
#include "media-webp.h"
#include "media-xpm.h"

#include <gio/gio.h>
#include <string.h>

/* The first that fits reads the file. */
static const ExtractorFormat formats[] = {
  { "image/jpeg", media_jpeg_read, media_image_draw },
  { "image/png", media_png_read, media_png_draw },
  { "image/svg+xml", media_svg_read, media_image_draw },
  { "image/webp", media_webp_read, media_webp_draw },
  { "image/x-dcraw", media_raw_read, NULL },
  { "image/tiff", media_tiff_read, media_image_draw },
  { "image/x-xpixmap", media_xpm_read, media_xpm_draw },
  { "image/x-xbitmap", media_xbm_read, NULL },
  { "image/", media_image_read, media_image_draw },
  { "audio/", media_stream_read, media_cover_draw },
  { "video/", media_stream_read, media_video_draw },
  { "application/", media_stream_read, media_video_draw }, /* Ogg, MXF, RealMedia and such */
};

static gboolean
fits (const ExtractorFormat *format, const char *content_type)
{
  if (g_str_has_suffix (format->content_type, "/"))
    return g_str_has_prefix (content_type, format->content_type);

  return strcmp (content_type, format->content_type) == 0 || g_content_type_is_a (content_type, format->content_type);
}

static const ExtractorFormat *
search (const char *content_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (fits (&formats[i], content_type))
      return &formats[i];

  return NULL;
}

/* Who knows about @content_type, or NULL. Asking the MIME database costs more than reading a header, so the last answer
 * is kept: files of a folder are mostly of one type. */
const ExtractorFormat *
extractor_formats_find (const char *content_type)
{
  static char                  *last_type;
  static const ExtractorFormat *last_format;

  if (last_type == NULL || strcmp (last_type, content_type) != 0) {
    g_free (last_type);
    last_type = g_strdup (content_type);
    last_format = search (content_type);
  }

  return last_format;
}

/* Who does what is asked with a file of @content_type, or NULL. */
ExtractorReader
extractor_formats_choose (const char *content_type, MediaryExtractionKind kind)
{
  const ExtractorFormat *format = extractor_formats_find (content_type);

  if (kind == MEDIARY_EXTRACTION_DRAW_CACHED)
    return media_image_draw_cached;
  if (format == NULL)
    return NULL;

  return kind == MEDIARY_EXTRACTION_READ ? format->read : format->draw;
}
