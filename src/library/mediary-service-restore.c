/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-error.h"
#include "private/mediary-removal-private.h"
#include "private/mediary-service-private.h"
#include "store/mediary-item-record.h"
#include "store/mediary-reference-table.h"

/* Taking a removal back. What has been recorded anew meanwhile stays; what is missing comes back with its id. */

typedef struct {
  MediaryDatabase *database;
  GHashTable      *other; /* id of an item that cannot come back to id of the one that has its path now */
} Restoration;

/* Where the same file was checked in again meanwhile, the uses go to the item it has now. */
static gboolean
restore_item (Restoration *self, const MediaryItemRecord *record, GError **error)
{
  MediaryItem *item = record->stored->item;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryStoredItem) present = mediary_item_table_find_id (self->database, mediary_item_get_id (item), &local_error);

  if (present == NULL && local_error == NULL)
    present = mediary_item_table_find_path (self->database, mediary_item_get_path (item), &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  if (present == NULL)
    return mediary_item_record_write (record, self->database, error) != 0;

  g_hash_table_insert (self->other,
                       g_strdup (mediary_item_get_id (item)),
                       g_strdup (mediary_item_get_id (present->item)));

  return TRUE;
}

/* Returns: (nullable): NULL without an error when somebody has forgotten the item in the meantime */
static MediaryStoredItem *
find_item_now (Restoration *self, MediaryReference *reference, GError **error)
{
  const char *id = mediary_reference_get_media_item_id (reference);
  const char *other = g_hash_table_lookup (self->other, id);

  return mediary_item_table_find_id (self->database, other != NULL ? other : id, error);
}

static gboolean
insert_reference (Restoration *self, MediaryStoredItem *stored, MediaryReference *reference, GError **error)
{
  MediaryReferenceRow row = mediary_reference_table_row (reference);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryReference) present = NULL;

  row.media_item_id = mediary_item_get_id (stored->item);
  present = mediary_reference_table_find (self->database, row.media_item_id, row.module_name, row.artifact_name, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return present != NULL ||
    mediary_reference_table_insert (self->database, mediary_item_get_number (stored->item), &row, error);
}

static gboolean
restore_reference (Restoration *self, MediaryReference *reference, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryStoredItem) stored = find_item_now (self, reference, &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return stored == NULL || insert_reference (self, stored, reference, error);
}

/* Writer thread. */
static gboolean
write_restoration (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  MediaryRemoval *removal = (MediaryRemoval *) arguments;
  GPtrArray      *records = mediary_removal_get_records (removal);
  GPtrArray      *references = mediary_removal_get_references (removal);
  g_autoptr (GHashTable) other = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Restoration restoration = { database, other };

  for (guint i = 0; i < records->len; i++) {
    if (!restore_item (&restoration, g_ptr_array_index (records, i), error))
      return FALSE;
  }
  for (guint i = 0; i < references->len; i++) {
    if (!restore_reference (&restoration, g_ptr_array_index (references, i), error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mediary_service_restore:
 * @self: a service
 * @removal: what was removed
 * @cancellable: (nullable): to stop before it begins
 * @error: return location for an error
 *
 * Takes a removal back: items and uses are there again, with their ids. When a file was checked in again meanwhile, its
 * new item stays and gets the uses; so doing it twice does no harm. Blocks until it is on disk. Any thread.
 *
 * Returns: whether all is there again
 */
gboolean
mediary_service_restore (MediaryService *self, MediaryRemoval *removal, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), FALSE);
  g_return_val_if_fail (MEDIARY_IS_REMOVAL (removal), FALSE);

  return mediary_service_write (self, write_restoration, removal, cancellable, error);
}

/**
 * mediary_service_restore_async:
 * @self: a service
 * @removal: what was removed
 * @cancellable: (nullable): to stop before it begins
 * @callback: (scope async): called when it is on disk
 * @user_data: for @callback
 *
 * See [method@Service.restore].
 */
void
mediary_service_restore_async (MediaryService     *self,
                               MediaryRemoval     *removal,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (MEDIARY_IS_REMOVAL (removal));

  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_restore_async);
  mediary_service_write_async (self, write_restoration, g_object_ref (removal), g_object_unref, task);
}

/**
 * mediary_service_restore_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether all is there again
 */
gboolean
mediary_service_restore_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
