/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-error.h"
#include "private/mediary-arguments.h"
#include "private/mediary-removal-private.h"
#include "private/mediary-service-private.h"
#include "store/mediary-item-table.h"
#include "store/mediary-reference-table.h"

/* The verbs of a whole artifact: what it uses, that it is gone, that it has another name. */

typedef struct {
  char             *module_name;
  char             *artifact_name;
  char             *new_name;
  MediaryReference *after;
  guint             limit;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->module_name);
  g_free (request->artifact_name);
  g_free (request->new_name);
  g_clear_object (&request->after);
  g_free (request);
}

static Request *
request_new (const char *module_name, const char *artifact_name)
{
  Request *request = g_new0 (Request, 1);

  request->module_name = g_strdup (module_name);
  request->artifact_name = g_strdup (artifact_name);

  return request;
}

static gint64
number_of_item (MediaryDatabase *database, MediaryReference *reference, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryStoredItem) stored = NULL;

  stored = mediary_item_table_find_id (database, mediary_reference_get_media_item_id (reference), &local_error);
  if (stored != NULL)
    return mediary_item_get_number (stored->item);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND, "The item of this use is gone: %s",
                 mediary_reference_get_id (reference));

  return 0;
}

/* A reader's thread. */
static gpointer
read_uses (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Request *request = arguments;
  gint64         after = 0;

  if (!mediary_arguments_check_names (request->module_name, request->artifact_name, error))
    return NULL;
  if (request->after != NULL) {
    after = number_of_item (database, request->after, error);
    if (after == 0)
      return NULL;
  }

  return mediary_reference_table_list_uses (database, request->module_name, request->artifact_name, after, request->limit, error);
}

/* Returns: (element-type MediaryReference): all of them, at least one */
static GPtrArray *
list_all (MediaryDatabase *database, const Request *request, GError **error)
{
  g_autoptr (GPtrArray) uses = NULL;

  if (!mediary_arguments_check_names (request->module_name, request->artifact_name, error))
    return NULL;

  uses = mediary_reference_table_list_uses (database, request->module_name, request->artifact_name, 0, 0, error);
  if (uses == NULL)
    return NULL;
  if (uses->len == 0) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND, "Nothing is known to be used by “%s”", request->artifact_name);
    return NULL;
  }

  return g_steal_pointer (&uses);
}

static gboolean
remove_use (MediaryDatabase *database, MediaryReference *reference, GError **error)
{
  gint64 number = number_of_item (database, reference, error);

  return number != 0 && mediary_reference_table_remove (database, number, reference, error);
}

/* Writer thread. */
static gpointer
write_removal (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  g_autoptr (GPtrArray) uses = list_all (database, arguments, error);
  g_autoptr (GPtrArray) no_items = g_ptr_array_new ();

  for (guint i = 0; uses != NULL && i < uses->len; i++) {
    if (!remove_use (database, g_ptr_array_index (uses, i), error))
      return NULL;
  }

  return uses != NULL ? mediary_removal_new (no_items, uses) : NULL;
}

/* The use keeps its id: a document that was renamed holds it. One that stood under the new name before makes room. */
static gboolean
rename_use (MediaryDatabase *database, MediaryReference *reference, const char *new_name, GError **error)
{
  MediaryReferenceRow row = mediary_reference_table_row (reference);
  gint64              number = number_of_item (database, reference, error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryReference) present = NULL;

  if (number == 0)
    return FALSE;

  row.artifact_name = new_name;
  present = mediary_reference_table_find (database, row.media_item_id, row.module_name, new_name, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return (present == NULL || mediary_reference_table_remove (database, number, present, error)) &&
    mediary_reference_table_remove (database, number, reference, error) &&
    mediary_reference_table_insert (database, number, &row, error);
}

/* Writer thread. */
static gboolean
write_new_name (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Request *request = arguments;
  g_autoptr (GPtrArray) uses = NULL;

  if (!mediary_arguments_check_names (request->module_name, request->new_name, error))
    return FALSE;

  uses = list_all (database, request, error);
  if (uses == NULL)
    return FALSE;
  if (g_str_equal (request->artifact_name, request->new_name))
    return TRUE;

  for (guint i = 0; i < uses->len; i++) {
    if (!rename_use (database, g_ptr_array_index (uses, i), request->new_name, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mediary_service_list_uses:
 * @self: a service
 * @module_name: a module
 * @artifact_name: one of its artifacts
 * @after: (nullable): the last use of the page before, to continue behind it
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * What an artifact uses. Blocks for one short read. Any thread.
 *
 * Returns: (transfer container) (element-type MediaryReference): the uses, in the order in which their items became
 *   known, or %NULL; %MEDIARY_ERROR_NOT_FOUND when the item of @after was forgotten since
 */
GPtrArray *
mediary_service_list_uses (MediaryService   *self,
                           const char       *module_name,
                           const char       *artifact_name,
                           MediaryReference *after,
                           guint             limit,
                           GCancellable     *cancellable,
                           GError          **error)
{
  Request request = { .module_name = (char *) module_name, .artifact_name = (char *) artifact_name, .after = after, .limit = limit };

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (module_name != NULL && artifact_name != NULL, NULL);

  return mediary_service_read (self, read_uses, &request, cancellable, error);
}

/**
 * mediary_service_list_uses_async:
 * @self: a service
 * @module_name: a module
 * @artifact_name: one of its artifacts
 * @after: (nullable): the last use of the page before, to continue behind it
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.list_uses].
 */
void
mediary_service_list_uses_async (MediaryService     *self,
                                 const char         *module_name,
                                 const char         *artifact_name,
                                 MediaryReference   *after,
                                 guint               limit,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (module_name != NULL && artifact_name != NULL);

  request = request_new (module_name, artifact_name);
  request->after = after != NULL ? g_object_ref (after) : NULL;
  request->limit = limit;
  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_list_uses_async);
  mediary_service_read_async (self, read_uses, request, request_free, (GDestroyNotify) g_ptr_array_unref, task);
}

/**
 * mediary_service_list_uses_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.list_uses_async] began.
 *
 * Returns: (transfer container) (element-type MediaryReference): the uses, in the order in which their items became
 *   known, or %NULL; %MEDIARY_ERROR_NOT_FOUND when the item of @after was forgotten since
 */
GPtrArray *
mediary_service_list_uses_finish (MediaryService *self,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mediary_service_remove_artifact:
 * @self: a service
 * @module_name: a module
 * @artifact_name: one of its artifacts
 * @cancellable: (nullable): to stop before it begins
 * @error: return location for an error
 *
 * Removes all uses by an artifact: it was deleted, or uses nothing any more. The items stay. Blocks until it is on
 * disk. Any thread.
 *
 * Returns: (transfer full): what was removed, for [method@Service.restore]; or %NULL, with %MEDIARY_ERROR_NOT_FOUND
 *   when nothing is known of the artifact
 */
MediaryRemoval *
mediary_service_remove_artifact (MediaryService *self,
                                 const char     *module_name,
                                 const char     *artifact_name,
                                 GCancellable   *cancellable,
                                 GError        **error)
{
  Request request = { .module_name = (char *) module_name, .artifact_name = (char *) artifact_name };

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (module_name != NULL && artifact_name != NULL, NULL);

  return mediary_service_change (self, write_removal, &request, g_object_unref, cancellable, error);
}

/**
 * mediary_service_remove_artifact_async:
 * @self: a service
 * @module_name: a module
 * @artifact_name: one of its artifacts
 * @cancellable: (nullable): to stop before it begins
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.remove_artifact].
 */
void
mediary_service_remove_artifact_async (MediaryService     *self,
                                       const char         *module_name,
                                       const char         *artifact_name,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (module_name != NULL && artifact_name != NULL);

  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_remove_artifact_async);
  mediary_service_change_async (self, write_removal, request_new (module_name, artifact_name), request_free, g_object_unref, task);
}

/**
 * mediary_service_remove_artifact_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.remove_artifact_async] began.
 *
 * Returns: (transfer full): what was removed, for [method@Service.restore]; or %NULL, with %MEDIARY_ERROR_NOT_FOUND
 *   when nothing is known of the artifact
 */
MediaryRemoval *
mediary_service_remove_artifact_finish (MediaryService *self,
                                        GAsyncResult   *result,
                                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mediary_service_rename_artifact:
 * @self: a service
 * @module_name: a module
 * @artifact_name: one of its artifacts
 * @new_name: what it is called now
 * @cancellable: (nullable): to stop before it begins
 * @error: return location for an error
 *
 * Gives an artifact another name: the document was renamed, or saved elsewhere in place of another. Every use keeps its
 * id; what stood under the new name for the same item goes. Blocks until it is on disk. Any thread.
 *
 * Returns: whether it has the new name; %MEDIARY_ERROR_NOT_FOUND when nothing is known of the artifact
 */
gboolean
mediary_service_rename_artifact (MediaryService *self,
                                 const char     *module_name,
                                 const char     *artifact_name,
                                 const char     *new_name,
                                 GCancellable   *cancellable,
                                 GError        **error)
{
  Request request = { .module_name = (char *) module_name, .artifact_name = (char *) artifact_name, .new_name = (char *) new_name };

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), FALSE);
  g_return_val_if_fail (module_name != NULL && artifact_name != NULL && new_name != NULL, FALSE);

  return mediary_service_write (self, write_new_name, &request, cancellable, error);
}

/**
 * mediary_service_rename_artifact_async:
 * @self: a service
 * @module_name: a module
 * @artifact_name: one of its artifacts
 * @new_name: what it is called now
 * @cancellable: (nullable): to stop before it begins
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.rename_artifact].
 */
void
mediary_service_rename_artifact_async (MediaryService     *self,
                                       const char         *module_name,
                                       const char         *artifact_name,
                                       const char         *new_name,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (module_name != NULL && artifact_name != NULL && new_name != NULL);

  request = request_new (module_name, artifact_name);
  request->new_name = g_strdup (new_name);
  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_rename_artifact_async);
  mediary_service_write_async (self, write_new_name, request, request_free, task);
}

/**
 * mediary_service_rename_artifact_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.rename_artifact_async] began.
 *
 * Returns: whether it has the new name; %MEDIARY_ERROR_NOT_FOUND when nothing is known of the artifact
 */
gboolean
mediary_service_rename_artifact_finish (MediaryService *self,
                                        GAsyncResult   *result,
                                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
