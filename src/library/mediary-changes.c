/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-changes-private.h"

/**
 * MediaryChanges:
 *
 * What changed in the library since a revision.
 *
 * It never changes, and may be read from any thread.
 */
struct _MediaryChanges {
  GObject parent_instance;

  gint64      revision;
  gboolean    start_over;
  GHashTable *seen; /* id to whether it is gone, while the log is read */
  GPtrArray  *changed;
  GPtrArray  *removed;
};

G_DEFINE_FINAL_TYPE (MediaryChanges, mediary_changes, G_TYPE_OBJECT)

static void
mediary_changes_finalize (GObject *object)
{
  MediaryChanges *self = MEDIARY_CHANGES (object);

  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->removed);

  G_OBJECT_CLASS (mediary_changes_parent_class)->finalize (object);
}

static void
mediary_changes_class_init (MediaryChangesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_changes_finalize;
}

static void
mediary_changes_init (MediaryChanges *self)
{
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changed = g_ptr_array_new_with_free_func (g_free);
  self->removed = g_ptr_array_new_with_free_func (g_free);
}

MediaryChanges *
mediary_changes_new (void)
{
  return g_object_new (MEDIARY_TYPE_CHANGES, NULL);
}

/* In the order of the log: what was said last of an item is so. */
void
mediary_changes_add (MediaryChanges *self, const char *item_id, gboolean gone)
{
  g_hash_table_replace (self->seen, g_strdup (item_id), GINT_TO_POINTER (gone));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Nothing may be added any more. */
void
mediary_changes_seal (MediaryChanges *self, gint64 revision, gboolean start_over)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       gone;

  self->revision = revision;
  self->start_over = start_over;

  g_hash_table_iter_init (&iter, self->seen);
  while (!start_over && g_hash_table_iter_next (&iter, &id, &gone))
    g_ptr_array_add (gone ? self->removed : self->changed, g_strdup (id));
  g_clear_pointer (&self->seen, g_hash_table_unref);

  g_ptr_array_sort (self->changed, compare_ids);
  g_ptr_array_sort (self->removed, compare_ids);
  g_ptr_array_add (self->changed, NULL);
  g_ptr_array_add (self->removed, NULL);
}

/**
 * mediary_changes_get_revision:
 * @self: changes
 *
 * Tells how far they go: ask for what is behind it next.
 *
 * Returns: how far they go: ask for what is behind it next
 */
gint64
mediary_changes_get_revision (MediaryChanges *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHANGES (self), 0);

  return self->revision;
}

/**
 * mediary_changes_get_start_over:
 * @self: changes
 *
 * Says whether the log does not reach back so far: then nothing is listed, and everything must be read again.
 *
 * Returns: whether the log does not reach back so far: then nothing is listed, and everything must be read again
 */
gboolean
mediary_changes_get_start_over (MediaryChanges *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHANGES (self), FALSE);

  return self->start_over;
}

/**
 * mediary_changes_get_changed:
 * @self: changes
 *
 * Gets ids of items that were added, that changed, or whose uses did.
 *
 * Returns: (transfer none) (array zero-terminated=1): ids of items that were added, that changed, or whose uses did
 */
const char *const *
mediary_changes_get_changed (MediaryChanges *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHANGES (self), NULL);

  return (const char *const *) self->changed->pdata;
}

/**
 * mediary_changes_get_removed:
 * @self: changes
 *
 * Gets ids of items that are gone.
 *
 * Returns: (transfer none) (array zero-terminated=1): ids of items that are gone
 */
const char *const *
mediary_changes_get_removed (MediaryChanges *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHANGES (self), NULL);

  return (const char *const *) self->removed->pdata;
}
