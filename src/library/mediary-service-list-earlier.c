/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-service-private.h"
#include "store/mediary-earlier-place-table.h"

/* Where files were before they moved. */

/* A reader's thread. */
static gpointer
read_places (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  return mediary_earlier_place_table_list (database, arguments, error);
}

/**
 * mediary_service_list_earlier_places:
 * @self: a service
 * @item_id: the id of an item
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Lists where an item’s file was before it moved, as far as Mediary saw it move: the place that it left last comes first. An item
 * that is not there has none.
 *
 * Blocks for one read. Any thread.
 *
 * Returns: (transfer container) (element-type MediaryEarlierPlace): the places, or %NULL
 */
GPtrArray *
mediary_service_list_earlier_places (MediaryService *self, const char *item_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (item_id != NULL, NULL);

  return mediary_service_read (self, read_places, item_id, cancellable, error);
}

/**
 * mediary_service_list_earlier_places_async:
 * @self: a service
 * @item_id: the id of an item
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.list_earlier_places].
 */
void
mediary_service_list_earlier_places_async (MediaryService     *self,
                                           const char         *item_id,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (item_id != NULL);

  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_list_earlier_places_async);
  mediary_service_read_async (self, read_places, g_strdup (item_id), g_free, (GDestroyNotify) g_ptr_array_unref, task);
}

/**
 * mediary_service_list_earlier_places_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.list_earlier_places_async] began.
 *
 * Returns: (transfer container) (element-type MediaryEarlierPlace): the places, or %NULL
 */
GPtrArray *
mediary_service_list_earlier_places_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
