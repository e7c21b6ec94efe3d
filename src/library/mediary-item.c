/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-words.h"
#include "private/mediary-item-private.h"

/**
 * MediaryItem:
 *
 * One media file that Mediary knows.
 *
 * An item never changes: ask the service again after [signal@Service::changed]. It may be read from any thread.
 */
struct _MediaryItem {
  GObject parent_instance;

  gint64           number;
  char            *id;
  MediaryMediaType type;
  char            *path;
  char            *display_name;
  char            *json;
  MediaryMetadata *metadata; /* made from json by the first who asks */
  gint64           created_at;
  gint64           updated_at;
  MediaryState     state;
  guint            n_uses;
};

G_DEFINE_FINAL_TYPE (MediaryItem, mediary_item, G_TYPE_OBJECT)

static void
mediary_item_finalize (GObject *object)
{
  MediaryItem *self = MEDIARY_ITEM (object);

  g_free (self->id);
  g_free (self->path);
  g_free (self->display_name);
  g_free (self->json);
  g_clear_object (&self->metadata);

  G_OBJECT_CLASS (mediary_item_parent_class)->finalize (object);
}

static void
mediary_item_class_init (MediaryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_item_finalize;
}

static void
mediary_item_init (MediaryItem *self)
{
}

MediaryItem *
mediary_item_new (const MediaryItemRow *row)
{
  MediaryItem     *self = g_object_new (MEDIARY_TYPE_ITEM, NULL);
  g_autofree char *name = g_path_get_basename (row->path);

  self->number = row->number;
  self->id = g_strdup (row->id);
  self->type = row->type;
  self->path = g_strdup (row->path);
  self->display_name = mediary_words_for_name (name);
  self->json = g_strdup (row->metadata);
  self->created_at = row->created_at;
  self->updated_at = row->updated_at;
  self->state = row->state;
  self->n_uses = row->n_uses;

  return self;
}

gint64
mediary_item_get_number (MediaryItem *self)
{
  return self->number;
}

/* The metadata column as it is, with what a newer Mediary may have put there. */
const char *
mediary_item_get_json (MediaryItem *self)
{
  return self->json;
}

/**
 * mediary_item_get_id:
 * @self: an item
 *
 * Gets its UUID, which stays the same wherever the file goes.
 *
 * Returns: (transfer none): its UUID, which stays the same wherever the file goes
 */
const char *
mediary_item_get_id (MediaryItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM (self), NULL);

  return self->id;
}

/**
 * mediary_item_get_media_type:
 * @self: an item
 *
 * Gets image, video or audio.
 *
 * Returns: image, video or audio
 */
MediaryMediaType
mediary_item_get_media_type (MediaryItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM (self), MEDIARY_MEDIA_TYPE_UNKNOWN);

  return self->type;
}

/**
 * mediary_item_get_path:
 * @self: an item
 *
 * Gets the absolute path with its links resolved.
 *
 * Returns: (transfer none) (type filename): the absolute path with its links resolved; bytes, not always UTF-8
 */
const char *
mediary_item_get_path (MediaryItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM (self), NULL);

  return self->path;
}

/**
 * mediary_item_get_display_name:
 * @self: an item
 *
 * Gets the file's name as [func@words_for_name] has it, to be shown and not to be opened.
 *
 * Returns: (transfer none): the file's name in one line of valid UTF-8
 */
const char *
mediary_item_get_display_name (MediaryItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM (self), NULL);

  return self->display_name;
}

/**
 * mediary_item_get_metadata:
 * @self: an item
 *
 * Tells what was read from the file.
 *
 * Returns: (transfer none): what was read from the file; empty when its JSON cannot be understood
 */
MediaryMetadata *
mediary_item_get_metadata (MediaryItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM (self), NULL);

  if (g_atomic_pointer_get (&self->metadata) == NULL) {
    g_autoptr (GError) error = NULL;
    MediaryMetadata *metadata = mediary_metadata_new_from_json (self->json, &error);

    if (metadata == NULL) {
      g_debug ("Metadata of %s: %s", self->id, error->message);
      metadata = mediary_metadata_new_from_variant (NULL);
    }
    if (!g_atomic_pointer_compare_and_exchange (&self->metadata, NULL, metadata))
      g_object_unref (metadata); /* another thread was first */
  }

  return self->metadata;
}

/**
 * mediary_item_get_created_at:
 * @self: an item
 *
 * Tells when the file was first checked in, Unix time in seconds.
 *
 * Returns: when the file was first checked in, Unix time in seconds
 */
gint64
mediary_item_get_created_at (MediaryItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM (self), 0);

  return self->created_at;
}

/**
 * mediary_item_get_updated_at:
 * @self: an item
 *
 * Tells when its path or metadata last changed, Unix time in seconds.
 *
 * Returns: when its path or metadata last changed, Unix time in seconds
 */
gint64
mediary_item_get_updated_at (MediaryItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM (self), 0);

  return self->updated_at;
}

/**
 * mediary_item_get_state:
 * @self: an item
 *
 * Tells what was last seen of the file.
 *
 * Returns: what was last seen of the file
 */
MediaryState
mediary_item_get_state (MediaryItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM (self), MEDIARY_STATE_PRESENT);

  return self->state;
}

/**
 * mediary_item_get_n_uses:
 * @self: an item
 *
 * Tells how many documents are known to use it.
 *
 * Returns: how many documents are known to use it; "no document yet" does not count
 */
guint
mediary_item_get_n_uses (MediaryItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM (self), 0);

  return self->n_uses;
}

/**
 * mediary_item_dup_file:
 * @self: an item
 *
 * Gets its file, for GIO.
 *
 * Returns: (transfer full): its file, for GIO
 */
GFile *
mediary_item_dup_file (MediaryItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM (self), NULL);

  return g_file_new_for_path (self->path);
}
