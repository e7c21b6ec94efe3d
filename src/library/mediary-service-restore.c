/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-removal-private.h"
#include "private/mediary-service-private.h"
#include "store/mediary-restoration.h"

/* Taking a removal back. */

/* Writer thread. */
static gboolean
write_restoration (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  MediaryRemoval *removal = (MediaryRemoval *) arguments;
  GPtrArray      *records = mediary_removal_get_records (removal);
  GPtrArray      *references = mediary_removal_get_references (removal);
  g_auto (MediaryRestoration) restoration = mediary_restoration_begin ();

  for (guint i = 0; i < records->len; i++) {
    if (!mediary_restoration_add_item (&restoration, database, g_ptr_array_index (records, i), error))
      return FALSE;
  }
  for (guint i = 0; i < references->len; i++) {
    if (!mediary_restoration_add_reference (&restoration, database, g_ptr_array_index (references, i), error))
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
 * Finishes what [method@Service.restore_async] began.
 *
 * Returns: whether all is there again
 */
gboolean
mediary_service_restore_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
