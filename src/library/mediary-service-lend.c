/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "opening/mediary-opener.h"
#include "private/mediary-service-private.h"

/* Files that a sandbox may read by another path than their own. */

/* Returns: (nullable): the pipeline, whose opener knows of them, held */
static MediaryCheckInPipeline *
hold (MediaryService *self, MediaryLoans **loans)
{
  MediaryCheckInPipeline *pipeline = mediary_service_hold (self, NULL);

  if (pipeline != NULL)
    *loans = mediary_opener_get_loans (mediary_check_in_pipeline_get_opener (pipeline));

  return pipeline;
}

static void
save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  MediaryLoans           *loans;
  MediaryCheckInPipeline *pipeline = hold (source, &loans);

  if (pipeline == NULL)
    return;

  if (!mediary_loans_save (loans, &error))
    g_message ("Noting how a file can be read: %s", error->message);
  mediary_check_in_pipeline_release (pipeline);
}

/**
 * mediary_service_lend_file:
 * @self: a service
 * @path: (type filename): a file’s own path, absolute
 * @access_path: (type filename): where this process can read it, such as a path of the portal of documents; or @path
 *   itself, when that can be read from now on
 * @lasts: whether that holds after the end of the session
 *
 * For a program in a sandbox, before it checks the file in: the item has its own path, and is read by the other one. It
 * holds at once, and is noted beside the library in the background, where other programs see it when they look at the file.
 */
void
mediary_service_lend_file (MediaryService *self, const char *path, const char *access_path, gboolean lasts)
{
  g_autoptr (GTask) task = NULL;
  MediaryLoans           *loans;
  MediaryCheckInPipeline *pipeline;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (path != NULL && g_path_is_absolute (path));
  g_return_if_fail (access_path != NULL && g_path_is_absolute (access_path));

  pipeline = hold (self, &loans);
  if (pipeline == NULL)
    return;

  if (g_str_equal (path, access_path))
    mediary_loans_end (loans, path);
  else
    mediary_loans_add (loans, path, access_path, lasts);
  mediary_check_in_pipeline_release (pipeline);

  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, mediary_service_lend_file);
  g_task_run_in_thread (task, save);
}

/**
 * mediary_service_dup_access_path:
 * @self: a service
 * @path: (type filename): the path of an item
 *
 * Tells by which path a file is read: outside of a sandbox always its own.
 *
 * Returns: (transfer full) (type filename): the path by which this process reads the file, mostly @path itself
 */
char *
mediary_service_dup_access_path (MediaryService *self, const char *path)
{
  MediaryLoans           *loans;
  MediaryCheckInPipeline *pipeline;
  char                   *access_path;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  pipeline = hold (self, &loans);
  if (pipeline == NULL)
    return g_strdup (path);

  access_path = mediary_loans_dup_access_path (loans, path);
  mediary_check_in_pipeline_release (pipeline);

  return access_path != NULL ? access_path : g_strdup (path);
}

/**
 * mediary_service_is_lent:
 * @self: a service
 * @path: (type filename): the path of an item
 *
 * Tells whether a file that mediary_service_lend_file() spoke of is ours for a session only.
 *
 * Returns: whether the file was given to this sandbox for a session only: it cannot be read after that, whatever is on
 *   the disk
 */
gboolean
mediary_service_is_lent (MediaryService *self, const char *path)
{
  MediaryLoans           *loans;
  MediaryCheckInPipeline *pipeline;
  gboolean                lent;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  pipeline = hold (self, &loans);
  if (pipeline == NULL)
    return FALSE;

  lent = mediary_loans_is_lent (loans, path);
  mediary_check_in_pipeline_release (pipeline);

  return lent;
}
