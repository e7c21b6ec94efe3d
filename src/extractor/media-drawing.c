/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-drawing.h"

#include <gio/gio.h>
#include <string.h>

/*
 * Drawings (SVG) made ready for glycin, which tells by a file's name what kind it is, and by its first bytes only where
 * they are of the usual kind. Our files have no names.
 */

#define CHUNK        (64 * 1024)
#define MOST_TO_MAKE (64 * 1024 * 1024)
#define MARK         "<!--<svg-->" /* by which all drawings are known */

gboolean
media_drawing_is_one (const char *content_type)
{
  return g_str_has_prefix (content_type, "image/svg");
}

static gboolean
is_packed (GBytes *file)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (file, &size);

  return size >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
}

/* As far as the file is good, and no more than a drawing can need. */
static GBytes *
unpack (GBytes *file)
{
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_bytes (file);
  g_autoptr (GConverter) unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (packed, unpacker);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize n_read;

  do {
    guint start = bytes->len;

    g_byte_array_set_size (bytes, start + CHUNK);
    n_read = g_input_stream_read (stream, bytes->data + start, CHUNK, NULL, NULL);
    g_byte_array_set_size (bytes, start + (guint) MAX (n_read, 0));
  } while (n_read > 0 && bytes->len < MOST_TO_MAKE);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Where the first comment may stand: behind a mark of the encoding, and behind the line that says what XML it is. */
static gsize
find_start (const char *text, gsize size)
{
  gsize       start = size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  const char *end;

  if (size - start < 5 || memcmp (text + start, "<?xml", 5) != 0)
    return start;

  end = g_strstr_len (text + start, (gssize) MIN (size - start, 200), "?>");
  return end != NULL ? (gsize) (end - text) + 2 : start;
}

static GBytes *
mark (GBytes *file)
{
  gsize       size;
  const char *text = g_bytes_get_data (file, &size);
  gsize       start = find_start (text, size);
  GByteArray *marked = g_byte_array_sized_new ((guint) (size + strlen (MARK)));

  g_byte_array_append (marked, (const guint8 *) text, (guint) start);
  g_byte_array_append (marked, (const guint8 *) MARK, strlen (MARK));
  g_byte_array_append (marked, (const guint8 *) text + start, (guint) (size - start));

  return g_byte_array_free_to_bytes (marked);
}

/* What of @file can be given to glycin. */
GBytes *
media_drawing_prepare (GBytes *file)
{
  g_autoptr (GBytes) plain = is_packed (file) ? unpack (file) : g_bytes_ref (file);

  return mark (plain);
}
