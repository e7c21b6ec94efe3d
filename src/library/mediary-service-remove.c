/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-arguments.h"
#include "private/mediary-check-in-job-private.h"
#include "private/mediary-removal-private.h"
#include "private/mediary-service-private.h"
#include "store/mediary-item-record.h"
#include "store/mediary-reference-table.h"

/* Removing a use, and taking back what was done. */

/* Writer thread. */
static gboolean
remove_use (MediaryDatabase *database, MediaryReference *reference, GError **error)
{
  g_autoptr (MediaryStoredItem) stored = mediary_item_table_require_id (database, mediary_reference_get_media_item_id (reference), error);

  return stored != NULL &&
    mediary_reference_table_remove (database, mediary_item_get_number (stored->item), reference, error);
}

/* Writer thread. */
static gboolean
write_removal (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  g_autoptr (MediaryReference) reference = NULL;

  if (!mediary_arguments_check_id (arguments, error))
    return FALSE;

  reference = mediary_reference_table_require_id (database, arguments, error);

  return reference != NULL && remove_use (database, reference, error);
}

/**
 * mediary_service_remove_reference:
 * @self: a service
 * @reference_id: the use to remove
 * @cancellable: (nullable): to stop before it begins
 * @error: return location for an error
 *
 * Removes a use. The item stays, also when it was the last one. Blocks until it is on disk. Any thread.
 *
 * Returns: whether it is removed; %MEDIARY_ERROR_NOT_FOUND when there is no such use
 */
gboolean
mediary_service_remove_reference (MediaryService *self, const char *reference_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), FALSE);
  g_return_val_if_fail (reference_id != NULL, FALSE);

  return mediary_service_write (self, write_removal, reference_id, cancellable, error);
}

/**
 * mediary_service_remove_reference_async:
 * @self: a service
 * @reference_id: the use to remove
 * @cancellable: (nullable): to stop before it begins
 * @callback: (scope async): called when it is on disk
 * @user_data: for @callback
 *
 * See [method@Service.remove_reference].
 */
void
mediary_service_remove_reference_async (MediaryService     *self,
                                        const char         *reference_id,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (reference_id != NULL);

  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_remove_reference_async);
  mediary_service_write_async (self, write_removal, g_strdup (reference_id), g_free, task);
}

static gboolean
finish_write (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * mediary_service_remove_reference_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.remove_reference_async] began.
 *
 * Returns: whether it is removed
 */
gboolean
mediary_service_remove_reference_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  return finish_write (self, result, error);
}

/* Writer thread. The same id as before; when the same use was recorded again meanwhile, that one stays. */
static gboolean
write_restoration (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  MediaryReference *reference = (MediaryReference *) arguments;
  g_autoptr (MediaryStoredItem) stored = mediary_item_table_require_id (database, mediary_reference_get_media_item_id (reference), error);
  g_autoptr (MediaryReference) present = NULL;
  g_autoptr (GError) local_error = NULL;
  MediaryReferenceRow row = mediary_reference_table_row (reference);

  if (stored == NULL)
    return FALSE;

  present = mediary_reference_table_find (database, row.media_item_id, row.module_name, row.artifact_name, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return present != NULL ||
    mediary_reference_table_insert (database, mediary_item_get_number (stored->item), &row, error);
}

/**
 * mediary_service_restore_reference_async:
 * @self: a service
 * @reference: a use that was removed
 * @cancellable: (nullable): to stop before it begins
 * @callback: (scope async): called when it is on disk
 * @user_data: for @callback
 *
 * Takes a removal back: the use is there again, with its id.
 */
void
mediary_service_restore_reference_async (MediaryService     *self,
                                         MediaryReference   *reference,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (MEDIARY_IS_REFERENCE (reference));

  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_restore_reference_async);
  mediary_service_write_async (self, write_restoration, g_object_ref (reference), g_object_unref, task);
}

/**
 * mediary_service_restore_reference_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.restore_reference_async] began.
 *
 * Returns: whether the use is there again
 */
gboolean
mediary_service_restore_reference_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  return finish_write (self, result, error);
}

typedef struct {
  GPtrArray  *uses;  /* of MediaryReference: recorded by the check-in */
  GHashTable *added; /* ids of the items it added */
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_ptr_array_unref (undo->uses);
  g_hash_table_unref (undo->added);
  g_free (undo);
}

/* What is taken back, while it is. */
typedef struct {
  GPtrArray *records;    /* of MediaryItemRecord */
  GPtrArray *references; /* of MediaryReference */
} Taking;

/* Writer thread. */
static gboolean
take_item (MediaryDatabase *database, MediaryStoredItem *stored, Taking *taking, GError **error)
{
  MediaryItemRecord *record = mediary_item_record_read (database, stored, error);

  if (record == NULL)
    return FALSE;

  g_ptr_array_add (taking->records, record);

  return mediary_item_table_remove (database, stored->item, error);
}

/* Writer thread. An item the check-in added goes with its only use; one that is used elsewhere by now stays. */
static gboolean
take_back (MediaryDatabase *database, const Undo *undo, MediaryReference *reference, Taking *taking, GError **error)
{
  g_autoptr (MediaryReference) present = NULL;
  g_autoptr (MediaryStoredItem) stored = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *item_id = mediary_reference_get_media_item_id (reference);

  present = mediary_reference_table_find_id (database, mediary_reference_get_id (reference), &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  /* Somebody has removed it since: that much is taken back already. */
  if (present == NULL)
    return TRUE;

  stored = mediary_item_table_require_id (database, mediary_reference_get_media_item_id (present), error);
  if (stored == NULL ||
      !mediary_reference_table_remove (database, mediary_item_get_number (stored->item), present, error))
    return FALSE;

  g_ptr_array_add (taking->references, g_object_ref (present));
  if (!g_hash_table_contains (undo->added, item_id))
    return TRUE;

  others = mediary_reference_table_list (database, item_id, NULL, 1, error);

  return others != NULL && (others->len > 0 || take_item (database, stored, taking, error));
}

/* Writer thread. */
static gpointer
write_undo (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Undo *undo = arguments;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mediary_item_record_free);
  g_autoptr (GPtrArray) references = g_ptr_array_new_with_free_func (g_object_unref);
  Taking taking = { records, references };

  for (guint i = 0; i < undo->uses->len; i++) {
    if (!take_back (database, undo, g_ptr_array_index (undo->uses, i), &taking, error))
      return NULL;
  }

  return mediary_removal_new (records, references);
}

/**
 * mediary_service_undo_check_in_async:
 * @self: a service
 * @job: a finished job that kept its entries
 * @cancellable: (nullable): to stop before it begins
 * @callback: (scope async): called when it is on disk
 * @user_data: for @callback
 *
 * Takes a check-in back: the uses it recorded, and the items it added that nothing else uses. The files stay.
 */
void
mediary_service_undo_check_in_async (MediaryService     *self,
                                     MediaryCheckInJob  *job,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Undo *undo;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (job));

  undo = g_new0 (Undo, 1);
  undo->uses = mediary_check_in_job_dup_new_uses (job);
  undo->added = mediary_check_in_job_dup_added_items (job);
  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_undo_check_in_async);
  mediary_service_change_async (self, write_undo, undo, undo_free, g_object_unref, task);
}

/**
 * mediary_service_undo_check_in_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.undo_check_in_async] began.
 *
 * Returns: (transfer full): what was taken back, for [method@Service.restore]; or %NULL, and then nothing was
 */
MediaryRemoval *
mediary_service_undo_check_in_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
