/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-jpeg.h"

#include "extractor-window.h"
#include "media-exif.h"
#include "media-image.h"
#include "mediary-metadata.h"

#include <string.h>

/*
 * The header of a JPEG. We have to step over its segments to find the EXIF block, and the frame's size stands behind it:
 * reading it here costs a few microseconds where the decoder's set-up costs seventy. Whatever is not plain is left to
 * gdk-pixbuf.
 */

#define MOST_STEPS   1000 /* segments; real files have a few dozen */
#define SEGMENT_HEAD 4    /* 0xff, marker, length */
#define FRAME_HEAD   9    /* those, then precision, height, width */

/* SOF0 to SOF15, without the three of that range that are something else: DHT, JPG, DAC. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Reads the EXIF block whose @size bytes are at @offset. Returns the picture's orientation. */
static int
read_exif (ExtractorWindow *window, gint64 offset, gsize size, ExtractorAnswer *answer)
{
  const guint8      *near = size <= EXTRACTOR_WINDOW_SIZE ? extractor_window_look (window, offset, size) : NULL;
  g_autofree guint8 *far = near == NULL ? extractor_window_dup (window, offset, size) : NULL;

  return near != NULL || far != NULL ? media_exif_read (near != NULL ? near : far, size, answer) : 1;
}

static gboolean
is_exif (ExtractorWindow *window, gint64 offset, gsize size)
{
  const guint8 *mark = size > MEDIA_EXIF_MARK_SIZE ? extractor_window_look (window, offset, MEDIA_EXIF_MARK_SIZE) : NULL;

  return mark != NULL && memcmp (mark, MEDIA_EXIF_MARK, MEDIA_EXIF_MARK_SIZE) == 0;
}

/* Walks to the frame and adds what is on the way. FALSE: there is none that we can see. */
static gboolean
read_segments (ExtractorWindow *window, ExtractorAnswer *answer, int *orientation)
{
  gint64   offset = 2;
  gboolean exif_seen = FALSE;

  for (guint step = 0; step < MOST_STEPS; step++) {
    const guint8 *head = extractor_window_look (window, offset, SEGMENT_HEAD);
    gsize         size;

    if (head == NULL || head[0] != 0xff || head[1] == 0xda || head[1] == 0xd9)
      return FALSE;
    if (head[1] == 0xff) { /* a byte of padding */
      offset++;
      continue;
    }

    size = extractor_get_big (head + 2, 2);
    if (is_frame (head[1])) {
      head = extractor_window_look (window, offset, FRAME_HEAD);
      if (head == NULL || extractor_get_big (head + 5, 2) == 0 || extractor_get_big (head + 7, 2) == 0)
        return FALSE;
      extractor_answer_add_dimensions (answer, extractor_get_big (head + 7, 2), extractor_get_big (head + 5, 2), *orientation);
      return TRUE;
    }

    if (size < 2)
      return FALSE;
    if (head[1] == 0xe1 && !exif_seen && is_exif (window, offset + SEGMENT_HEAD, size - 2)) {
      exif_seen = TRUE;
      *orientation = read_exif (window, offset + SEGMENT_HEAD, size - 2, answer);
    }
    offset += 2 + (gint64) size;
  }

  return FALSE;
}

/* Adds size, date and camera of a JPEG. */
void
media_jpeg_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  ExtractorWindow window;
  int             orientation = 1;
  const guint8   *start;

  extractor_window_init (&window, request);
  start = extractor_window_look (&window, 0, 2);

  if (start == NULL || start[0] != 0xff || start[1] != 0xd8)
    answer->note = MEDIARY_NOTE_DAMAGED;
  else if (!read_segments (&window, answer, &orientation))
    media_image_read_turned (request, orientation, answer);
}
