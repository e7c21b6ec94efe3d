/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "files/mediary-thumbnail-cache.h"
#include "mediary-service.h"

/*
 * The thumbnails that this program put into the desktop's cache. It is shared: the others are not ours to remove, also those of
 * our items.
 */

typedef struct {
  guint   n_thumbnails;
  guint64 size; /* bytes */
} Thumbnails;

/* A pool thread, which may wait for a disk. */
static void
run_visit (GTask *task, gboolean remove, GCancellable *cancellable)
{
  Thumbnails *thumbnails = g_new0 (Thumbnails, 1);

  thumbnails->n_thumbnails = mediary_thumbnail_cache_visit_own (remove, &thumbnails->size, cancellable);
  g_task_return_pointer (task, thumbnails, g_free);
}

static void
run_count (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  run_visit (task, FALSE, cancellable);
}

static void
run_clear (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  run_visit (task, TRUE, cancellable);
}

static gboolean
finish_visit (GAsyncResult *result, guint *n_thumbnails, guint64 *size, GError **error)
{
  g_autofree Thumbnails *thumbnails = g_task_propagate_pointer (G_TASK (result), error);

  if (thumbnails == NULL)
    return FALSE;

  if (n_thumbnails != NULL)
    *n_thumbnails = thumbnails->n_thumbnails;
  if (size != NULL)
    *size = thumbnails->size;

  return TRUE;
}

/**
 * mediary_service_count_thumbnails_async:
 * @self: a service
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * Counts the small pictures that Mediary made and put into the desktop’s cache, of whatever library.
 */
void
mediary_service_count_thumbnails_async (MediaryService     *self,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mediary_service_count_thumbnails_async);
  g_task_run_in_thread (task, run_count);
}

/**
 * mediary_service_count_thumbnails_finish:
 * @self: a service
 * @result: the result
 * @n_thumbnails: (out) (optional): how many there are
 * @size: (out) (optional): what they take, in bytes
 * @error: return location for an error
 *
 * Finishes what [method@Service.count_thumbnails_async] began.
 *
 * Returns: whether they were counted
 */
gboolean
mediary_service_count_thumbnails_finish (MediaryService *self,
                                         GAsyncResult   *result,
                                         guint          *n_thumbnails,
                                         guint64        *size,
                                         GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish_visit (result, n_thumbnails, size, error);
}

/**
 * mediary_service_clear_thumbnails_async:
 * @self: a service
 * @cancellable: (nullable): to stop
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Removes the small pictures that Mediary made and put into the desktop’s cache. Those that other programs made stay. They are
 * made again when they are asked for.
 */
void
mediary_service_clear_thumbnails_async (MediaryService     *self,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mediary_service_clear_thumbnails_async);
  g_task_run_in_thread (task, run_clear);
}

/**
 * mediary_service_clear_thumbnails_finish:
 * @self: a service
 * @result: the result
 * @n_thumbnails: (out) (optional): how many were removed
 * @size: (out) (optional): what they took, in bytes
 * @error: return location for an error
 *
 * Finishes what [method@Service.clear_thumbnails_async] began.
 *
 * Returns: whether it came to its end
 */
gboolean
mediary_service_clear_thumbnails_finish (MediaryService *self,
                                         GAsyncResult   *result,
                                         guint          *n_thumbnails,
                                         guint64        *size,
                                         GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish_visit (result, n_thumbnails, size, error);
}
