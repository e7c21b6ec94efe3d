/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-exchange.h"
#include "private/mediary-service-private.h"
#include "store/mediary-query-sql.h"
#include "store/mediary-reference-table.h"

#include <string.h>

/* The whole library as lines of JSON, a page at a time: it need not fit in memory, and no read is long. */

#define PAGE 500
/* The uses of an item are read so many at a time. */
#define USES 5000

typedef struct {
  MediaryItemRecord *record;
  GPtrArray         *uses;
} Export;

/* A reader's thread. The numbers of all items: some megabytes for a million. */
static gpointer
read_numbers (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();

  return mediary_query_sql_list_numbers (database, all, 0, 0, error);
}

typedef struct {
  const GArray *numbers;
  guint         first;
} Page;

/* Lines of one item and its first uses. */
static gboolean
append_item (MediaryDatabase *database, MediaryStoredItem *stored, GPtrArray *exports, GError **error)
{
  MediaryItemRecord *record = mediary_item_record_read (database, stored, error);
  Export            *element;

  if (record == NULL)
    return FALSE;

  element = g_new0 (Export, 1);
  element->record = record;
  g_ptr_array_add (exports, element);
  element->uses = mediary_reference_table_list (database, mediary_item_get_id (stored->item), NULL, USES, error);

  return element->uses != NULL;
}

static void
export_free (gpointer data)
{
  Export *element = data;

  mediary_item_record_free (element->record);
  g_clear_pointer (&element->uses, g_ptr_array_unref);
  g_free (element);
}

/* A reader's thread. An item that went since is left out. */
static gpointer
read_page (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  const Page *page = arguments;
  g_autoptr (GPtrArray) exports = g_ptr_array_new_with_free_func (export_free);

  for (guint i = page->first; i < page->numbers->len && i < page->first + PAGE; i++) {
    g_autoptr (GError) local_error = NULL;
    g_autoptr (MediaryStoredItem) stored = NULL;

    stored = mediary_item_table_find_number (database, g_array_index (page->numbers, gint64, i), &local_error);
    if (local_error != NULL) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
    if (stored != NULL && !append_item (database, stored, exports, error))
      return NULL;
  }

  return g_steal_pointer (&exports);
}

typedef struct {
  MediaryService *service;
  GOutputStream  *stream;
  GCancellable   *cancellable;
  gint64          n_items;
  gint64          n_references;
} Writing;

static gboolean
write_line (Writing *writing, char *line, GError **error)
{
  g_autofree char *owned = line;

  return g_output_stream_write_all (writing->stream, line, strlen (line), NULL, writing->cancellable, error) &&
    g_output_stream_write_all (writing->stream, "\n", 1, NULL, writing->cancellable, error);
}

static gboolean
write_uses (Writing *writing, GPtrArray *uses, GError **error)
{
  for (guint i = 0; i < uses->len; i++) {
    if (!write_line (writing, mediary_exchange_dup_reference (g_ptr_array_index (uses, i)), error))
      return FALSE;
  }
  writing->n_references += uses->len;

  return TRUE;
}

/* What one read of its uses did not hold. */
static gboolean
write_more_uses (Writing *writing, const Export *element, GError **error)
{
  const char *id = mediary_item_get_id (element->record->stored->item);
  g_autoptr (GPtrArray) uses = g_ptr_array_ref (element->uses);

  while (uses->len == USES) {
    MediaryReference *last = g_ptr_array_index (uses, uses->len - 1);
    GPtrArray        *more = mediary_service_list_references (writing->service, id, last, USES, writing->cancellable, error);

    if (more == NULL)
      return FALSE;
    g_ptr_array_unref (uses);
    uses = more;
    if (!write_uses (writing, uses, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
write_page (Writing *writing, GPtrArray *exports, GError **error)
{
  for (guint i = 0; i < exports->len; i++) {
    const Export *element = g_ptr_array_index (exports, i);

    if (!write_line (writing, mediary_exchange_dup_item (element->record), error) ||
        !write_uses (writing, element->uses, error) ||
        !write_more_uses (writing, element, error))
      return FALSE;
  }
  writing->n_items += exports->len;

  return TRUE;
}

static gboolean
write_all (Writing *writing, GArray *numbers, GError **error)
{
  if (!write_line (writing, mediary_exchange_dup_head (), error))
    return FALSE;

  for (guint first = 0; first < numbers->len; first += PAGE) {
    Page page = { numbers, first };
    g_autoptr (GPtrArray) exports = NULL;

    exports = mediary_service_read (writing->service, read_page, &page, writing->cancellable, error);
    if (exports == NULL || !write_page (writing, exports, error))
      return FALSE;
  }

  return write_line (writing, mediary_exchange_dup_end (writing->n_items, writing->n_references), error) &&
    g_output_stream_flush (writing->stream, writing->cancellable, error);
}

static void
run_export (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (mediary_service_export_to (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * mediary_service_export_to:
 * @self: a service
 * @stream: where to; it is not closed
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Writes all items and uses as lines of JSON, in the form that mediary-export(5) describes. It is streamed: neither the
 * library nor the export has to fit in memory. What changes meanwhile may be in it or not, but every use comes behind
 * its item. Blocks until all is written. Any thread.
 *
 * Returns: whether all is written
 */
gboolean
mediary_service_export_to (MediaryService *self,
                           GOutputStream  *stream,
                           GCancellable   *cancellable,
                           GError        **error)
{
  Writing writing = { .service = self, .stream = stream, .cancellable = cancellable };
  g_autoptr (GArray) numbers = NULL;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  numbers = mediary_service_read (self, read_numbers, NULL, cancellable, error);

  return numbers != NULL && write_all (&writing, numbers, error);
}

/**
 * mediary_service_export_to_async:
 * @self: a service
 * @stream: where to; it is not closed
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.export_to].
 */
void
mediary_service_export_to_async (MediaryService     *self,
                                 GOutputStream      *stream,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_export_to_async);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  g_task_run_in_thread (task, run_export);
}

/**
 * mediary_service_export_to_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.export_to_async] began.
 *
 * Returns: whether all is written
 */
gboolean
mediary_service_export_to_finish (MediaryService *self,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
