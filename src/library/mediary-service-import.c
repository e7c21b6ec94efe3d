/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <string.h>

#include "mediary-error.h"
#include "private/mediary-exchange.h"
#include "private/mediary-import-private.h"
#include "private/mediary-service-private.h"

/* An export, read in line by line. What is there stays; what is missing comes with its own id. */

#define CHUNK_BYTES (64 * 1024)
/* As many lines as are no burden to other programs that wait for the lock. */
#define BATCH 500

typedef struct {
  MediaryService    *service;
  GInputStream      *stream;
  GCancellable      *cancellable;
  GByteArray        *waiting; /* bytes of a line that is not complete yet */
  GArray            *lines;   /* of MediaryExchangeLine: not written yet */
  MediaryRestoration restoration;
  guint              n_lines;
  guint              n_refused;
  gint64             n_items;
  gint64             n_references;
  gboolean           complete;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_byte_array_unref (reading->waiting);
  g_array_unref (reading->lines);
  mediary_restoration_clear (&reading->restoration);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* Writer thread. */
static gboolean
write_lines (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  Reading *reading = (Reading *) arguments;

  for (guint i = 0; i < reading->lines->len; i++) {
    MediaryExchangeLine *line = &g_array_index (reading->lines, MediaryExchangeLine, i);

    if (line->record != NULL && !mediary_restoration_add_item (&reading->restoration, database, line->record, error))
      return FALSE;
    if (line->reference != NULL &&
        !mediary_restoration_add_reference (&reading->restoration, database, line->reference, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
write_batch (Reading *reading, GError **error)
{
  if (reading->lines->len == 0)
    return TRUE;
  if (!mediary_service_write (reading->service, write_lines, reading, reading->cancellable, error))
    return FALSE;

  g_array_set_size (reading->lines, 0);

  return TRUE;
}

static gboolean
check_version (const MediaryExchangeLine *line, GError **error)
{
  if (line->version == 0)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "This is no export of Mediary");
  else if (line->version > MEDIARY_EXCHANGE_VERSION)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "A newer Mediary wrote this export");
  else
    return TRUE;

  return FALSE;
}

static void
note_end (Reading *reading, const MediaryExchangeLine *line)
{
  reading->complete = line->n_items == reading->n_items && line->n_references == reading->n_references;
}

static gboolean
keep_line (Reading *reading, MediaryExchangeLine *line, GError **error)
{
  if (line->end)
    note_end (reading, line);
  if (line->record == NULL && line->reference == NULL)
    return TRUE;

  reading->n_items += line->record != NULL ? 1 : 0;
  reading->n_references += line->reference != NULL ? 1 : 0;
  g_array_append_val (reading->lines, *line);
  *line = (MediaryExchangeLine){ 0 };

  return reading->lines->len < BATCH || write_batch (reading, error);
}

/* The first line says what it is; from then on a line that makes no sense is counted and passed over. */
static gboolean
take_line (Reading *reading, const char *text, GError **error)
{
  g_auto (MediaryExchangeLine) line = { 0 };
  g_autoptr (GError) local_error = NULL;
  gboolean parsed = mediary_exchange_parse (&line, text, &local_error);

  if (reading->n_lines++ == 0)
    return check_version (&line, error);
  if (parsed)
    return keep_line (reading, &line, error);

  g_debug ("Line %u: %s", reading->n_lines, local_error->message);
  reading->n_refused++;

  return TRUE;
}

/* Every complete line in what is waiting. */
static gboolean
take_lines (Reading *reading, GError **error)
{
  gsize start = 0;

  for (;;) {
    char *line = (char *) reading->waiting->data + start;
    char *end = memchr (line, '\n', reading->waiting->len - start);

    if (end == NULL)
      break;
    *end = '\0';
    if (!take_line (reading, line, error))
      return FALSE;
    start += (gsize) (end - line) + 1;
  }
  g_byte_array_remove_range (reading->waiting, 0, (guint) start);

  if (reading->waiting->len <= MEDIARY_EXCHANGE_MAX_LINE_BYTES)
    return TRUE;

  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "Line %u is too long for an export", reading->n_lines + 1);

  return FALSE;
}

static gboolean
read_all (Reading *reading, GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);

  for (;;) {
    gssize length = g_input_stream_read (reading->stream, chunk, CHUNK_BYTES, reading->cancellable, error);

    if (length < 0)
      return FALSE;
    if (length == 0)
      break;
    g_byte_array_append (reading->waiting, chunk, (guint) length);
    if (!take_lines (reading, error))
      return FALSE;
  }

  /* A last line without its end. */
  if (reading->waiting->len > 0) {
    g_byte_array_append (reading->waiting, (const guint8 *) "\n", 1);
    if (!take_lines (reading, error))
      return FALSE;
  }
  if (reading->n_lines == 0)
    return check_version (&(MediaryExchangeLine){ 0 }, error);

  return write_batch (reading, error);
}

static void
run_import (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  MediaryImport *import = mediary_service_import_from (source, data, cancellable, &error);

  if (import != NULL)
    g_task_return_pointer (task, import, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * mediary_service_import_from:
 * @self: a service
 * @stream: an export, from its beginning; it is not closed
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Reads an export in, in the form that mediary-export(5) describes. Items and uses that are there stay as they are;
 * others come with their own ids, so that references in documents mean something again. Doing it twice does no harm. It
 * is streamed, and written in batches: what was read before an error stays. The files themselves are not looked at.
 * Blocks until all is on disk. Any thread.
 *
 * Returns: (transfer full): what became of it, or %NULL; %MEDIARY_ERROR_INVALID_ARGUMENT when it is no export, or one
 *   of a newer Mediary
 */
MediaryImport *
mediary_service_import_from (MediaryService *self,
                             GInputStream   *stream,
                             GCancellable   *cancellable,
                             GError        **error)
{
  g_auto (Reading) reading = {
    .service = self,
    .stream = stream,
    .cancellable = cancellable,
    .waiting = g_byte_array_new (),
    .lines = g_array_new (FALSE, FALSE, sizeof (MediaryExchangeLine)),
    .restoration = mediary_restoration_begin (),
  };

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  g_array_set_clear_func (reading.lines, (GDestroyNotify) mediary_exchange_line_clear);
  if (!read_all (&reading, error))
    return NULL;

  return mediary_import_new (&reading.restoration, reading.n_refused, reading.complete);
}

/**
 * mediary_service_import_from_async:
 * @self: a service
 * @stream: an export, from its beginning; it is not closed
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.import_from].
 */
void
mediary_service_import_from_async (MediaryService     *self,
                                   GInputStream       *stream,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_import_from_async);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  g_task_run_in_thread (task, run_import);
}

/**
 * mediary_service_import_from_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.import_from_async] began.
 *
 * Returns: (transfer full): what became of it, or %NULL; %MEDIARY_ERROR_INVALID_ARGUMENT when it is no export, or one
 *   of a newer Mediary
 */
MediaryImport *
mediary_service_import_from_finish (MediaryService *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
