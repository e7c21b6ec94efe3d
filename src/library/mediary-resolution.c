/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-resolution-private.h"

#include "mediary-item.h"
#include "mediary-reference.h"

/**
 * MediaryResolution:
 *
 * Where the file of a reference is now.
 *
 * A resolution never changes, and may be read from any thread.
 */
struct _MediaryResolution {
  GObject parent_instance;

  MediaryItem      *item;
  MediaryReference *reference; /* NULL when an item was asked for */
  char             *path;
  MediaryState      state;
};

G_DEFINE_FINAL_TYPE (MediaryResolution, mediary_resolution, G_TYPE_OBJECT)

static void
mediary_resolution_finalize (GObject *object)
{
  MediaryResolution *self = MEDIARY_RESOLUTION (object);

  g_clear_object (&self->item);
  g_clear_object (&self->reference);
  g_free (self->path);

  G_OBJECT_CLASS (mediary_resolution_parent_class)->finalize (object);
}

static void
mediary_resolution_class_init (MediaryResolutionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_resolution_finalize;
}

static void
mediary_resolution_init (MediaryResolution *self)
{
}

MediaryResolution *
mediary_resolution_new (MediaryItem *item, MediaryReference *reference, const char *path, MediaryState state)
{
  MediaryResolution *self = g_object_new (MEDIARY_TYPE_RESOLUTION, NULL);

  self->item = g_object_ref (item);
  self->reference = reference != NULL ? g_object_ref (reference) : NULL;
  self->path = g_strdup (path);
  self->state = state;

  return self;
}

/**
 * mediary_resolution_get_item:
 * @self: a resolution
 *
 * Gets the item.
 *
 * Returns: (transfer none): the item
 */
MediaryItem *
mediary_resolution_get_item (MediaryResolution *self)
{
  g_return_val_if_fail (MEDIARY_IS_RESOLUTION (self), NULL);

  return self->item;
}

/**
 * mediary_resolution_get_reference:
 * @self: a resolution
 *
 * Gets the use, when one was asked for and is still there.
 *
 * Returns: (transfer none) (nullable): the use, when one was asked for and is still there
 */
MediaryReference *
mediary_resolution_get_reference (MediaryResolution *self)
{
  g_return_val_if_fail (MEDIARY_IS_RESOLUTION (self), NULL);

  return self->reference;
}

/**
 * mediary_resolution_get_path:
 * @self: a resolution
 *
 * Tells where the file is now.
 *
 * Returns: (transfer none) (type filename): where the file is now; when it is not to be found, where it was last. Bytes, not
 *   always UTF-8
 */
const char *
mediary_resolution_get_path (MediaryResolution *self)
{
  g_return_val_if_fail (MEDIARY_IS_RESOLUTION (self), NULL);

  return self->path;
}

/**
 * mediary_resolution_get_state:
 * @self: a resolution
 *
 * Tells what the disk said of the file at [method@Resolution.get_path] just now.
 *
 * Returns: what the disk said of the file at [method@Resolution.get_path] just now
 */
MediaryState
mediary_resolution_get_state (MediaryResolution *self)
{
  g_return_val_if_fail (MEDIARY_IS_RESOLUTION (self), MEDIARY_STATE_PRESENT);

  return self->state;
}
