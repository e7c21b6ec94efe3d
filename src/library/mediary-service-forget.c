/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-error.h"
#include "private/mediary-arguments.h"
#include "private/mediary-removal-private.h"
#include "private/mediary-service-private.h"
#include "store/mediary-item-record.h"
#include "store/mediary-reference-table.h"

/* Removing several uses or items at once: all of them or none, and the answer holds what it takes to undo it. */

/* So many uses are named in the error of an item that is in use; the others can be listed. */
#define MAX_NAMED 3

typedef struct {
  char             **item_ids;
  char              *module_name;
  char              *artifact_name;
  MediaryForgetFlags flags;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_strfreev (request->item_ids);
  g_free (request->module_name);
  g_free (request->artifact_name);
  g_free (request);
}

/* What is removed, while it is. */
typedef struct {
  MediaryDatabase *database;
  GPtrArray       *records;
  GPtrArray       *references;
} Taking;

static void
taking_clear (Taking *taking)
{
  g_ptr_array_unref (taking->records);
  g_ptr_array_unref (taking->references);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, taking_clear)

static Taking
taking_begin (MediaryDatabase *database)
{
  return (Taking){
    .database = database,
    .records = g_ptr_array_new_with_free_func ((GDestroyNotify) mediary_item_record_free),
    .references = g_ptr_array_new_with_free_func (g_object_unref),
  };
}

static gboolean
take_reference (Taking *taking, gint64 number, MediaryReference *reference, GError **error)
{
  g_ptr_array_add (taking->references, g_object_ref (reference));

  return mediary_reference_table_remove (taking->database, number, reference, error);
}

static gboolean
take_use (Taking *taking, const Request *request, const char *item_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryReference) reference = NULL;
  g_autoptr (MediaryStoredItem) stored = NULL;

  reference = mediary_reference_table_find (taking->database, item_id, request->module_name, request->artifact_name, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  /* It is as it is to be. */
  if (reference == NULL)
    return TRUE;

  stored = mediary_item_table_require_id (taking->database, item_id, error);

  return stored != NULL && take_reference (taking, mediary_item_get_number (stored->item), reference, error);
}

/* Writer thread. */
static gpointer
write_remove_uses (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Request *request = arguments;
  g_auto (Taking) taking = taking_begin (database);

  if (!mediary_arguments_check_ids ((const char *const *) request->item_ids, error) ||
      !mediary_arguments_check_names (request->module_name, request->artifact_name, error))
    return NULL;

  for (char **id = request->item_ids; *id != NULL; id++) {
    if (!take_use (&taking, request, *id, error))
      return NULL;
  }

  return mediary_removal_new (taking.records, taking.references);
}

static void
refuse_in_use (MediaryItem *item, GPtrArray *uses, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_named = 0;

  for (guint i = 0; i < uses->len && n_named < MAX_NAMED; i++) {
    MediaryReference *use = g_ptr_array_index (uses, i);
    const char       *module_name = mediary_reference_get_module_name (use);
    const char       *artifact_name = mediary_reference_get_artifact_name (use);

    if (!mediary_reference_is_counted (module_name, artifact_name))
      continue;
    g_string_append_printf (names, "%s%s in %s", n_named++ > 0 ? ", " : "", artifact_name, module_name);
  }

  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_IN_USE, "%u uses of %s stand in the way: %s%s",
               mediary_item_get_n_uses (item), mediary_item_get_id (item), names->str,
               mediary_item_get_n_uses (item) > n_named ? ", …" : "");
}

static gboolean
take_item (Taking *taking, MediaryStoredItem *stored, MediaryForgetFlags flags, GError **error)
{
  const char        *id = mediary_item_get_id (stored->item);
  gint64             number = mediary_item_get_number (stored->item);
  gboolean           with_uses = (flags & MEDIARY_FORGET_WITH_USES) != 0;
  MediaryItemRecord *record = mediary_item_record_read (taking->database, stored, error);
  g_autoptr (GPtrArray) uses = NULL;

  if (record == NULL)
    return FALSE;
  g_ptr_array_add (taking->records, record);

  /* A file that no document uses has at most the one that says so. */
  uses = mediary_reference_table_list (taking->database, id, NULL, with_uses ? 0 : MAX_NAMED + 1, error);
  if (uses == NULL)
    return FALSE;
  if (!with_uses && mediary_item_get_n_uses (stored->item) > 0) {
    refuse_in_use (stored->item, uses, error);
    return FALSE;
  }

  for (guint i = 0; i < uses->len; i++) {
    if (!take_reference (taking, number, g_ptr_array_index (uses, i), error))
      return FALSE;
  }

  return mediary_item_table_remove (taking->database, stored->item, error);
}

/* Writer thread. */
static gpointer
write_forget (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Request *request = arguments;
  g_auto (Taking) taking = taking_begin (database);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  if (!mediary_arguments_check_ids ((const char *const *) request->item_ids, error))
    return NULL;

  for (char **id = request->item_ids; *id != NULL; id++) {
    g_autoptr (MediaryStoredItem) stored = NULL;

    if (!g_hash_table_add (taken, *id))
      continue;

    stored = mediary_item_table_require_id (database, *id, error);
    if (stored == NULL || !take_item (&taking, stored, request->flags, error))
      return NULL;
  }

  return mediary_removal_new (taking.records, taking.references);
}

/**
 * mediary_service_remove_uses:
 * @self: a service
 * @item_ids: (array zero-terminated=1): items
 * @module_name: a module
 * @artifact_name: one of its artifacts
 * @cancellable: (nullable): to stop before it begins
 * @error: return location for an error
 *
 * Removes the use of each of these items by one artifact; an item it does not use is passed over. The items stay.
 * Blocks until it is on disk. Any thread.
 *
 * Returns: (transfer full): what was removed, for [method@Service.restore]; or %NULL, and then nothing was
 */
MediaryRemoval *
mediary_service_remove_uses (MediaryService    *self,
                             const char *const *item_ids,
                             const char        *module_name,
                             const char        *artifact_name,
                             GCancellable      *cancellable,
                             GError           **error)
{
  Request request = { (char **) item_ids, (char *) module_name, (char *) artifact_name, 0 };

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (item_ids != NULL && module_name != NULL && artifact_name != NULL, NULL);

  return mediary_service_change (self, write_remove_uses, &request, g_object_unref, cancellable, error);
}

/**
 * mediary_service_remove_uses_async:
 * @self: a service
 * @item_ids: (array zero-terminated=1): items
 * @module_name: a module
 * @artifact_name: one of its artifacts
 * @cancellable: (nullable): to stop before it begins
 * @callback: (scope async): called when it is on disk
 * @user_data: for @callback
 *
 * See [method@Service.remove_uses].
 */
void
mediary_service_remove_uses_async (MediaryService     *self,
                                   const char *const  *item_ids,
                                   const char         *module_name,
                                   const char         *artifact_name,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (item_ids != NULL && module_name != NULL && artifact_name != NULL);

  request = g_new0 (Request, 1);
  request->item_ids = g_strdupv ((char **) item_ids);
  request->module_name = g_strdup (module_name);
  request->artifact_name = g_strdup (artifact_name);
  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_remove_uses_async);
  mediary_service_change_async (self, write_remove_uses, request, request_free, g_object_unref, task);
}

static MediaryRemoval *
finish_removal (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mediary_service_remove_uses_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.remove_uses_async] began.
 *
 * Returns: (transfer full): what was removed, or %NULL
 */
MediaryRemoval *
mediary_service_remove_uses_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  return finish_removal (self, result, error);
}

/**
 * mediary_service_forget_items:
 * @self: a service
 * @item_ids: (array zero-terminated=1): items
 * @flags: whether items in use may go too
 * @cancellable: (nullable): to stop before it begins
 * @error: return location for an error
 *
 * Removes items from the library. Their files stay where they are. Without %MEDIARY_FORGET_WITH_USES nothing is removed
 * when one of the items is in use: then the error is %MEDIARY_ERROR_IN_USE, and [method@Service.list_references] lists
 * the uses. Blocks until it is on disk. Any thread.
 *
 * Returns: (transfer full): what was removed, for [method@Service.restore]; or %NULL, and then nothing was
 */
MediaryRemoval *
mediary_service_forget_items (MediaryService    *self,
                              const char *const *item_ids,
                              MediaryForgetFlags flags,
                              GCancellable      *cancellable,
                              GError           **error)
{
  Request request = { .item_ids = (char **) item_ids, .flags = flags };

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (item_ids != NULL, NULL);

  return mediary_service_change (self, write_forget, &request, g_object_unref, cancellable, error);
}

/**
 * mediary_service_forget_items_async:
 * @self: a service
 * @item_ids: (array zero-terminated=1): items
 * @flags: whether items in use may go too
 * @cancellable: (nullable): to stop before it begins
 * @callback: (scope async): called when it is on disk
 * @user_data: for @callback
 *
 * See [method@Service.forget_items].
 */
void
mediary_service_forget_items_async (MediaryService     *self,
                                    const char *const  *item_ids,
                                    MediaryForgetFlags  flags,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (item_ids != NULL);

  request = g_new0 (Request, 1);
  request->item_ids = g_strdupv ((char **) item_ids);
  request->flags = flags;
  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_forget_items_async);
  mediary_service_change_async (self, write_forget, request, request_free, g_object_unref, task);
}

/**
 * mediary_service_forget_items_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.forget_items_async] began.
 *
 * Returns: (transfer full): what was removed, or %NULL
 */
MediaryRemoval *
mediary_service_forget_items_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  return finish_removal (self, result, error);
}
