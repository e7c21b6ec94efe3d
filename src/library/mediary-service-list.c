/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-service-private.h"
#include "store/mediary-artifact-table.h"
#include "store/mediary-item-table.h"
#include "store/mediary-query-sql.h"
#include "store/mediary-reference-table.h"

/* Every verb that lists: pages are continued by key, so the last page costs what the first did. */

typedef struct {
  MediaryQuery     *query;
  gint64            after; /* number of an item */
  char             *name;  /* an item's id, or a module */
  MediaryReference *after_use;
  MediaryModule    *after_module;
  MediaryArtifact  *after_artifact;
  guint             limit;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_clear_object (&page->query);
  g_free (page->name);
  g_clear_object (&page->after_use);
  g_clear_object (&page->after_module);
  g_clear_object (&page->after_artifact);
  g_free (page);
}

static Page *
page_new (const char *name, MediaryReference *after_use, guint limit)
{
  Page *page = g_new0 (Page, 1);

  page->name = g_strdup (name);
  page->after_use = after_use != NULL ? g_object_ref (after_use) : NULL;
  page->limit = limit;

  return page;
}

static gpointer
finish_list (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A reader's thread. An item that went between the two reads is left out. */
static gpointer
read_items (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Page *page = arguments;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  numbers = mediary_query_sql_list_numbers (database, page->query, page->after, page->limit, error);
  if (numbers == NULL)
    return NULL;

  for (guint i = 0; i < numbers->len; i++) {
    g_autoptr (GError) local_error = NULL;
    g_autoptr (MediaryStoredItem) stored = NULL;

    stored = mediary_item_table_find_number (database, g_array_index (numbers, gint64, i), &local_error);
    if (local_error != NULL) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
    if (stored != NULL)
      g_ptr_array_add (items, g_object_ref (stored->item));
  }

  return g_steal_pointer (&items);
}

/**
 * mediary_service_list_items:
 * @self: a service
 * @query: what to list
 * @after: (nullable): the last item of the page before, to continue behind it
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Blocks for one read. Any thread.
 *
 * Returns: (transfer container) (element-type MediaryItem): the items in order, or %NULL
 */
GPtrArray *
mediary_service_list_items (MediaryService *self,
                            MediaryQuery   *query,
                            MediaryItem    *after,
                            guint           limit,
                            GCancellable   *cancellable,
                            GError        **error)
{
  Page page = { .query = query, .limit = limit };

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (MEDIARY_IS_QUERY (query), NULL);

  page.after = after != NULL ? mediary_item_get_number (after) : 0;

  return mediary_service_read (self, read_items, &page, cancellable, error);
}

/**
 * mediary_service_list_items_async:
 * @self: a service
 * @query: what to list
 * @after: (nullable): the last item of the page before, to continue behind it
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.list_items]. A window uses a [class@ItemList].
 */
void
mediary_service_list_items_async (MediaryService     *self,
                                  MediaryQuery       *query,
                                  MediaryItem        *after,
                                  guint               limit,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Page *page;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (MEDIARY_IS_QUERY (query));

  page = page_new (NULL, NULL, limit);
  page->query = g_object_ref (query);
  page->after = after != NULL ? mediary_item_get_number (after) : 0;
  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_list_items_async);
  mediary_service_read_async (self, read_items, page, page_free, (GDestroyNotify) g_ptr_array_unref, task);
}

/**
 * mediary_service_list_items_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.list_items_async] began.
 *
 * Returns: (transfer container) (element-type MediaryItem): the items in order, or %NULL
 */
GPtrArray *
mediary_service_list_items_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  return finish_list (self, result, error);
}

/* A reader's thread. */
static gpointer
read_count (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  gint64 *count = g_new0 (gint64, 1);

  if (!mediary_query_sql_count (database, (MediaryQuery *) arguments, count, error))
    g_clear_pointer (&count, g_free);

  return count;
}

/**
 * mediary_service_count_items_async:
 * @self: a service
 * @query: what to count; its order does not matter
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * Counts the items of a query.
 */
void
mediary_service_count_items_async (MediaryService     *self,
                                   MediaryQuery       *query,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (MEDIARY_IS_QUERY (query));

  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_count_items_async);
  mediary_service_read_async (self, read_count, g_object_ref (query), g_object_unref, g_free, task);
}

/**
 * mediary_service_count_items_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.count_items_async] began.
 *
 * Returns: the number of items, or -1
 */
gint64
mediary_service_count_items_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *count = finish_list (self, result, error);

  return count != NULL ? *count : -1;
}

/* A reader's thread. */
static gpointer
read_references (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Page *page = arguments;

  return mediary_reference_table_list (database, page->name, page->after_use, page->limit, error);
}

/**
 * mediary_service_list_references:
 * @self: a service
 * @item_id: an item
 * @after: (nullable): the last reference of the page before, to continue behind it, also when it is removed by now
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Where an item is used. Blocks for one short read. Any thread.
 *
 * Returns: (transfer container) (element-type MediaryReference): by module and artifact, or %NULL
 */
GPtrArray *
mediary_service_list_references (MediaryService   *self,
                                 const char       *item_id,
                                 MediaryReference *after,
                                 guint             limit,
                                 GCancellable     *cancellable,
                                 GError          **error)
{
  Page page = { .name = (char *) item_id, .after_use = after, .limit = limit };

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (item_id != NULL, NULL);

  return mediary_service_read (self, read_references, &page, cancellable, error);
}

/**
 * mediary_service_list_references_async:
 * @self: a service
 * @item_id: an item
 * @after: (nullable): the last reference of the page before, to continue behind it, also when it is removed by now
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.list_references].
 */
void
mediary_service_list_references_async (MediaryService     *self,
                                       const char         *item_id,
                                       MediaryReference   *after,
                                       guint               limit,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Page *page;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (item_id != NULL);

  page = page_new (item_id, after, limit);
  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_list_references_async);
  mediary_service_read_async (self, read_references, page, page_free, (GDestroyNotify) g_ptr_array_unref, task);
}

/**
 * mediary_service_list_references_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.list_references_async] began.
 *
 * Returns: (transfer container) (element-type MediaryReference): by module and artifact, or %NULL
 */
GPtrArray *
mediary_service_list_references_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  return finish_list (self, result, error);
}

/* A reader's thread. */
static gpointer
read_modules (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Page *page = arguments;

  return mediary_artifact_table_list_modules (database, page->after_module, page->limit, error);
}

/**
 * mediary_service_list_modules:
 * @self: a service
 * @after: (nullable): the last module of the page before, to continue behind it
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Who uses media items at all. Blocks for one short read. Any thread.
 *
 * Returns: (transfer container) (element-type MediaryModule): the one used last first, or %NULL
 */
GPtrArray *
mediary_service_list_modules (MediaryService *self, MediaryModule *after, guint limit, GCancellable *cancellable, GError **error)
{
  Page page = { .after_module = after, .limit = limit };

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);

  return mediary_service_read (self, read_modules, &page, cancellable, error);
}

/**
 * mediary_service_list_modules_async:
 * @self: a service
 * @after: (nullable): the last module of the page before, to continue behind it
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.list_modules].
 */
void
mediary_service_list_modules_async (MediaryService     *self,
                                    MediaryModule      *after,
                                    guint               limit,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Page *page;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));

  page = page_new (NULL, NULL, limit);
  page->after_module = after != NULL ? g_object_ref (after) : NULL;
  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_list_modules_async);
  mediary_service_read_async (self, read_modules, page, page_free, (GDestroyNotify) g_ptr_array_unref, task);
}

/**
 * mediary_service_list_modules_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.list_modules_async] began.
 *
 * Returns: (transfer container) (element-type MediaryModule): the one used last first, or %NULL
 */
GPtrArray *
mediary_service_list_modules_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  return finish_list (self, result, error);
}

/* A reader's thread. */
static gpointer
read_artifacts (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Page *page = arguments;

  return mediary_artifact_table_list_artifacts (database, page->name, page->after_artifact, page->limit, error);
}

/**
 * mediary_service_list_artifacts:
 * @self: a service
 * @module_name: a module
 * @after: (nullable): the last artifact of the page before, to continue behind it
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * What of a module uses media items. Blocks for one short read. Any thread.
 *
 * Returns: (transfer container) (element-type MediaryArtifact): the one used last first, or %NULL
 */
GPtrArray *
mediary_service_list_artifacts (MediaryService  *self,
                                const char      *module_name,
                                MediaryArtifact *after,
                                guint            limit,
                                GCancellable    *cancellable,
                                GError         **error)
{
  Page page = { .name = (char *) module_name, .after_artifact = after, .limit = limit };

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (module_name != NULL, NULL);

  return mediary_service_read (self, read_artifacts, &page, cancellable, error);
}

/**
 * mediary_service_list_artifacts_async:
 * @self: a service
 * @module_name: a module
 * @after: (nullable): the last artifact of the page before, to continue behind it
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.list_artifacts].
 */
void
mediary_service_list_artifacts_async (MediaryService     *self,
                                      const char         *module_name,
                                      MediaryArtifact    *after,
                                      guint               limit,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Page *page;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (module_name != NULL);

  page = page_new (module_name, NULL, limit);
  page->after_artifact = after != NULL ? g_object_ref (after) : NULL;
  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_list_artifacts_async);
  mediary_service_read_async (self, read_artifacts, page, page_free, (GDestroyNotify) g_ptr_array_unref, task);
}

/**
 * mediary_service_list_artifacts_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.list_artifacts_async] began.
 *
 * Returns: (transfer container) (element-type MediaryArtifact): the one used last first, or %NULL
 */
GPtrArray *
mediary_service_list_artifacts_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  return finish_list (self, result, error);
}

/* A reader's thread. */
static gpointer
read_found_artifacts (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Page *page = arguments;

  return mediary_artifact_table_find_artifacts (database, page->name, page->limit, error);
}

/**
 * mediary_service_find_artifacts_async:
 * @self: a service
 * @text: what a person typed
 * @limit: at most so many
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * Looks for artifacts of any module that have @text in their name, without regard to case and accents; in the path, where
 * the name is a `file:` URI.
 */
void
mediary_service_find_artifacts_async (MediaryService     *self,
                                      const char         *text,
                                      guint               limit,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (text != NULL);

  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_find_artifacts_async);
  mediary_service_read_async (self, read_found_artifacts, page_new (text, NULL, limit), page_free, (GDestroyNotify) g_ptr_array_unref, task);
}

/**
 * mediary_service_find_artifacts_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.find_artifacts_async] began.
 *
 * Returns: (transfer container) (element-type MediaryArtifact): the one used last first, or %NULL
 */
GPtrArray *
mediary_service_find_artifacts_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  return finish_list (self, result, error);
}
