/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-changes-private.h"
#include "private/mediary-service-private.h"
#include "store/mediary-revision-log.h"

/* One answer is a short read; who is further behind asks again. */
#define MAX_ENTRIES 10000

static void
on_touched (const char *item_id, gboolean gone, gpointer user_data)
{
  mediary_changes_add (user_data, item_id, gone);
}

/* A reader's thread. */
static gpointer
read_changes (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  g_autoptr (MediaryChanges) changes = mediary_changes_new ();
  const gint64 *since = arguments;
  gint64        reached = 0;
  gboolean      start_over = FALSE;

  if (!mediary_revision_log_read (database, *since, MAX_ENTRIES, &reached, &start_over, on_touched, changes, error))
    return NULL;

  mediary_changes_seal (changes, reached, start_over);

  return g_steal_pointer (&changes);
}

/**
 * mediary_service_list_changes:
 * @self: a service
 * @since: a revision: of [method@Service.get_revision], of [signal@Service::changed], or of an earlier answer; 0 for
 * all that the log holds
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * What changed since a revision, by whatever program. A long way is answered in steps: go on from the answer's revision
 * until it is the service's. Blocks for one short read. Any thread.
 *
 * Returns: (transfer full): the changes, or %NULL
 */
MediaryChanges *
mediary_service_list_changes (MediaryService *self,
                              gint64          since,
                              GCancellable   *cancellable,
                              GError        **error)
{
  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);

  return mediary_service_read (self, read_changes, &since, cancellable, error);
}

/**
 * mediary_service_list_changes_async:
 * @self: a service
 * @since: a revision: of [method@Service.get_revision], of [signal@Service::changed], or of an earlier answer; 0 for
 * all that the log holds
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.list_changes].
 */
void
mediary_service_list_changes_async (MediaryService     *self,
                                    gint64              since,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));

  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_list_changes_async);
  mediary_service_read_async (self, read_changes, g_memdup2 (&since, sizeof since), g_free, g_object_unref, task);
}

/**
 * mediary_service_list_changes_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.list_changes_async] began.
 *
 * Returns: (transfer full): the changes, or %NULL
 */
MediaryChanges *
mediary_service_list_changes_finish (MediaryService *self,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
