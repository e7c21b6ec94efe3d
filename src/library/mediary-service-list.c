/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-service-private.h"
#include "store/mediary-item-table.h"
#include "store/mediary-query-sql.h"

/* Pages of items are continued by key, so the last page costs what the first did. */

typedef struct {
  MediaryQuery *query;
  gint64        after; /* number of an item */
  guint         limit;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_object_unref (page->query);
  g_free (page);
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

  page = g_new0 (Page, 1);
  page->query = g_object_ref (query);
  page->after = after != NULL ? mediary_item_get_number (after) : 0;
  page->limit = limit;
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
