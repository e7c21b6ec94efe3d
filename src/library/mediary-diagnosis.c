/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-diagnosis.h"

#include "private/mediary-launch.h"

/* What a report of a fault has to tell of the machine. */

/**
 * mediary_diagnose_extractor:
 * @cancellable: (nullable): stops the waiting
 * @error: return location for an error
 *
 * Asks the program that opens untrusted files how well it is confined on this machine, by Landlock and by seccomp, and
 * has it read a picture and a sound of its own in there. Starts processes and waits for them, for about a tenth of a
 * second. Any thread but one that draws.
 *
 * Returns: (transfer full): some lines for a report, in English; %NULL when the program cannot be started, or
 *   it was stopped (%G_IO_ERROR_CANCELLED)
 */
char *
mediary_diagnose_extractor (GCancellable *cancellable, GError **error)
{
  g_autofree char *program = mediary_launch_dup_program ("MEDIARY_EXTRACTOR", "mediary-extractor");
  g_autoptr (GSubprocess) process = NULL;
  char *report = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error, program, "--report", NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, cancellable, &report, NULL, error))
    return NULL;

  return report;
}

static void
diagnose (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char   *report = mediary_diagnose_extractor (cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * mediary_diagnose_extractor_async:
 * @cancellable: (nullable): stops it
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Does what [func@diagnose_extractor] does, in a thread.
 */
void
mediary_diagnose_extractor_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mediary_diagnose_extractor_async);
  g_task_run_in_thread (task, diagnose);
}

/**
 * mediary_diagnose_extractor_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes what [func@diagnose_extractor_async] began.
 *
 * Returns: (transfer full): as [func@diagnose_extractor] does
 */
char *
mediary_diagnose_extractor_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
