/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-earlier-place-private.h"

/**
 * MediaryEarlierPlace:
 *
 * Where the file of an item was before it moved.
 *
 * An earlier place never changes, and may be read from any thread.
 */
struct _MediaryEarlierPlace {
  GObject parent_instance;

  char  *path;
  gint64 left_at;
};

G_DEFINE_FINAL_TYPE (MediaryEarlierPlace, mediary_earlier_place, G_TYPE_OBJECT)

static void
mediary_earlier_place_finalize (GObject *object)
{
  MediaryEarlierPlace *self = MEDIARY_EARLIER_PLACE (object);

  g_free (self->path);

  G_OBJECT_CLASS (mediary_earlier_place_parent_class)->finalize (object);
}

static void
mediary_earlier_place_class_init (MediaryEarlierPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_earlier_place_finalize;
}

static void
mediary_earlier_place_init (MediaryEarlierPlace *self)
{
}

MediaryEarlierPlace *
mediary_earlier_place_new (const char *path, gint64 left_at)
{
  MediaryEarlierPlace *self = g_object_new (MEDIARY_TYPE_EARLIER_PLACE, NULL);

  self->path = g_strdup (path);
  self->left_at = left_at;

  return self;
}

/**
 * mediary_earlier_place_get_path:
 * @self: an earlier place
 *
 * Gets the path that the file had there.
 *
 * Returns: (transfer none) (type filename): the path
 */
const char *
mediary_earlier_place_get_path (MediaryEarlierPlace *self)
{
  g_return_val_if_fail (MEDIARY_IS_EARLIER_PLACE (self), NULL);

  return self->path;
}

/**
 * mediary_earlier_place_get_left_at:
 * @self: an earlier place
 *
 * Gets when Mediary saw that the file is no longer there, but elsewhere.
 *
 * Returns: Unix time, seconds
 */
gint64
mediary_earlier_place_get_left_at (MediaryEarlierPlace *self)
{
  g_return_val_if_fail (MEDIARY_IS_EARLIER_PLACE (self), 0);

  return self->left_at;
}
