/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-removal-private.h"

#include "mediary-item.h"
#include "mediary-reference.h"
#include "store/mediary-item-record.h"

/**
 * MediaryRemoval:
 *
 * What one call removed from the library: items, uses, or both. Give it to [method@Service.restore] to take that back.
 *
 * A removal never changes, and may be read from any thread.
 */
struct _MediaryRemoval {
  GObject parent_instance;

  GPtrArray *records;    /* of MediaryItemRecord */
  GPtrArray *references; /* of MediaryReference */
};

G_DEFINE_FINAL_TYPE (MediaryRemoval, mediary_removal, G_TYPE_OBJECT)

static void
mediary_removal_finalize (GObject *object)
{
  MediaryRemoval *self = MEDIARY_REMOVAL (object);

  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->references);

  G_OBJECT_CLASS (mediary_removal_parent_class)->finalize (object);
}

static void
mediary_removal_class_init (MediaryRemovalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_removal_finalize;
}

static void
mediary_removal_init (MediaryRemoval *self)
{
}

/* Each array is referenced, and does not change any more. */
MediaryRemoval *
mediary_removal_new (GPtrArray *records, GPtrArray *references)
{
  MediaryRemoval *self = g_object_new (MEDIARY_TYPE_REMOVAL, NULL);

  self->records = g_ptr_array_ref (records);
  self->references = g_ptr_array_ref (references);

  return self;
}

GPtrArray *
mediary_removal_get_records (MediaryRemoval *self)
{
  return self->records;
}

GPtrArray *
mediary_removal_get_references (MediaryRemoval *self)
{
  return self->references;
}

/**
 * mediary_removal_get_n_items:
 * @self: a removal
 *
 * Tells how many items were forgotten.
 *
 * Returns: how many items were forgotten
 */
guint
mediary_removal_get_n_items (MediaryRemoval *self)
{
  g_return_val_if_fail (MEDIARY_IS_REMOVAL (self), 0);

  return self->records->len;
}

/**
 * mediary_removal_get_n_references:
 * @self: a removal
 *
 * Tells how many uses were removed, those of forgotten items among them.
 *
 * Returns: how many uses were removed, those of forgotten items among them
 */
guint
mediary_removal_get_n_references (MediaryRemoval *self)
{
  g_return_val_if_fail (MEDIARY_IS_REMOVAL (self), 0);

  return self->references->len;
}

/**
 * mediary_removal_list_items:
 * @self: a removal
 *
 * Gets the items that were forgotten, as they were.
 *
 * Returns: (transfer full) (element-type MediaryItem): the items that were forgotten, as they were
 */
GPtrArray *
mediary_removal_list_items (MediaryRemoval *self)
{
  g_autoptr (GPtrArray) items = NULL;

  g_return_val_if_fail (MEDIARY_IS_REMOVAL (self), NULL);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->records->len; i++) {
    const MediaryItemRecord *record = g_ptr_array_index (self->records, i);

    g_ptr_array_add (items, g_object_ref (record->stored->item));
  }

  return g_steal_pointer (&items);
}

/**
 * mediary_removal_list_references:
 * @self: a removal
 *
 * Gets the uses that were removed, as they were.
 *
 * Returns: (transfer full) (element-type MediaryReference): the uses that were removed, as they were
 */
GPtrArray *
mediary_removal_list_references (MediaryRemoval *self)
{
  g_autoptr (GPtrArray) references = NULL;

  g_return_val_if_fail (MEDIARY_IS_REMOVAL (self), NULL);

  references = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->references->len; i++)
    g_ptr_array_add (references, g_object_ref (g_ptr_array_index (self->references, i)));

  return g_steal_pointer (&references);
}
