/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-webp.h"

#include "extractor-window.h"
#include "media-exif.h"
#include "media-image.h"

#include <string.h>

/* EXIF of a WebP stands behind the picture; only the extended form of the format can have it. The rest is gdk-pixbuf's. */

#define RIFF_HEAD   12
#define CHUNK_HEAD  8
#define EXIF_FLAG   0x08
#define MOST_CHUNKS 2000 /* an animation has one for each frame */

static int
read_exif (ExtractorWindow *window, ExtractorAnswer *answer)
{
  gint64 offset = RIFF_HEAD;

  for (guint i = 0; i < MOST_CHUNKS; i++) {
    const guint8 *head = extractor_window_look (window, offset, CHUNK_HEAD);
    guint32       length = head != NULL ? extractor_get_little (head + 4, 4) : 0;

    if (head == NULL)
      break;

    if (memcmp (head, "EXIF", 4) == 0 && length <= MEDIA_EXIF_MOST) {
      g_autofree guint8 *exif = extractor_window_dup (window, offset + CHUNK_HEAD, length);

      return exif != NULL ? media_exif_read_bare (exif, length, answer) : 1;
    }

    offset += CHUNK_HEAD + (gint64) length + length % 2;
  }

  return 1;
}

static int
read_orientation (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  ExtractorWindow window;
  const guint8   *head;

  extractor_window_init (&window, request);
  head = extractor_window_look (&window, 0, RIFF_HEAD + CHUNK_HEAD + 1);
  if (head == NULL || memcmp (head + RIFF_HEAD, "VP8X", 4) != 0 || (head[RIFF_HEAD + CHUNK_HEAD] & EXIF_FLAG) == 0)
    return 1;

  return read_exif (&window, answer);
}

/* Adds size, and what a camera said, of a WebP. */
void
media_webp_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  media_image_read_turned (request, read_orientation (request, answer), answer);
}

void
media_webp_draw (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  ExtractorAnswer aside;

  extractor_answer_init (&aside);
  media_image_draw_turned (request, read_orientation (request, &aside), answer);
  extractor_answer_clear (&aside);
}
