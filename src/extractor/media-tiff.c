/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-tiff.h"

#include "extractor-window.h"
#include "media-exif.h"
#include "media-image.h"
#include "mediary-metadata.h"

#include <string.h>

/*
 * TIFF, and the raw pictures of cameras that are made like it.
 *
 * gdk-pixbuf wants the whole file in memory before it says how large the picture is, and scans are large. The first
 * directory says it in a few bytes, wherever in the file it stands. Of a raw picture it describes a preview: there only
 * time and camera are taken.
 */

#define ENTRY_SIZE   12
#define MOST_ENTRIES 512
#define TEXT_MOST    128

enum {
  TAG_WIDTH = 256,
  TAG_HEIGHT = 257,
  TAG_MAKER = 271,
  TAG_MODEL = 272,
  TAG_ORIENTATION = 274,
  TAG_DATE = 306,
  TAG_EXIF = 34665,
  TAG_DATE_ORIGINAL = 36867,
};

enum { TYPE_TEXT = 2,
       TYPE_SHORT = 3,
       TYPE_LONG = 4 };

typedef struct {
  ExtractorWindow window;
  gboolean        big_endian;
} Tiff;

static guint32
get (Tiff *tiff, const guint8 *bytes, guint n_bytes)
{
  return tiff->big_endian ? extractor_get_big (bytes, n_bytes) : extractor_get_little (bytes, n_bytes);
}

/* The entry of @tag in the directory at @offset: tag, type, count, value or where it is. NULL: it has none. */
static const guint8 *
find (Tiff *tiff, guint32 offset, guint tag)
{
  const guint8 *count = offset > 0 ? extractor_window_look (&tiff->window, offset, 2) : NULL;
  guint         n_entries = count != NULL ? MIN (get (tiff, count, 2), MOST_ENTRIES) : 0;

  for (guint i = 0; i < n_entries; i++) {
    const guint8 *entry = extractor_window_look (&tiff->window, (gint64) offset + 2 + i * ENTRY_SIZE, ENTRY_SIZE);

    if (entry == NULL)
      return NULL;
    if (get (tiff, entry, 2) == tag)
      return entry;
  }

  return NULL;
}

static guint32
get_number (Tiff *tiff, guint32 directory, guint tag)
{
  const guint8 *entry = find (tiff, directory, tag);

  if (entry == NULL)
    return 0;

  switch (get (tiff, entry + 2, 2)) {
  case TYPE_SHORT:
    return get (tiff, entry + 8, 2);
  case TYPE_LONG:
    return get (tiff, entry + 8, 4);
  default:
    return 0;
  }
}

static char *
dup_text (Tiff *tiff, guint32 directory, guint tag)
{
  const guint8 *entry = find (tiff, directory, tag);
  guint32       length = entry != NULL && get (tiff, entry + 2, 2) == TYPE_TEXT ? get (tiff, entry + 4, 4) : 0;
  const guint8 *text;

  if (length == 0)
    return NULL;

  length = MIN (length, TEXT_MOST);
  text = length <= 4 ? entry + 8 : extractor_window_look (&tiff->window, get (tiff, entry + 8, 4), length);

  return text != NULL ? g_strstrip (g_strndup ((const char *) text, length)) : NULL;
}

static void
add_capture (Tiff *tiff, guint32 directory, ExtractorAnswer *answer)
{
  g_autofree char *maker = dup_text (tiff, directory, TAG_MAKER);
  g_autofree char *model = dup_text (tiff, directory, TAG_MODEL);
  g_autofree char *original = dup_text (tiff, get_number (tiff, directory, TAG_EXIF), TAG_DATE_ORIGINAL);
  g_autofree char *date = dup_text (tiff, directory, TAG_DATE);

  media_exif_add_camera (answer, maker, model);
  if (!media_exif_add_date (answer, original))
    media_exif_add_date (answer, date);
}

/* Where the first directory is; 0: this is no TIFF, or one of the 64-bit kind. */
static guint32
open_tiff (Tiff *tiff, const ExtractorRequest *request)
{
  const guint8 *head;

  extractor_window_init (&tiff->window, request);
  head = extractor_window_look (&tiff->window, 0, 8);
  if (head == NULL || (memcmp (head, "II", 2) != 0 && memcmp (head, "MM", 2) != 0))
    return 0;

  tiff->big_endian = head[0] == 'M';

  return get (tiff, head + 2, 2) == 42 ? get (tiff, head + 4, 4) : 0;
}

void
media_tiff_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  Tiff    tiff;
  guint32 directory = open_tiff (&tiff, request);
  guint32 width = get_number (&tiff, directory, TAG_WIDTH);
  guint32 height = get_number (&tiff, directory, TAG_HEIGHT);
  guint32 orientation = get_number (&tiff, directory, TAG_ORIENTATION);

  if (width == 0 || height == 0) {
    media_image_read (request, answer);
    return;
  }

  extractor_answer_add_dimensions (answer, width, height, orientation <= 8 ? (int) orientation : 1);
  add_capture (&tiff, directory, answer);
}

void
media_raw_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  Tiff    tiff;
  guint32 directory = open_tiff (&tiff, request);

  if (directory != 0)
    add_capture (&tiff, directory, answer);
  answer->note = MEDIARY_NOTE_NO_DECODER;
}
