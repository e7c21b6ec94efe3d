/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <string.h>

#include "mediary-error.h"
#include "private/mediary-arguments.h"
#include "private/mediary-id.h"
#include "private/mediary-removal-private.h"
#include "private/mediary-service-private.h"
#include "private/mediary-sync-private.h"
#include "store/mediary-reference-table.h"

/* An artifact's whole set of uses. The files are read first; then one transaction brings the uses in line. */

/* One transaction, and what the caller of it holds in memory. */
#define MAX_USES 100000
/* Places of one file in one artifact, after each other. */
#define LOCATION_SEPARATOR ", "
#define MAX_LOCATION_BYTES 1024

typedef struct {
  MediarySync *sync;
  GPtrArray   *check_ins; /* of the uses given by path, in their order */

  MediaryDatabase *database;
  gint64           now;
  GHashTable      *wanted; /* id of a use to its locations (GString), and nothing else of the artifact stays */
  GPtrArray       *removed;
  guint            n_added;
  guint            n_kept;
} Work;

static void
free_locations (gpointer data)
{
  g_string_free (data, TRUE);
}

/* A place that would make it too long is left out: a list that ends early still says that there are several. */
static void
want (Work *work, MediaryReference *reference, const char *location)
{
  const char *id = mediary_reference_get_id (reference);
  GString    *locations = g_hash_table_lookup (work->wanted, id);

  if (locations == NULL) {
    locations = g_string_new (NULL);
    g_hash_table_insert (work->wanted, g_strdup (id), locations);
  }
  if (location == NULL || locations->len + strlen (LOCATION_SEPARATOR) + strlen (location) > MAX_LOCATION_BYTES)
    return;

  g_string_append_printf (locations, "%s%s", locations->len > 0 ? LOCATION_SEPARATOR : "", location);
}

static void
count (Work *work, MediaryReference *reference, gboolean added)
{
  if (g_hash_table_contains (work->wanted, mediary_reference_get_id (reference)))
    return;

  if (added)
    work->n_added++;
  else
    work->n_kept++;
}

static gboolean
take_reference (Work *work, MediarySyncUse *use, MediaryReference *reference, gboolean added)
{
  count (work, reference, added);
  want (work, reference, use->location);
  use->reference = g_object_ref (reference);

  return TRUE;
}

static MediaryReference *
find_use_of (Work *work, const char *item_id, GError **error)
{
  return mediary_reference_table_find (work->database,
                                       item_id,
                                       mediary_sync_get_module_name (work->sync),
                                       mediary_sync_get_artifact_name (work->sync),
                                       error);
}

/* The disk could not be asked, but the use may be known: it is not dropped for that. */
static gboolean
keep_use_of_refused (Work *work, MediarySyncUse *use, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryStoredItem) stored = mediary_item_table_find_path (work->database, path, &local_error);
  g_autoptr (MediaryReference) reference = NULL;

  if (stored != NULL)
    reference = find_use_of (work, mediary_item_get_id (stored->item), &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return reference == NULL || take_reference (work, use, reference, FALSE);
}

static gboolean
sync_file (Work *work, MediarySyncUse *use, MediaryCheckIn *check_in, GError **error)
{
  if (check_in->error != NULL) {
    use->error = g_error_copy (check_in->error);
    return keep_use_of_refused (work, use, check_in->given, error);
  }
  if (!mediary_check_in_store (work->database, check_in, error))
    return FALSE;

  return take_reference (work, use, check_in->reference, check_in->outcome != MEDIARY_OUTCOME_KNOWN);
}

static MediaryReference *
insert_use (Work *work, MediaryItem *item, GError **error)
{
  char                id[MEDIARY_ID_LENGTH + 1];
  MediaryReferenceRow row = {
    .id = id,
    .media_item_id = mediary_item_get_id (item),
    .module_name = mediary_sync_get_module_name (work->sync),
    .artifact_name = mediary_sync_get_artifact_name (work->sync),
    .created_at = work->now,
  };

  mediary_id_new (id);

  return mediary_reference_table_insert (work->database, mediary_item_get_number (item), &row, error) ? mediary_reference_new (&row)
                                                                                                      : NULL;
}

/* Returns: (nullable): NULL without an error when there is no such item any more */
static MediaryStoredItem *
find_item_of_text (Work *work, const char *text, GError **error)
{
  g_autofree char *item_id = NULL;
  g_autofree char *reference_id = NULL;
  g_autoptr (MediaryReference) reference = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!mediary_reference_parse_text (text, &item_id, &reference_id, NULL)) {
    if (!mediary_arguments_check_id (text, NULL))
      return NULL;
    item_id = g_ascii_strdown (text, -1);
    reference_id = g_strdup (item_id);
  }

  if (reference_id != NULL)
    reference = mediary_reference_table_find_id (work->database, reference_id, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return mediary_item_table_find_id (work->database,
                                     reference != NULL ? mediary_reference_get_media_item_id (reference) : item_id,
                                     error);
}

static gboolean
sync_text (Work *work, MediarySyncUse *use, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryStoredItem) stored = find_item_of_text (work, use->text, &local_error);
  g_autoptr (MediaryReference) reference = NULL;
  gboolean added = FALSE;

  if (stored == NULL && local_error == NULL) {
    use->error = g_error_new (MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND, "No item has this id: %.128s", use->text);
    return TRUE;
  }
  if (stored != NULL)
    reference = find_use_of (work, mediary_item_get_id (stored->item), &local_error);
  if (reference == NULL && local_error == NULL) {
    reference = insert_use (work, stored->item, &local_error);
    added = TRUE;
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return take_reference (work, use, reference, added);
}

static gboolean
sync_uses (Work *work, GError **error)
{
  GPtrArray *uses = mediary_sync_peek_uses (work->sync);
  guint      n_files = 0;

  for (guint i = 0; i < uses->len; i++) {
    MediarySyncUse *use = g_ptr_array_index (uses, i);

    if (!(use->path != NULL ? sync_file (work, use, g_ptr_array_index (work->check_ins, n_files++), error)
                            : sync_text (work, use, error)))
      return FALSE;
  }

  return TRUE;
}

static gint64
number_of (Work *work, MediaryReference *reference, GError **error)
{
  g_autoptr (MediaryStoredItem) stored = NULL;

  stored = mediary_item_table_find_id (work->database, mediary_reference_get_media_item_id (reference), error);

  return stored != NULL ? mediary_item_get_number (stored->item) : 0;
}

/* A set that names no places says nothing of them. */
static gboolean
set_locations (Work *work, MediaryReference *reference, const GString *locations, GError **error)
{
  gint64 number;

  if (locations->len == 0 || g_strcmp0 (locations->str, mediary_reference_get_location (reference)) == 0)
    return TRUE;

  number = number_of (work, reference, error);

  return number != 0 && mediary_reference_table_set_location (work->database, number, reference, locations->str, error);
}

static gboolean
remove_use (Work *work, MediaryReference *reference, GError **error)
{
  gint64 number = number_of (work, reference, error);

  g_ptr_array_add (work->removed, g_object_ref (reference));

  return number != 0 && mediary_reference_table_remove (work->database, number, reference, error);
}

/* All the artifact has by now: what is wanted gets its places, what is not goes. */
static gboolean
bring_in_line (Work *work, GError **error)
{
  g_autoptr (GPtrArray) uses = NULL;

  uses = mediary_reference_table_list_uses (work->database,
                                            mediary_sync_get_module_name (work->sync),
                                            mediary_sync_get_artifact_name (work->sync),
                                            0, 0, error);
  for (guint i = 0; uses != NULL && i < uses->len; i++) {
    MediaryReference *reference = g_ptr_array_index (uses, i);
    const GString    *locations = g_hash_table_lookup (work->wanted, mediary_reference_get_id (reference));

    if (!(locations != NULL ? set_locations (work, reference, locations, error) : remove_use (work, reference, error)))
      return FALSE;
  }

  return uses != NULL;
}

/* Writer thread. */
static gboolean
write_sync (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  Work *work = (Work *) arguments;

  work->database = database;
  work->now = g_get_real_time () / G_USEC_PER_SEC;

  return sync_uses (work, error) && bring_in_line (work, error);
}

static gboolean
check_uses (MediarySync *sync, GError **error)
{
  GPtrArray *uses = mediary_sync_peek_uses (sync);

  if (!mediary_arguments_check_names (mediary_sync_get_module_name (sync), mediary_sync_get_artifact_name (sync), error))
    return FALSE;
  if (uses->len > MAX_USES) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "More than %d uses in one set", MAX_USES);
    return FALSE;
  }

  for (guint i = 0; i < uses->len; i++) {
    const MediarySyncUse *use = g_ptr_array_index (uses, i);

    if (!mediary_arguments_check_location (use->location, error) ||
        (use->path != NULL && !mediary_arguments_check_path (use->path, error)))
      return FALSE;
  }

  return TRUE;
}

/* Blocks: every file is looked at, and read if it has to be. */
static GPtrArray *
prepare_files (MediaryService *self, MediarySync *sync, GCancellable *cancellable, GError **error)
{
  GPtrArray *uses = mediary_sync_peek_uses (sync);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (MediaryCheckInTarget) target = NULL;
  MediaryCheckInPipeline *held = mediary_service_hold (self, error);
  GPtrArray              *check_ins;

  if (held == NULL)
    return NULL;

  for (guint i = 0; i < uses->len; i++) {
    const MediarySyncUse *use = g_ptr_array_index (uses, i);

    if (use->path != NULL)
      g_ptr_array_add (paths, use->path);
  }
  target = mediary_check_in_target_new (mediary_sync_get_module_name (sync),
                                        mediary_sync_get_artifact_name (sync),
                                        MEDIARY_ORIGIN_DECLARED,
                                        NULL);
  check_ins = mediary_check_in_prepare (held, paths, target, MEDIARY_CHECK_IN_STORES, cancellable);
  mediary_check_in_pipeline_release (held);

  return check_ins;
}

static gboolean
run_work (MediaryService *self, Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) no_items = g_ptr_array_new ();
  g_autoptr (MediaryRemoval) removal = NULL;

  if (!mediary_service_write (self, write_sync, work, cancellable, error))
    return FALSE;

  removal = mediary_removal_new (no_items, work->removed);
  mediary_sync_end (work->sync, work->n_added, work->n_kept, removal);

  return TRUE;
}

static void
run_sync (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (mediary_service_sync (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * mediary_service_sync:
 * @self: a service
 * @sync: the artifact's whole set of uses; a sync runs once
 * @cancellable: (nullable): to stop before anything is written
 * @error: return location for an error
 *
 * Makes a set all that an artifact uses, in one transaction: new uses are added, known ones kept with their ids, and
 * those not in the set removed. This is what a program should call that saves a document. Unchanged, it writes nothing.
 * A use that cannot be recorded is refused by itself and told by [method@Sync.get_error]. Blocks until it is on disk;
 * new files are read first. Any thread.
 *
 * Returns: whether it is done; when not, nothing was changed
 */
gboolean
mediary_service_sync (MediaryService *self,
                      MediarySync    *sync,
                      GCancellable   *cancellable,
                      GError        **error)
{
  Work     work = { .sync = sync };
  gboolean done;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), FALSE);
  g_return_val_if_fail (MEDIARY_IS_SYNC (sync), FALSE);

  if (!check_uses (sync, error))
    return FALSE;
  if (!mediary_sync_begin (sync)) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "The sync has been run before");
    return FALSE;
  }
  work.check_ins = prepare_files (self, sync, cancellable, error);
  if (work.check_ins == NULL)
    return FALSE;

  work.wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_locations);
  work.removed = g_ptr_array_new_with_free_func (g_object_unref);
  done = run_work (self, &work, cancellable, error);
  g_ptr_array_unref (work.check_ins);
  g_hash_table_unref (work.wanted);
  g_ptr_array_unref (work.removed);

  return done;
}

/**
 * mediary_service_sync_async:
 * @self: a service
 * @sync: the artifact's whole set of uses; a sync runs once
 * @cancellable: (nullable): to stop before anything is written
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.sync].
 */
void
mediary_service_sync_async (MediaryService     *self,
                            MediarySync        *sync,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (MEDIARY_IS_SYNC (sync));

  task = mediary_service_new_write_task (self, cancellable, callback, user_data, mediary_service_sync_async);
  g_task_set_task_data (task, g_object_ref (sync), g_object_unref);
  g_task_run_in_thread (task, run_sync);
}

/**
 * mediary_service_sync_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.sync_async] began.
 *
 * Returns: whether it is done; when not, nothing was changed
 */
gboolean
mediary_service_sync_finish (MediaryService *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
