/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-service-private.h"
#include "store/mediary-artifact-table.h"
#include "store/mediary-reference-table.h"

/* Uses, and who has them: pages are continued by key, so the last page costs what the first did. */

typedef struct {
  char             *name; /* an item's id, a module, or what an artifact's name has in it */
  MediaryReference *after_use;
  MediaryModule    *after_module;
  MediaryArtifact  *after_artifact;
  guint             limit;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

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

static GPtrArray *
finish_list (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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
