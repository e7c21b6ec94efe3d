/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-service-private.h"

/*
 * How a verb that reads or writes is run, blocking or not. The verb itself is one plain function on the database.
 */

typedef struct {
  MediaryReadOperation  read;
  MediaryWriteOperation write;
  MediaryReadOperation  change; /* a write that has more to tell than that it is done */
  gconstpointer         arguments;
  gpointer              result;
  GError               *error;

  /* Somebody waits … */
  GMutex   mutex;
  GCond    cond;
  gboolean done;

  /* … or gets a task's answer. */
  GTask         *task;
  GDestroyNotify free_arguments;
  GDestroyNotify free_result;
} Operation;

static void
run_read (MediaryDatabase *database, gpointer data)
{
  Operation *operation = data;

  operation->result = operation->read (database, operation->arguments, &operation->error);
}

gpointer
mediary_service_read (MediaryService      *self,
                      MediaryReadOperation read,
                      gconstpointer        arguments,
                      GCancellable        *cancellable,
                      GError             **error)
{
  Operation               operation = { .read = read, .arguments = arguments };
  MediaryCheckInPipeline *held;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  held = mediary_service_hold (self, error);
  if (held == NULL)
    return NULL;

  mediary_reader_run (self->reader, run_read, &operation);
  mediary_check_in_pipeline_release (held);
  if (operation.error != NULL)
    g_propagate_error (error, operation.error);

  return operation.result;
}

static gboolean
do_nothing (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/*
 * The task holds the service. If this thread let go of it last, the service would close here and wait for its own
 * thread; so the reference goes in the task's context, behind its answer.
 */
void
mediary_service_let_go (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, do_nothing, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
operation_free (Operation *operation)
{
  if (operation->free_arguments != NULL)
    operation->free_arguments ((gpointer) operation->arguments);
  g_clear_error (&operation->error);
  mediary_service_let_go (operation->task);
  g_free (operation);
}

/* A reader's thread. Nobody waits for what was cancelled while it stood in the queue. */
static void
run_read_task (MediaryDatabase *database, gpointer data)
{
  Operation *operation = data;

  if (!g_task_return_error_if_cancelled (operation->task)) {
    run_read (database, operation);
    if (operation->error != NULL)
      g_task_return_error (operation->task, g_steal_pointer (&operation->error));
    else
      g_task_return_pointer (operation->task, operation->result, operation->free_result);
  }

  operation_free (operation);
}

static Operation *
operation_new (GTask *task, gpointer arguments, GDestroyNotify free_arguments)
{
  Operation *operation = g_new0 (Operation, 1);

  operation->arguments = arguments;
  operation->free_arguments = free_arguments;
  operation->task = g_object_ref (task);

  return operation;
}

static gboolean
refuse_if_closed (MediaryService *self, GTask *task, gpointer arguments, GDestroyNotify free_arguments)
{
  g_autoptr (GError) error = NULL;

  if (mediary_service_check_open (self, &error))
    return FALSE;

  g_task_return_error (task, g_steal_pointer (&error));
  if (free_arguments != NULL)
    free_arguments (arguments);

  return TRUE;
}

GTask *
mediary_service_new_task (MediaryService     *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data,
                          gpointer            source_tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);

  return task;
}

/* What is written is told, also to a caller who wanted to stop a moment later. */
GTask *
mediary_service_new_write_task (MediaryService     *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data,
                                gpointer            source_tag)
{
  GTask *task = mediary_service_new_task (self, cancellable, callback, user_data, source_tag);

  g_task_set_check_cancellable (task, FALSE);

  return task;
}

/* Takes the arguments over. */
void
mediary_service_read_async (MediaryService      *self,
                            MediaryReadOperation read,
                            gpointer             arguments,
                            GDestroyNotify       free_arguments,
                            GDestroyNotify       free_result,
                            GTask               *task)
{
  Operation *operation;

  if (refuse_if_closed (self, task, arguments, free_arguments))
    return;

  operation = operation_new (task, arguments, free_arguments);
  operation->read = read;
  operation->free_result = free_result;
  mediary_reader_push (self->reader, run_read_task, operation);
}

/* Writer thread. What was cancelled while it stood in the queue is not begun; what is begun is told. */
static gboolean
run_write (MediaryDatabase *database, gpointer data, GError **error)
{
  Operation    *operation = data;
  GCancellable *cancellable = operation->task != NULL ? g_task_get_cancellable (operation->task) : NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (operation->write != NULL)
    return operation->write (database, operation->arguments, error);

  operation->result = operation->change (database, operation->arguments, error);

  return operation->result != NULL;
}

/* A savepoint can end well and its transaction badly: then what was made is not so. */
static void
drop_result (Operation *operation)
{
  if (operation->result != NULL)
    operation->free_result (g_steal_pointer (&operation->result));
}

/* Writer thread. */
static void
on_written_waiting (gpointer data, const GError *error)
{
  Operation *operation = data;

  g_mutex_lock (&operation->mutex);
  operation->error = error != NULL ? g_error_copy (error) : NULL;
  operation->done = TRUE;
  g_cond_signal (&operation->cond);
  g_mutex_unlock (&operation->mutex);
}

static gboolean
write_and_wait (MediaryService *self, Operation *operation, GCancellable *cancellable, GError **error)
{
  MediaryCheckInPipeline *held;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  held = mediary_service_hold (self, error);
  if (held == NULL)
    return FALSE;

  g_mutex_init (&operation->mutex);
  g_cond_init (&operation->cond);
  mediary_writer_push (self->writer, run_write, on_written_waiting, operation);

  g_mutex_lock (&operation->mutex);
  while (!operation->done)
    g_cond_wait (&operation->cond, &operation->mutex);
  g_mutex_unlock (&operation->mutex);

  mediary_check_in_pipeline_release (held);
  g_mutex_clear (&operation->mutex);
  g_cond_clear (&operation->cond);

  if (operation->error != NULL) {
    drop_result (operation);
    g_propagate_error (error, g_steal_pointer (&operation->error));
    return FALSE;
  }

  return TRUE;
}

/* Returns when it is on disk. */
gboolean
mediary_service_write (MediaryService       *self,
                       MediaryWriteOperation write,
                       gconstpointer         arguments,
                       GCancellable         *cancellable,
                       GError              **error)
{
  Operation operation = { .write = write, .arguments = arguments };

  return write_and_wait (self, &operation, cancellable, error);
}

/* The same for a change with an answer. */
gpointer
mediary_service_change (MediaryService      *self,
                        MediaryReadOperation change,
                        gconstpointer        arguments,
                        GDestroyNotify       free_result,
                        GCancellable        *cancellable,
                        GError             **error)
{
  Operation operation = { .change = change, .arguments = arguments, .free_result = free_result };

  return write_and_wait (self, &operation, cancellable, error) ? operation.result : NULL;
}

/* Writer thread. */
static void
on_written_task (gpointer data, const GError *error)
{
  Operation *operation = data;

  if (error != NULL) {
    drop_result (operation);
    g_task_return_error (operation->task, g_error_copy (error));
  } else if (operation->change != NULL) {
    g_task_return_pointer (operation->task, g_steal_pointer (&operation->result), operation->free_result);
  } else {
    g_task_return_boolean (operation->task, TRUE);
  }

  operation_free (operation);
}

/* Takes the arguments over. The task answers when it is on disk. */
void
mediary_service_write_async (MediaryService       *self,
                             MediaryWriteOperation write,
                             gpointer              arguments,
                             GDestroyNotify        free_arguments,
                             GTask                *task)
{
  Operation *operation;

  if (refuse_if_closed (self, task, arguments, free_arguments))
    return;

  operation = operation_new (task, arguments, free_arguments);
  operation->write = write;
  mediary_writer_push (self->writer, run_write, on_written_task, operation);
}

/* The same for a change with an answer. */
void
mediary_service_change_async (MediaryService      *self,
                              MediaryReadOperation change,
                              gpointer             arguments,
                              GDestroyNotify       free_arguments,
                              GDestroyNotify       free_result,
                              GTask               *task)
{
  Operation *operation;

  if (refuse_if_closed (self, task, arguments, free_arguments))
    return;

  operation = operation_new (task, arguments, free_arguments);
  operation->change = change;
  operation->free_result = free_result;
  mediary_writer_push (self->writer, run_write, on_written_task, operation);
}
