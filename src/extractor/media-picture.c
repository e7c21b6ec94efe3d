/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-picture.h"

#include <string.h>

/* A decoded picture, made ready to be handed over: small, the right way up, as plain RGBA, and as a PNG. */

static GdkPixbuf *
shrink (GdkPixbuf *pixbuf, int side)
{
  int    width = gdk_pixbuf_get_width (pixbuf);
  int    height = gdk_pixbuf_get_height (pixbuf);
  double scale = MIN ((double) side / width, (double) side / height);

  if (scale >= 1)
    return g_object_ref (pixbuf);

  return gdk_pixbuf_scale_simple (pixbuf, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)),
                                  GDK_INTERP_BILINEAR);
}

static GdkPixbuf *
turn (GdkPixbuf *pixbuf)
{
  GdkPixbuf *turned = gdk_pixbuf_apply_embedded_orientation (pixbuf);

  return turned != NULL ? turned : g_object_ref (pixbuf);
}

static void
add_pixels (GdkPixbuf *pixbuf, ExtractorAnswer *answer)
{
  g_autoptr (GdkPixbuf) opaque = gdk_pixbuf_get_has_alpha (pixbuf) ? g_object_ref (pixbuf)
                                                                   : gdk_pixbuf_add_alpha (pixbuf, FALSE, 0, 0, 0);
  const guint8 *row = gdk_pixbuf_read_pixels (opaque);
  gsize         width_in_bytes = (gsize) gdk_pixbuf_get_width (opaque) * 4;

  answer->width = gdk_pixbuf_get_width (opaque);
  answer->height = gdk_pixbuf_get_height (opaque);
  answer->pixels = g_malloc (width_in_bytes * (gsize) answer->height);

  for (int y = 0; y < answer->height; y++, row += gdk_pixbuf_get_rowstride (opaque))
    memcpy (answer->pixels + (gsize) y * width_in_bytes, row, width_in_bytes);
}

/* The PNG carries what the thumbnail specification asks for. Packed lightly: more would take longer than the drawing.
 * Without it, the picture is still shown. */
static void
add_png (GdkPixbuf *pixbuf, const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autofree char *mtime = g_strdup_printf ("%" G_GINT64_FORMAT, request->thumb_mtime);
  g_autofree char *size = g_strdup_printf ("%" G_GINT64_FORMAT, request->size);

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &answer->png, &answer->png_size, "png", NULL,
                                  "tEXt::Thumb::URI", request->thumb_uri, "tEXt::Thumb::MTime", mtime,
                                  "tEXt::Thumb::Size", size, "tEXt::Thumb::Mimetype", request->content_type,
                                  "tEXt::Software", "Mediary", "compression", "1", NULL))
    answer->png = NULL;
}

/* Hands over @pixbuf, no larger than was asked for. */
void
media_picture_add (GdkPixbuf *pixbuf, const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GdkPixbuf) turned = turn (pixbuf);
  g_autoptr (GdkPixbuf) small = shrink (turned, request->side);

  add_pixels (small, answer);
  if (request->thumb_uri != NULL)
    add_png (small, request, answer);
}
