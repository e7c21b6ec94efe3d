/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-error.h"
#include "private/mediary-check-in-job-private.h"

/* What is asked of a job before it starts. */

/**
 * mediary_check_in_job_add_path:
 * @self: a job that has not started
 * @path: (type filename): a file or folder; a relative path is taken from the current folder
 *
 * Puts a file or folder into the job.
 */
void
mediary_check_in_job_add_path (MediaryCheckInJob *self, const char *path)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);
  g_return_if_fail (path != NULL && *path != '\0');

  g_ptr_array_add (self->paths, g_strdup (path));
}

/* Not started, and nowhere on this computer: done at once. */
static void
refuse_remote (MediaryCheckInJob *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_file_get_uri (file);

  error = g_error_new (MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "Not a file of this computer: %s", uri);
  self->n_found_news++;
  g_ptr_array_add (self->news, mediary_check_in_entry_new (uri, MEDIARY_OUTCOME_REFUSED, NULL, NULL, error));
}

/**
 * mediary_check_in_job_add_file:
 * @self: a job that has not started
 * @file: a file or folder; one without a path on this computer will be refused
 *
 * Puts a file or folder into the job. One that is not local is refused when the job runs.
 */
void
mediary_check_in_job_add_file (MediaryCheckInJob *self, GFile *file)
{
  const char *path;

  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);
  g_return_if_fail (G_IS_FILE (file));

  path = g_file_peek_path (file);
  if (path != NULL)
    mediary_check_in_job_add_path (self, path);
  else
    refuse_remote (self, file);
}

/**
 * mediary_check_in_job_set_origin:
 * @self: a job that has not started
 * @origin: who says so; %MEDIARY_ORIGIN_DECLARED if nothing is set
 *
 * Sets who says that the files are used.
 */
void
mediary_check_in_job_set_origin (MediaryCheckInJob *self, MediaryOrigin origin)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  self->origin = origin;
}

/**
 * mediary_check_in_job_set_location:
 * @self: a job that has not started
 * @location: (nullable): where inside the artifact the files are used
 *
 * Sets where inside the artifact the files are used.
 */
void
mediary_check_in_job_set_location (MediaryCheckInJob *self, const char *location)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  g_free (self->location);
  self->location = g_strdup (location);
}

/**
 * mediary_check_in_job_set_walk_folders:
 * @self: a job that has not started
 * @walk_folders: whether a folder means the files in it, as it does at first; otherwise it is refused
 *
 * Sets whether a folder means the files in it.
 */
void
mediary_check_in_job_set_walk_folders (MediaryCheckInJob *self, gboolean walk_folders)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  self->walk_folders = walk_folders;
}

/**
 * mediary_check_in_job_set_include_subfolders:
 * @self: a job that has not started
 * @include_subfolders: whether a folder means the files in its folders too, as it does at first
 *
 * Sets whether folders in folders are walked too.
 */
void
mediary_check_in_job_set_include_subfolders (MediaryCheckInJob *self, gboolean include_subfolders)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  self->include_subfolders = include_subfolders;
}

/**
 * mediary_check_in_job_set_tell_subfolders:
 * @self: a job that has not started
 * @tell_subfolders: whether folders in folders that are not walked are told; at first they are not
 *
 * Sets whether there is an entry for each folder in a folder when [method@CheckInJob.set_include_subfolders] says that they
 * are not walked. It is refused, with the cause `folder`; see [func@error_get_cause].
 */
void
mediary_check_in_job_set_tell_subfolders (MediaryCheckInJob *self, gboolean tell_subfolders)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  self->tell_subfolders = tell_subfolders;
}

/**
 * mediary_check_in_job_set_keep_entries:
 * @self: a job that has not started
 * @keep_entries: whether the job keeps what became of each file, for a page that shows it and for taking it back
 *
 * Sets whether what became of each file is kept for a list.
 */
void
mediary_check_in_job_set_keep_entries (MediaryCheckInJob *self, gboolean keep_entries)
{
  g_return_if_fail (MEDIARY_IS_CHECK_IN_JOB (self) && !self->started);

  self->keep_entries = keep_entries;
  if (keep_entries && self->entries == NULL)
    self->entries = g_list_store_new (MEDIARY_TYPE_CHECK_IN_ENTRY);
}

/**
 * mediary_check_in_job_get_module_name:
 * @self: a job
 *
 * Gets the module that uses the files.
 *
 * Returns: (transfer none): the module that uses the files
 */
const char *
mediary_check_in_job_get_module_name (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), NULL);

  return self->module_name;
}

/**
 * mediary_check_in_job_get_artifact_name:
 * @self: a job
 *
 * Gets the artifact that uses the files.
 *
 * Returns: (transfer none): the artifact that uses the files
 */
const char *
mediary_check_in_job_get_artifact_name (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), NULL);

  return self->artifact_name;
}

/**
 * mediary_check_in_job_get_origin:
 * @self: a job
 *
 * Tells who says so.
 *
 * Returns: who says so
 */
MediaryOrigin
mediary_check_in_job_get_origin (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), MEDIARY_ORIGIN_DECLARED);

  return self->origin;
}

/**
 * mediary_check_in_job_get_location:
 * @self: a job
 *
 * Tells where inside the artifact they are used.
 *
 * Returns: (transfer none) (nullable): where inside the artifact they are used
 */
const char *
mediary_check_in_job_get_location (MediaryCheckInJob *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_JOB (self), NULL);

  return self->location;
}
