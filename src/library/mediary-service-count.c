/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-service-private.h"
#include "store/mediary-artifact-table.h"

/* In how many documents several items are used: not the sum of their uses, since one document may use many of them. */

typedef struct {
  GArray       *numbers;
  GCancellable *cancellable; /* (nullable) */
} Several;

static void
several_free (gpointer data)
{
  Several *several = data;

  g_array_unref (several->numbers);
  g_clear_object (&several->cancellable);
  g_free (several);
}

/* A reader's thread. A million items take a second, and who has selected others by then does not wait for them. */
static gpointer
read_artifact_count (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Several *several = arguments;
  g_autoptr (GHashTable) artifacts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 *count;

  for (guint i = 0; i < several->numbers->len; i++) {
    if (g_cancellable_set_error_if_cancelled (several->cancellable, error))
      return NULL;
    if (!mediary_artifact_table_collect (database, g_array_index (several->numbers, gint64, i), artifacts, error))
      return NULL;
  }

  count = g_new0 (gint64, 1);
  *count = g_hash_table_size (artifacts);

  return count;
}

/**
 * mediary_service_count_artifacts_async:
 * @self: a service
 * @numbers: (array length=n_numbers): the handles of items, as [method@ItemList.get_number] gives them
 * @n_numbers: how many
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * Counts the artifacts that use at least one of several items, each artifact once. Items are not read for it, and those
 * that are gone by now count nothing.
 */
void
mediary_service_count_artifacts_async (MediaryService     *self,
                                       const gint64       *numbers,
                                       gsize               n_numbers,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Several *several;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (numbers != NULL || n_numbers == 0);
  g_return_if_fail (n_numbers <= G_MAXUINT);

  several = g_new0 (Several, 1);
  several->numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_numbers);
  g_array_append_vals (several->numbers, numbers, (guint) n_numbers);
  several->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_count_artifacts_async);
  mediary_service_read_async (self, read_artifact_count, several, several_free, g_free, task);
}

/**
 * mediary_service_count_artifacts_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.count_artifacts_async] began.
 *
 * Returns: the number of artifacts, or -1
 */
gint64
mediary_service_count_artifacts_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *count = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  count = g_task_propagate_pointer (G_TASK (result), error);

  return count != NULL ? *count : -1;
}
