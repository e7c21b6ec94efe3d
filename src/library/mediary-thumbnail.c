/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-thumbnail-private.h"

/**
 * MediaryThumbnail:
 *
 * A small picture of a file, made by the extractor.
 *
 * Rows of 8-bit RGBA, alpha not premultiplied, oriented as the picture is to be seen.
 */
struct _MediaryThumbnail {
  GObject parent_instance;

  int     width;
  int     height;
  gsize   stride;
  GBytes *pixels;
};

G_DEFINE_FINAL_TYPE (MediaryThumbnail, mediary_thumbnail, G_TYPE_OBJECT)

static void
mediary_thumbnail_finalize (GObject *object)
{
  MediaryThumbnail *self = MEDIARY_THUMBNAIL (object);

  g_bytes_unref (self->pixels);

  G_OBJECT_CLASS (mediary_thumbnail_parent_class)->finalize (object);
}

static void
mediary_thumbnail_class_init (MediaryThumbnailClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_thumbnail_finalize;
}

static void
mediary_thumbnail_init (MediaryThumbnail *self)
{
}

MediaryThumbnail *
mediary_thumbnail_new (int width, int height, gsize stride, GBytes *pixels)
{
  MediaryThumbnail *self = g_object_new (MEDIARY_TYPE_THUMBNAIL, NULL);

  self->width = width;
  self->height = height;
  self->stride = stride;
  self->pixels = g_bytes_ref (pixels);

  return self;
}

/**
 * mediary_thumbnail_get_width:
 * @self: a thumbnail
 *
 * Gets its width in pixels.
 *
 * Returns: its width in pixels
 */
int
mediary_thumbnail_get_width (MediaryThumbnail *self)
{
  g_return_val_if_fail (MEDIARY_IS_THUMBNAIL (self), 0);

  return self->width;
}

/**
 * mediary_thumbnail_get_height:
 * @self: a thumbnail
 *
 * Gets its height in pixels.
 *
 * Returns: its height in pixels
 */
int
mediary_thumbnail_get_height (MediaryThumbnail *self)
{
  g_return_val_if_fail (MEDIARY_IS_THUMBNAIL (self), 0);

  return self->height;
}

/**
 * mediary_thumbnail_get_stride:
 * @self: a thumbnail
 *
 * Gets bytes from one row to the next.
 *
 * Returns: bytes from one row to the next
 */
gsize
mediary_thumbnail_get_stride (MediaryThumbnail *self)
{
  g_return_val_if_fail (MEDIARY_IS_THUMBNAIL (self), 0);

  return self->stride;
}

/**
 * mediary_thumbnail_get_pixels:
 * @self: a thumbnail
 *
 * Gets the rows of pixels, top first.
 *
 * Returns: (transfer none): the rows of pixels, top first
 */
GBytes *
mediary_thumbnail_get_pixels (MediaryThumbnail *self)
{
  g_return_val_if_fail (MEDIARY_IS_THUMBNAIL (self), NULL);

  return self->pixels;
}
