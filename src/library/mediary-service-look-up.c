/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "files/mediary-file-identity.h"
#include "mediary-error.h"
#include "private/mediary-arguments.h"
#include "private/mediary-service-private.h"
#include "store/mediary-artifact-table.h"
#include "store/mediary-item-table.h"
#include "store/mediary-query-sql.h"
#include "store/mediary-reference-table.h"

/* Every verb that only reads: the function on the database first, then its blocking and its asynchronous face. */

static MediaryItem *
take_item (MediaryStoredItem *stored)
{
  MediaryItem *item = stored != NULL ? g_object_ref (stored->item) : NULL;

  if (stored != NULL)
    mediary_stored_item_free (stored);

  return item;
}

/* A reader's thread. */
static gpointer
read_item (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  if (!mediary_arguments_check_id (arguments, error))
    return NULL;

  return take_item (mediary_item_table_require_id (database, arguments, error));
}

/**
 * mediary_service_get_item:
 * @self: a service
 * @item_id: an id
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Blocks for one short read. Any thread.
 *
 * Returns: (transfer full): the item, or %NULL with %MEDIARY_ERROR_NOT_FOUND
 */
MediaryItem *
mediary_service_get_item (MediaryService *self, const char *item_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (item_id != NULL, NULL);

  return mediary_service_read (self, read_item, item_id, cancellable, error);
}

/**
 * mediary_service_get_item_async:
 * @self: a service
 * @item_id: an id
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.get_item].
 */
void
mediary_service_get_item_async (MediaryService     *self,
                                const char         *item_id,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (item_id != NULL);

  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_get_item_async);
  mediary_service_read_async (self, read_item, g_strdup (item_id), g_free, g_object_unref, task);
}

/**
 * mediary_service_get_item_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.get_item_async] began.
 *
 * Returns: (transfer full): the item, or %NULL
 */
MediaryItem *
mediary_service_get_item_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A file that is there, by what it is: another name of an item's file, or where it has moved to. Two are no evidence. */
static MediaryStoredItem *
find_by_inode (MediaryDatabase *database, const MediaryFileIdentity *identity, GError **error)
{
  const MediaryFileFacts *facts = &identity->facts;
  g_autoptr (GPtrArray) items = mediary_item_table_list_inode (database, facts->device, facts->inode, error);
  MediaryStoredItem *found = NULL;

  for (guint i = 0; items != NULL && i < items->len; i++) {
    MediaryStoredItem *stored = g_ptr_array_index (items, i);

    if (!mediary_file_facts_same_contents (facts, &stored->facts))
      continue;
    if (found != NULL)
      return NULL;
    found = stored;
  }

  return found != NULL ? mediary_stored_item_copy (found) : NULL;
}

/* A reader's thread. */
static MediaryStoredItem *
find_identity (MediaryDatabase *database, const MediaryFileIdentity *identity, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean           by_name;
  MediaryStoredItem *stored = mediary_check_in_find_known (database, identity, &by_name, &local_error);

  if (stored == NULL && local_error == NULL && identity->kind == MEDIARY_FILE_REGULAR)
    stored = find_by_inode (database, identity, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return stored;
}

static gpointer
read_file (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const MediaryFileIdentity *identity = arguments;
  g_autoptr (GError) local_error = NULL;
  MediaryItem *item = take_item (find_identity (database, identity, &local_error));

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (item == NULL)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND, "Mediary does not know this file: %s", identity->given);

  return item;
}

/* Waits for the disk, as long as it may take. */
static MediaryFileIdentity *
identify (MediaryService *self, const char *file_path, GError **error)
{
  MediaryFileIdentity identity = { 0 };

  return mediary_service_look_at (self, file_path, &identity, error) ? g_memdup2 (&identity, sizeof identity) : NULL;
}

static void
identity_free (gpointer data)
{
  mediary_file_identity_clear (data);
  g_free (data);
}

/**
 * mediary_service_find_item:
 * @self: a service
 * @file_path: (type filename): a path; the file need not be there any more
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * The item of a file, found by where it is, by another name it has, by where it was before it moved, or, on the same disk,
 * by where it has moved to. Where another file is by now, the item that was there before is not found.
 * Blocks for a look at the disk and a short read. Any thread.
 *
 * Returns: (transfer full): the item, or %NULL with %MEDIARY_ERROR_NOT_FOUND, or %MEDIARY_ERROR_TIMED_OUT when the disk
 *   does not answer
 */
MediaryItem *
mediary_service_find_item (MediaryService *self, const char *file_path, GCancellable *cancellable, GError **error)
{
  MediaryFileIdentity *identity;
  MediaryItem         *item;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (file_path != NULL, NULL);

  if (!mediary_arguments_check_path (file_path, error))
    return NULL;

  identity = identify (self, file_path, error);
  if (identity == NULL)
    return NULL;

  item = mediary_service_read (self, read_file, identity, cancellable, error);
  identity_free (identity);

  return item;
}

/* A thread of its own: the disk may be slow, and a reader must not wait for it. */
static void
run_find_item (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  MediaryItem *item = mediary_service_find_item (source, data, cancellable, &error);

  if (item != NULL)
    g_task_return_pointer (task, item, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * mediary_service_find_item_async:
 * @self: a service
 * @file_path: (type filename): a path; the file need not be there any more
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.find_item].
 */
void
mediary_service_find_item_async (MediaryService     *self,
                                 const char         *file_path,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (file_path != NULL);

  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_find_item_async);
  g_task_set_task_data (task, g_strdup (file_path), g_free);
  g_task_run_in_thread (task, run_find_item);
}

/**
 * mediary_service_find_item_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.find_item_async] began.
 *
 * Returns: (transfer full): the item, or %NULL
 */
MediaryItem *
mediary_service_find_item_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A thread that may wait for disks. What does not answer is no folder that anyone could look into. */
static void
run_find_folders (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char **paths = data;
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();

  for (guint i = 0; paths[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++) {
    MediaryFileIdentity identity = { 0 };

    if (mediary_service_look_at (source, paths[i], &identity, NULL) && identity.kind == MEDIARY_FILE_FOLDER)
      g_strv_builder_add (folders, paths[i]);
    mediary_file_identity_clear (&identity);
  }

  g_task_return_pointer (task, g_strv_builder_end (folders), (GDestroyNotify) g_strfreev);
}

/**
 * mediary_service_find_folders_async:
 * @self: a service
 * @paths: (array zero-terminated=1) (element-type filename): what may be files or folders
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * Tells which of some paths lead to folders, before they are checked in. A disk that does not answer holds up neither
 * the caller nor the end of its program.
 */
void
mediary_service_find_folders_async (MediaryService     *self,
                                    const char *const  *paths,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (paths != NULL);

  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_find_folders_async);
  g_task_set_task_data (task, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, run_find_folders);
}

/**
 * mediary_service_find_folders_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.find_folders_async] began.
 *
 * Returns: (transfer full) (array zero-terminated=1) (element-type filename): those of the paths that lead to folders,
 *   or %NULL when it was stopped
 */
char **
mediary_service_find_folders_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A reader's thread. */
static gpointer
read_reference (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  if (!mediary_arguments_check_id (arguments, error))
    return NULL;

  return mediary_reference_table_require_id (database, arguments, error);
}

/**
 * mediary_service_get_reference:
 * @self: a service
 * @reference_id: an id
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Blocks for one short read. Any thread.
 *
 * Returns: (transfer full): the reference, or %NULL with %MEDIARY_ERROR_NOT_FOUND
 */
MediaryReference *
mediary_service_get_reference (MediaryService *self, const char *reference_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (reference_id != NULL, NULL);

  return mediary_service_read (self, read_reference, reference_id, cancellable, error);
}

/**
 * mediary_service_get_reference_async:
 * @self: a service
 * @reference_id: an id
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.get_reference].
 */
void
mediary_service_get_reference_async (MediaryService     *self,
                                     const char         *reference_id,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (reference_id != NULL);

  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_get_reference_async);
  mediary_service_read_async (self, read_reference, g_strdup (reference_id), g_free, g_object_unref, task);
}

/**
 * mediary_service_get_reference_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.get_reference_async] began.
 *
 * Returns: (transfer full): the reference, or %NULL
 */
MediaryReference *
mediary_service_get_reference_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
