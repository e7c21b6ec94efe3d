/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-png.h"

#include "extractor-window.h"
#include "media-exif.h"
#include "media-image.h"

#include <string.h>

/* The header of a PNG: its size stands at a fixed place, and EXIF, where there is any, mostly before the picture. */

#define SIGNATURE      "\211PNG\r\n\032\n"
#define SIGNATURE_SIZE 8
#define CHUNK_HEAD     8 /* length, name */
#define CHUNK_EXTRA    12
#define MOST_CHUNKS    200

/* Looks for EXIF among the chunks before the picture's data. Returns the orientation. */
static int
read_exif (ExtractorWindow *window, ExtractorAnswer *answer)
{
  gint64 offset = SIGNATURE_SIZE;

  for (guint i = 0; i < MOST_CHUNKS; i++) {
    const guint8 *head = extractor_window_look (window, offset, CHUNK_HEAD);
    guint32       length = head != NULL ? extractor_get_big (head, 4) : 0;

    if (head == NULL || memcmp (head + 4, "IDAT", 4) == 0 || memcmp (head + 4, "IEND", 4) == 0)
      break;

    if (memcmp (head + 4, "eXIf", 4) == 0 && length <= MEDIA_EXIF_MOST) {
      g_autofree guint8 *exif = extractor_window_dup (window, offset + CHUNK_HEAD, length);

      return exif != NULL ? media_exif_read_bare (exif, length, answer) : 1;
    }

    offset += CHUNK_EXTRA + (gint64) length;
  }

  return 1;
}

static gboolean
is_plain (const guint8 *head)
{
  return head != NULL && memcmp (head, SIGNATURE, SIGNATURE_SIZE) == 0 && extractor_get_big (head + 8, 4) == 13 &&
    memcmp (head + 12, "IHDR", 4) == 0 && extractor_get_big (head + 16, 4) > 0 &&
    extractor_get_big (head + 20, 4) > 0;
}

/* Adds size, and what a camera said, of a PNG. What is not plain is left to gdk-pixbuf. */
void
media_png_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  ExtractorWindow window;
  const guint8   *head;
  guint32         width, height;

  extractor_window_init (&window, request);
  head = extractor_window_look (&window, 0, 33);
  if (!is_plain (head)) {
    media_image_read (request, answer);
    return;
  }

  width = extractor_get_big (head + 16, 4);
  height = extractor_get_big (head + 20, 4);
  extractor_answer_add_dimensions (answer, width, height, read_exif (&window, answer));
}

void
media_png_draw (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  ExtractorWindow window;
  ExtractorAnswer aside;

  extractor_window_init (&window, request);
  extractor_answer_init (&aside);
  media_image_draw_turned (request, read_exif (&window, &aside), answer);
  extractor_answer_clear (&aside);
}

/* Whether a PNG has its end: decoders draw the first half of one without complaint. */
gboolean
media_png_is_whole (const ExtractorRequest *request)
{
  static const char end[] = "IEND\256B`\202";
  char              last[sizeof end - 1];

  return extractor_request_read (request, MAX (0, request->size - (gint64) sizeof last), last, sizeof last) ==
    sizeof last &&
    memcmp (last, end, sizeof last) == 0;
}
