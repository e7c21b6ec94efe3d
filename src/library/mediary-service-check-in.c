/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-error.h"
#include "private/mediary-arguments.h"
#include "private/mediary-check-in-job-private.h"
#include "private/mediary-service-private.h"
#include "store/mediary-reference-table.h"

/* Somebody waits for one file: whatever else goes on, there is an answer by then. */
#define FOR_ONE_FILE (5 * G_USEC_PER_SEC)

static void
push_one (MediaryCheckInPipeline *pipeline,
          const char             *file_path,
          const char             *module_name,
          const char             *artifact_name,
          const char             *location,
          GCancellable           *cancellable,
          MediaryCheckedInFunc    done,
          gpointer                data)
{
  g_autoptr (MediaryCheckInTarget) target = NULL;
  GPtrArray      *check_ins = g_ptr_array_new ();
  MediaryCheckIn *check_in;

  target = mediary_check_in_target_new (module_name, artifact_name, MEDIARY_ORIGIN_DECLARED, location);
  check_in = mediary_check_in_new (file_path, target, cancellable, done, data);
  check_in->deadline = g_get_monotonic_time () + FOR_ONE_FILE;
  g_ptr_array_add (check_ins, check_in);
  mediary_check_in_pipeline_push (pipeline, check_ins);
}

typedef struct {
  GMutex            mutex;
  GCond             cond;
  gboolean          done;
  MediaryReference *reference;
  GError           *error;
} Waiting;

/* Any thread. */
static void
on_waiting_done (MediaryCheckIn *check_in, gpointer data)
{
  Waiting *waiting = data;

  g_mutex_lock (&waiting->mutex);
  waiting->reference = g_steal_pointer (&check_in->reference);
  waiting->error = g_steal_pointer (&check_in->error);
  waiting->done = TRUE;
  g_cond_signal (&waiting->cond);
  g_mutex_unlock (&waiting->mutex);
}

/**
 * mediary_service_check_in_media:
 * @self: a service
 * @file_path: (type filename): a file; a relative path is taken from the current folder
 * @module_name: who uses it, preferably a desktop application id; UTF-8, at most 255 bytes
 * @artifact_name: what uses it, preferably a `file:` URI; UTF-8, at most 16 KiB
 * @cancellable: (nullable): to stop before anything is written
 * @error: return location for an error
 *
 * Checks a file in: finds or adds its item, and finds or adds this use of it. The same three arguments give the same
 * reference, and then nothing is written.
 *
 * Blocks until the answer is on disk: at most about five seconds, for a file whose details are hard to read. Any
 * thread.
 *
 * Returns: (transfer full): the reference, or %NULL: %MEDIARY_ERROR_FILE_NOT_FOUND, %MEDIARY_ERROR_PERMISSION_DENIED,
 *   %MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE and others
 */
MediaryReference *
mediary_service_check_in_media (MediaryService *self,
                                const char     *file_path,
                                const char     *module_name,
                                const char     *artifact_name,
                                GCancellable   *cancellable,
                                GError        **error)
{
  return mediary_service_check_in_media_at (self, file_path, module_name, artifact_name, NULL, cancellable, error);
}

/**
 * mediary_service_check_in_media_at:
 * @self: a service
 * @file_path: (type filename): a file; a relative path is taken from the current folder
 * @module_name: who uses it, preferably a desktop application id; UTF-8, at most 255 bytes
 * @artifact_name: what uses it, preferably a `file:` URI; UTF-8, at most 16 KiB
 * @location: (nullable): where inside the artifact: a cell, a page, a time; UTF-8, at most 1,024 bytes
 * @cancellable: (nullable): to stop before anything is written
 * @error: return location for an error
 *
 * Checks a file in with the place where it is used, which is no part of what makes a use: a known use gets the new place.
 * Otherwise as [method@Service.check_in_media]. Blocks; any thread.
 *
 * Returns: (transfer full): the reference, or %NULL
 */
MediaryReference *
mediary_service_check_in_media_at (MediaryService *self,
                                   const char     *file_path,
                                   const char     *module_name,
                                   const char     *artifact_name,
                                   const char     *location,
                                   GCancellable   *cancellable,
                                   GError        **error)
{
  Waiting                 waiting = { 0 };
  MediaryCheckInPipeline *held;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);

  if (!mediary_arguments_check_path (file_path, error) || !mediary_arguments_check_names (module_name, artifact_name, error) ||
      !mediary_arguments_check_location (location, error))
    return NULL;

  held = mediary_service_hold (self, error);
  if (held == NULL)
    return NULL;

  g_mutex_init (&waiting.mutex);
  g_cond_init (&waiting.cond);
  push_one (held, file_path, module_name, artifact_name, location, cancellable, on_waiting_done, &waiting);

  g_mutex_lock (&waiting.mutex);
  while (!waiting.done)
    g_cond_wait (&waiting.cond, &waiting.mutex);
  g_mutex_unlock (&waiting.mutex);

  mediary_check_in_pipeline_release (held);
  g_mutex_clear (&waiting.mutex);
  g_cond_clear (&waiting.cond);
  if (waiting.error != NULL)
    g_propagate_error (error, waiting.error);

  return waiting.reference;
}

/* Any thread. */
static void
on_task_done (MediaryCheckIn *check_in, gpointer data)
{
  GTask *task = data;

  if (check_in->error != NULL)
    g_task_return_error (task, g_steal_pointer (&check_in->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&check_in->reference), g_object_unref);
  mediary_service_let_go (task);
}

/**
 * mediary_service_check_in_media_async:
 * @self: a service
 * @file_path: (type filename): a file; a relative path is taken from the current folder
 * @module_name: who uses it, preferably a desktop application id; UTF-8, at most 255 bytes
 * @artifact_name: what uses it, preferably a `file:` URI; UTF-8, at most 16 KiB
 * @cancellable: (nullable): to stop before anything is written
 * @callback: (scope async): called when the answer is on disk
 * @user_data: for @callback
 *
 * Checks a file in without blocking; see [method@Service.check_in_media].
 */
void
mediary_service_check_in_media_async (MediaryService     *self,
                                      const char         *file_path,
                                      const char         *module_name,
                                      const char         *artifact_name,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  mediary_service_check_in_media_at_async (self, file_path, module_name, artifact_name, NULL, cancellable, callback, user_data);
}

/**
 * mediary_service_check_in_media_at_async:
 * @self: a service
 * @file_path: (type filename): a file; a relative path is taken from the current folder
 * @module_name: who uses it, preferably a desktop application id; UTF-8, at most 255 bytes
 * @artifact_name: what uses it, preferably a `file:` URI; UTF-8, at most 16 KiB
 * @location: (nullable): where inside the artifact: a cell, a page, a time; UTF-8, at most 1,024 bytes
 * @cancellable: (nullable): to stop before anything is written
 * @callback: (scope async): called when the answer is on disk
 * @user_data: for @callback
 *
 * See [method@Service.check_in_media_at].
 */
void
mediary_service_check_in_media_at_async (MediaryService     *self,
                                         const char         *file_path,
                                         const char         *module_name,
                                         const char         *artifact_name,
                                         const char         *location,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mediary_service_check_in_media_at_async);
  /* What is written is told, even when somebody wanted to stop a moment later. */
  g_task_set_check_cancellable (task, FALSE);

  if (!mediary_arguments_check_path (file_path, &error) ||
      !mediary_arguments_check_names (module_name, artifact_name, &error) ||
      !mediary_arguments_check_location (location, &error) ||
      !mediary_service_check_open (self, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  push_one (self->pipeline, file_path, module_name, artifact_name, location, cancellable, on_task_done, g_steal_pointer (&task));
}

/**
 * mediary_service_check_in_media_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.check_in_media_async] began.
 *
 * Returns: (transfer full): the reference, or %NULL
 */
MediaryReference *
mediary_service_check_in_media_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mediary_service_check_in_media_at_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.check_in_media_at_async] began.
 *
 * Returns: (transfer full): the reference, or %NULL
 */
MediaryReference *
mediary_service_check_in_media_at_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  return mediary_service_check_in_media_finish (self, result, error);
}

/* The job's context. */
static void
on_job_finished (MediaryCheckInJob *job, gpointer data)
{
  g_autoptr (GTask) task = data;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

/**
 * mediary_service_check_in_many_async:
 * @self: a service
 * @job: files, and who uses them; a job runs once
 * @cancellable: (nullable): to stop; what is checked in by then is kept
 * @callback: (scope async): called when all are done
 * @user_data: for @callback
 *
 * Checks many files in. The job tells what becomes of each; one that is refused holds up no other.
 */
void
mediary_service_check_in_many_async (MediaryService     *self,
                                     MediaryCheckInJob  *job,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (job));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mediary_service_check_in_many_async);
  g_task_set_check_cancellable (task, FALSE);

  if (!mediary_arguments_check_names (mediary_check_in_job_get_module_name (job), mediary_check_in_job_get_artifact_name (job), &error) ||
      !mediary_arguments_check_location (mediary_check_in_job_get_location (job), &error) ||
      !mediary_service_check_open (self, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  if (!mediary_check_in_job_start (job, self->pipeline, cancellable, on_job_finished, g_object_ref (task))) {
    g_task_return_new_error (task, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "The job has been run before");
    g_object_unref (task);
  }
}

/**
 * mediary_service_check_in_many_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.check_in_many_async] began.
 *
 * Returns: %FALSE when the job was stopped, or could not begin
 */
gboolean
mediary_service_check_in_many_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * mediary_service_waits_for_disk:
 * @self: a service
 *
 * Tells whether a disk or network folder that was asked about a file has not answered for a quarter of a second. Files of
 * other disks go on meanwhile, and this one's are refused after some seconds; who is in a hurry to end need not wait for
 * it.
 *
 * Any thread.
 *
 * Returns: TRUE while something waits; FALSE also when the service is closed
 */
gboolean
mediary_service_waits_for_disk (MediaryService *self)
{
  MediaryCheckInPipeline *pipeline = mediary_service_hold (self, NULL);
  gboolean                waits;

  if (pipeline == NULL)
    return FALSE;

  waits = mediary_check_in_pipeline_waits_for_disk (pipeline);
  mediary_check_in_pipeline_release (pipeline);

  return waits;
}
