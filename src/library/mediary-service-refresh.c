/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-error.h"
#include "private/mediary-arguments.h"
#include "private/mediary-service-private.h"
#include "store/mediary-reference-table.h"

/* Looking at an item's file again, where it was or where somebody says it is now. */

typedef struct {
  const char     *item_id;
  MediaryCheckIn *check_in; /* the file, ready to be stored */
} File;

/* One file without a use, read whatever is known of it. Returns: (nullable): with its error set when it was refused */
static MediaryCheckIn *
prepare_file (MediaryService *self, const char *path, GCancellable *cancellable, GError **error)
{
  MediaryCheckInPipeline *held = mediary_service_hold (self, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GPtrArray) check_ins = NULL;
  g_autoptr (MediaryCheckIn) check_in = NULL;

  if (held == NULL)
    return NULL;

  g_ptr_array_add (paths, (char *) path);
  check_ins = mediary_check_in_prepare (held, paths, NULL, MEDIARY_CHECK_IN_READS_ALWAYS, cancellable);
  mediary_check_in_pipeline_release (held);

  check_in = g_ptr_array_steal_index (check_ins, 0);
  if (check_in->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&check_in->error));
    return NULL;
  }

  return g_steal_pointer (&check_in);
}

/* What is stored now. */
static gpointer
dup_item_now (MediaryDatabase *database, const char *id, GError **error)
{
  g_autoptr (MediaryStoredItem) stored = mediary_item_table_require_id (database, id, error);

  return stored != NULL ? g_object_ref (stored->item) : NULL;
}

/* Writer thread. */
static gpointer
write_refreshed (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const File *file = arguments;
  g_autoptr (MediaryStoredItem) stored = mediary_item_table_require_id (database, file->item_id, error);

  if (stored == NULL || !mediary_check_in_store (database, file->check_in, error))
    return NULL;

  return dup_item_now (database, file->item_id, error);
}

/* The details could not be read, and somebody asked for exactly that. What is known now is stored all the same. */
static gboolean
has_details (MediaryItem *item, GError **error)
{
  const char *note = mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_NOTE);

  if (note == NULL || (mediary_item_get_state (item) != MEDIARY_STATE_PRESENT && mediary_item_get_state (item) != MEDIARY_STATE_LENT))
    return TRUE;

  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_EXTRACTION_FAILED, "The details of %s: %s", mediary_item_get_id (item), note);

  return FALSE;
}

static void
run_refresh (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  MediaryItem *item = mediary_service_refresh_item (source, data, cancellable, &error);

  if (item != NULL)
    g_task_return_pointer (task, item, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * mediary_service_refresh_item:
 * @self: a service
 * @item_id: an item
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Looks at an item's file again and reads its details anew, also when nothing seems to have changed. A file that is
 * gone or may not be read is no error: the item's state says so. Blocks until it is on disk: at most about five
 * seconds, for a file whose details are hard to read. Any thread.
 *
 * Returns: (transfer full): the item as it is now, or %NULL; %MEDIARY_ERROR_EXTRACTION_FAILED when the details cannot
 *   be read, %MEDIARY_ERROR_NOT_FOUND when there is no such item
 */
MediaryItem *
mediary_service_refresh_item (MediaryService *self,
                              const char     *item_id,
                              GCancellable   *cancellable,
                              GError        **error)
{
  File file = { item_id, NULL };
  g_autoptr (MediaryItem) before = NULL;
  g_autoptr (MediaryItem) item = NULL;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (item_id != NULL, NULL);

  before = mediary_service_get_item (self, item_id, cancellable, error);
  if (before == NULL)
    return NULL;
  file.check_in = prepare_file (self, mediary_item_get_path (before), cancellable, error);
  if (file.check_in == NULL)
    return NULL;

  item = mediary_service_change (self, write_refreshed, &file, g_object_unref, cancellable, error);
  mediary_check_in_free (file.check_in);

  return item != NULL && has_details (item, error) ? g_steal_pointer (&item) : NULL;
}

/**
 * mediary_service_refresh_item_async:
 * @self: a service
 * @item_id: an item
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.refresh_item].
 */
void
mediary_service_refresh_item_async (MediaryService     *self,
                                    const char         *item_id,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (item_id != NULL);

  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_refresh_item_async);
  g_task_set_task_data (task, g_strdup (item_id), g_free);
  g_task_run_in_thread (task, run_refresh);
}

/**
 * mediary_service_refresh_item_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.refresh_item_async] began.
 *
 * Returns: (transfer full): the item as it is now, or %NULL; %MEDIARY_ERROR_EXTRACTION_FAILED when the details cannot
 *   be read, %MEDIARY_ERROR_NOT_FOUND when there is no such item
 */
MediaryItem *
mediary_service_refresh_item_finish (MediaryService *self,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Another item has this file. If no document uses it, it makes room; its own statement that none does goes with it. */
static gboolean
make_room (MediaryDatabase *database, MediaryStoredItem *other, GError **error)
{
  const char *id = mediary_item_get_id (other->item);
  g_autoptr (GPtrArray) uses = NULL;

  if (mediary_item_get_n_uses (other->item) > 0) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_IN_USE, "This file is used already, as item %s", id);
    return FALSE;
  }

  uses = mediary_reference_table_list (database, id, NULL, 0, error);
  for (guint i = 0; uses != NULL && i < uses->len; i++) {
    if (!mediary_reference_table_remove (database, mediary_item_get_number (other->item), g_ptr_array_index (uses, i), error))
      return FALSE;
  }

  return uses != NULL && mediary_item_table_remove (database, other->item, error);
}

static gboolean
take_file (MediaryDatabase *database, MediaryStoredItem *stored, MediaryCheckIn *check_in, GError **error)
{
  const char    *path = check_in->identity.path;
  gint64         now = g_get_real_time () / G_USEC_PER_SEC;
  MediaryItemRow row = {
    .number = mediary_item_get_number (stored->item),
    .id = mediary_item_get_id (stored->item),
    .type = check_in->type,
    .metadata = check_in->metadata,
    .updated_at = now,
    .state = check_in->state,
  };

  return mediary_item_table_set_contents (database, &row, &check_in->identity.facts, error) &&
    (g_str_equal (mediary_item_get_path (stored->item), path) ||
     mediary_item_table_set_path (database, stored->item, path, now, error));
}

/* Writer thread. */
static gpointer
write_relinked (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const File *file = arguments;
  g_autoptr (MediaryStoredItem) stored = mediary_item_table_require_id (database, file->item_id, error);
  g_autoptr (MediaryStoredItem) other = NULL;
  g_autoptr (GError) local_error = NULL;

  if (stored == NULL)
    return NULL;

  other = mediary_item_table_find_path (database, file->check_in->identity.path, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  if (other != NULL && !g_str_equal (mediary_item_get_id (other->item), mediary_item_get_id (stored->item)) &&
      !make_room (database, other, error))
    return NULL;

  return take_file (database, stored, file->check_in, error) ? dup_item_now (database, file->item_id, error) : NULL;
}

/* A file that is known may be gone: that is no file to give an item. */
static gboolean
is_there (MediaryCheckIn *check_in, GError **error)
{
  if (check_in->identity.kind == MEDIARY_FILE_REGULAR && check_in->metadata != NULL)
    return TRUE;

  g_set_error (error, MEDIARY_ERROR,
               check_in->identity.kind == MEDIARY_FILE_NO_ACCESS ? MEDIARY_ERROR_PERMISSION_DENIED : MEDIARY_ERROR_FILE_NOT_FOUND,
               "It cannot be read: %s", check_in->given);

  return FALSE;
}

typedef struct {
  char *item_id;
  char *file_path;
} Relink;

static void
relink_free (gpointer data)
{
  Relink *relink = data;

  g_free (relink->item_id);
  g_free (relink->file_path);
  g_free (relink);
}

static void
run_relink (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Relink *relink = data;
  g_autoptr (GError) error = NULL;
  MediaryItem *item = mediary_service_relink_item (source, relink->item_id, relink->file_path, cancellable, &error);

  if (item != NULL)
    g_task_return_pointer (task, item, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * mediary_service_relink_item:
 * @self: a service
 * @item_id: an item
 * @file_path: (type filename): the file that is this item from now on; a relative path is taken from the current folder
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Gives an item another file: the one somebody found again, or wants in place of the old one. The item keeps its id and
 * its uses, and its old path stays in its history. A file that Mediary knows as another item can be given when no
 * document uses that item, which is then forgotten. Blocks until it is on disk: at most about five seconds. Any thread.
 *
 * Returns: (transfer full): the item as it is now, or %NULL; %MEDIARY_ERROR_IN_USE when the file is an item in use
 *   itself, and the errors of [method@Service.check_in_media]
 */
MediaryItem *
mediary_service_relink_item (MediaryService *self,
                             const char     *item_id,
                             const char     *file_path,
                             GCancellable   *cancellable,
                             GError        **error)
{
  File         file = { item_id, NULL };
  MediaryItem *item = NULL;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (item_id != NULL && file_path != NULL, NULL);

  if (!mediary_arguments_check_id (item_id, error) || !mediary_arguments_check_path (file_path, error))
    return NULL;
  file.check_in = prepare_file (self, file_path, cancellable, error);
  if (file.check_in == NULL)
    return NULL;

  if (is_there (file.check_in, error))
    item = mediary_service_change (self, write_relinked, &file, g_object_unref, cancellable, error);
  mediary_check_in_free (file.check_in);

  return item;
}

/**
 * mediary_service_relink_item_async:
 * @self: a service
 * @item_id: an item
 * @file_path: (type filename): the file that is this item from now on; a relative path is taken from the current folder
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.relink_item].
 */
void
mediary_service_relink_item_async (MediaryService     *self,
                                   const char         *item_id,
                                   const char         *file_path,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Relink *relink;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (item_id != NULL && file_path != NULL);

  relink = g_new0 (Relink, 1);
  relink->item_id = g_strdup (item_id);
  relink->file_path = g_strdup (file_path);
  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_relink_item_async);
  g_task_set_task_data (task, relink, relink_free);
  g_task_run_in_thread (task, run_relink);
}

/**
 * mediary_service_relink_item_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.relink_item_async] began.
 *
 * Returns: (transfer full): the item as it is now, or %NULL; %MEDIARY_ERROR_IN_USE when the file is an item in use
 *   itself, and the errors of [method@Service.check_in_media]
 */
MediaryItem *
mediary_service_relink_item_finish (MediaryService *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
