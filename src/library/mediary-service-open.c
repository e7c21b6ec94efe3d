/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-service-private.h"

#include <glib/gstdio.h>

#include "private/mediary-error-private.h"
#include "private/mediary-locations.h"
#include "store/mediary-ballast.h"
#include "store/mediary-lock-holder.h"
#include "store/mediary-revision-log.h"
#include "store/mediary-schema.h"
#include "store/mediary-search-index.h"
#include "store/mediary-snapshot.h"

/* What it takes to open a library, also one that is damaged, locked or on a full disk. */

/* Checked whenever it is opened: a few milliseconds. */
#define MAX_CHECKED_AT_ONCE (1024 * 1024)

/* Writer thread. The writer ends before the service does. */
static void
on_committed (gint64 revision, gpointer user_data)
{
  mediary_service_note_revision (user_data, revision);
}

/* A large database is checked by the keeper, where it holds nobody up; unless it has found something the last time. */
static gboolean
check_database (MediaryService *self, MediaryDatabase *database, GError **error)
{
  GStatBuf buffer;

  if (!mediary_keeper_has_doubts (self->path) && g_stat (self->path, &buffer) == 0 && buffer.st_size > MAX_CHECKED_AT_ONCE)
    return TRUE;

  return mediary_database_check (database, error);
}

static MediaryDatabase *
open_database (MediaryService *self, GError **error)
{
  g_autoptr (MediaryDatabase) database = NULL;

  if (mediary_recovery_is_emptied (self->path)) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_DAMAGED, "“%s” is empty, and there are copies of it", self->path);
    return NULL;
  }

  database = mediary_database_open (self->path, MEDIARY_DATABASE_WRITE, error);
  if (database == NULL ||
      !mediary_schema_apply (database, error) ||
      !check_database (self, database, error) ||
      !mediary_revision_log_get_last (database, &self->revision, error))
    return NULL;

  return g_steal_pointer (&database);
}

/* Once more, with what a damaged one could be replaced by. */
static MediaryDatabase *
open_recovered (MediaryService *self, const GError *reason, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!mediary_recovery_is_needed (self->path, reason)) {
    g_propagate_error (error, g_error_copy (reason));
    return NULL;
  }

  self->recovery = mediary_recovery_run (self->path, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  mediary_keeper_forget_doubts (self->path);

  return open_database (self, error);
}

/* So that a person can be told which library it is, who has it locked, and how an older program gets at it. */
static void
add_details (MediaryService *self, GError *error)
{
  g_autofree char *other = NULL;

  if (self->path == NULL)
    return;

  if (g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_BUSY))
    other = mediary_lock_holder_dup_name (self->path);
  else if (g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_TOO_NEW))
    other = mediary_snapshot_find_version (self->path, mediary_schema_get_version ());
  mediary_error_set_library (error, self->path, other);
}

/* Without them, files that are only lent cannot be read; that is no reason not to open. */
static void
open_loans (MediaryService *self)
{
  MediaryLoans    *loans = mediary_opener_get_loans (mediary_check_in_pipeline_get_opener (self->pipeline));
  g_autofree char *file = g_build_filename (self->folder, "loans", NULL);
  g_autoptr (GError) error = NULL;

  if (!mediary_loans_open (loans, file, &error))
    g_message ("Reading “%s”: %s", file, error->message);
}

/* Any thread, once. */
static gboolean
try_to_open_store (MediaryService *self, const char *folder, GError **error)
{
  g_autoptr (MediaryDatabase) database = NULL;
  g_autoptr (GError) local_error = NULL;

  self->folder = mediary_locations_dup_folder (folder, error);
  if (self->folder == NULL)
    return FALSE;

  self->path = mediary_locations_dup_database (self->folder, error);
  if (self->path == NULL)
    return FALSE;

  database = open_database (self, &local_error);
  if (g_error_matches (local_error, MEDIARY_ERROR, MEDIARY_ERROR_NO_SPACE) && mediary_ballast_drop (self->path)) {
    g_clear_error (&local_error);
    database = open_database (self, &local_error);
  }
  if (database == NULL)
    database = open_recovered (self, local_error, error);
  if (database == NULL)
    return FALSE;

  mediary_ballast_lay (self->path);
  self->told = self->revision;
  self->reader = mediary_reader_new (self->path, error);
  if (self->reader == NULL)
    return FALSE;

  self->writer = mediary_writer_new (g_steal_pointer (&database), mediary_search_index_fill, on_committed, self);
  self->extractor = mediary_extractor_new (NULL);
  self->pipeline = mediary_check_in_pipeline_new (self->reader, self->writer, self->extractor);
  open_loans (self);

  return TRUE;
}

static gboolean
open_store (MediaryService *self, const char *folder, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (try_to_open_store (self, folder, &local_error))
    return TRUE;

  add_details (self, local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * mediary_service_open:
 * @folder: (nullable) (type filename): the folder that holds the database; %NULL is the person's own library
 * @cancellable: (nullable): unused so far
 * @error: return location for an error
 *
 * Opens the library, and makes it when it is not there. Blocks for some milliseconds.
 *
 * Returns: (transfer full): the service, or %NULL: the error says whether the database is too new, damaged, foreign,
 *   read-only or busy
 */
MediaryService *
mediary_service_open (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (MediaryService) self = g_object_new (MEDIARY_TYPE_SERVICE, NULL);

  return open_store (self, folder, error) ? g_steal_pointer (&self) : NULL;
}

static void
run_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MediaryService *self = g_object_get_data (G_OBJECT (task), "service");
  g_autoptr (GError) error = NULL;

  if (open_store (self, data, &error))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * mediary_service_open_async:
 * @folder: (nullable) (type filename): the folder that holds the database; %NULL is the person's own library
 * @cancellable: (nullable): to stop waiting
 * @callback: (scope async): called when it is open
 * @user_data: for @callback
 *
 * Opens the library in a thread; see [func@Service.open].
 */
void
mediary_service_open_async (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mediary_service_open_async);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  /* Made here, so that it belongs to the caller's context and not to the thread that opens it. */
  g_object_set_data_full (G_OBJECT (task), "service", g_object_new (MEDIARY_TYPE_SERVICE, NULL), g_object_unref);
  g_task_run_in_thread (task, run_open);
}

/**
 * mediary_service_open_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [func@Service.open_async] began.
 *
 * Returns: (transfer full): the service, or %NULL
 */
MediaryService *
mediary_service_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
