/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-jpeg.h"

#include "media-exif.h"
#include "media-image.h"
#include "mediary-metadata.h"

#include <string.h>

/*
 * The header of a JPEG. We have to step over its segments to find the EXIF block, and the frame's size stands behind it:
 * reading it here costs a few microseconds where the decoder's set-up costs seventy. Whatever is not plain is left to
 * gdk-pixbuf.
 */

#define WINDOW       4096
#define MOST_STEPS   1000 /* segments; real files have a few dozen */
#define SEGMENT_HEAD 4    /* 0xff, marker, length */
#define FRAME_HEAD   9    /* those, then precision, height, width */

typedef struct {
  const ExtractorRequest *request;
  gint64                  start; /* of bytes, in the file */
  gsize                   size;
  guint8                  bytes[WINDOW];
} Window;

/* @size bytes at @offset, at most WINDOW of them, or NULL where the file ends before. */
static const guint8 *
look (Window *window, gint64 offset, gsize size)
{
  if (offset < window->start || offset + (gint64) size > window->start + (gint64) window->size) {
    gssize n_read = extractor_request_read (window->request, offset, window->bytes, WINDOW);

    window->start = offset;
    window->size = (gsize) MAX (n_read, 0);
    if (window->size < size)
      return NULL;
  }

  return window->bytes + (offset - window->start);
}

static guint
get_short (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

/* SOF0 to SOF15, without the three of that range that are something else: DHT, JPG, DAC. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Reads the EXIF block whose @size bytes are at @offset. Returns the picture's orientation. */
static int
read_exif (Window *window, gint64 offset, gsize size, ExtractorAnswer *answer)
{
  const guint8      *near = size <= WINDOW ? look (window, offset, size) : NULL;
  g_autofree guint8 *far = NULL;
  gssize             n_read;

  if (near != NULL)
    return media_exif_read (near, size, answer);

  far = g_malloc (size);
  n_read = extractor_request_read (window->request, offset, far, size);

  return n_read > 0 ? media_exif_read (far, (gsize) n_read, answer) : 1;
}

static gboolean
is_exif (Window *window, gint64 offset, gsize size)
{
  const guint8 *mark = size > MEDIA_EXIF_MARK_SIZE ? look (window, offset, MEDIA_EXIF_MARK_SIZE) : NULL;

  return mark != NULL && memcmp (mark, MEDIA_EXIF_MARK, MEDIA_EXIF_MARK_SIZE) == 0;
}

/* Walks to the frame and adds what is on the way. FALSE: there is none that we can see. */
static gboolean
read_segments (Window *window, ExtractorAnswer *answer, int *orientation)
{
  gint64   offset = 2;
  gboolean exif_seen = FALSE;

  for (guint step = 0; step < MOST_STEPS; step++) {
    const guint8 *head = look (window, offset, SEGMENT_HEAD);
    gsize         size;

    if (head == NULL || head[0] != 0xff || head[1] == 0xda || head[1] == 0xd9)
      return FALSE;
    if (head[1] == 0xff) { /* a byte of padding */
      offset++;
      continue;
    }

    size = get_short (head + 2);
    if (is_frame (head[1])) {
      head = look (window, offset, FRAME_HEAD);
      if (head == NULL || get_short (head + 5) == 0 || get_short (head + 7) == 0)
        return FALSE;
      extractor_answer_add_dimensions (answer, get_short (head + 7), get_short (head + 5), *orientation);
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
  Window        window = { .request = request };
  int           orientation = 1;
  const guint8 *start = look (&window, 0, 2);

  if (start == NULL || start[0] != 0xff || start[1] != 0xd8)
    answer->note = MEDIARY_NOTE_DAMAGED;
  else if (!read_segments (&window, answer, &orientation))
    media_image_read_turned (request, orientation, answer);
}
