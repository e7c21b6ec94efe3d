/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "files/mediary-file-identity.h"
#include "mediary-error.h"
#include "private/mediary-arguments.h"
#include "private/mediary-resolution-private.h"
#include "private/mediary-service-private.h"
#include "store/mediary-item-record.h"
#include "store/mediary-reference-table.h"

/* From what a document holds to the file it means: the database first, then a look at the disk. */

/* What the database knows of a name. */
typedef struct {
  MediaryItemRecord *record;
  MediaryReference  *reference;
} Found;

static void
found_free (Found *found)
{
  g_clear_pointer (&found->record, mediary_item_record_free);
  g_clear_object (&found->reference);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

/* A text form names item and use; an id may be either's. */
static gboolean
parse_name (const char *name, char **item_id, char **reference_id, GError **error)
{
  if (mediary_reference_parse_text (name, item_id, reference_id, NULL))
    return TRUE;
  if (!mediary_arguments_check_id (name, error))
    return FALSE;

  *item_id = g_ascii_strdown (name, -1);
  *reference_id = g_strdup (*item_id);

  return TRUE;
}

/* The use says which item it is; when the use is gone, the item's own id still does. */
static MediaryStoredItem *
find_item (MediaryDatabase *database, Found *found, const char *item_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MediaryStoredItem *stored;

  if (found->reference != NULL)
    item_id = mediary_reference_get_media_item_id (found->reference);
  stored = mediary_item_table_find_id (database, item_id, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (stored == NULL)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND, "No item or use has this id: %s", item_id);

  return stored;
}

/* A reader's thread. */
static gpointer
read_name (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  g_autoptr (Found) found = g_new0 (Found, 1);
  g_autofree char *item_id = NULL;
  g_autofree char *reference_id = NULL;
  g_autoptr (MediaryStoredItem) stored = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!parse_name (arguments, &item_id, &reference_id, error))
    return NULL;

  if (reference_id != NULL)
    found->reference = mediary_reference_table_find_id (database, reference_id, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  stored = find_item (database, found, item_id, error);
  if (stored == NULL)
    return NULL;
  found->record = mediary_item_record_read (database, stored, error);

  return found->record != NULL ? g_steal_pointer (&found) : NULL;
}

static gboolean
is_the_file (const MediaryFileIdentity *identity, const MediaryFileFacts *facts)
{
  return identity->kind == MEDIARY_FILE_REGULAR &&
    mediary_file_facts_same_file (&identity->facts, facts) &&
    mediary_file_facts_same_contents (&identity->facts, facts);
}

/* Another name it had, a hard link or the place it came from, may lead to the same file still. */
static char *
dup_other_place (MediaryService *self, const MediaryItemRecord *record)
{
  for (guint i = 0; i < record->names->len; i++) {
    const MediaryItemName *name = g_ptr_array_index (record->names, i);
    MediaryFileIdentity    identity = { 0 };
    char                  *place = NULL;

    if (mediary_service_look_at (self, name->path, &identity, NULL) && is_the_file (&identity, &record->stored->facts))
      place = g_strdup (identity.path);
    mediary_file_identity_clear (&identity);
    if (place != NULL)
      return place;
  }

  return NULL;
}

static MediaryState
state_at (MediaryService *self, const char *path)
{
  MediaryFileIdentity identity = { 0 };

  /* On a disk that does not answer it may be there, but nobody can read it. */
  if (!mediary_service_look_at (self, path, &identity, NULL))
    return MEDIARY_STATE_NO_ACCESS;
  mediary_file_identity_clear (&identity);

  switch (identity.kind) {
  case MEDIARY_FILE_REGULAR:
    return MEDIARY_STATE_PRESENT;
  case MEDIARY_FILE_NO_ACCESS:
  case MEDIARY_FILE_UNREADABLE:
    return MEDIARY_STATE_NO_ACCESS;
  case MEDIARY_FILE_MISSING:
  case MEDIARY_FILE_FOLDER:
  case MEDIARY_FILE_SPECIAL:
  default:
    return MEDIARY_STATE_MISSING;
  }
}

/* A thread that may wait for a disk. */
static MediaryResolution *
look_at_disk (MediaryService *self, const Found *found)
{
  MediaryItem     *item = found->record->stored->item;
  const char      *path = mediary_item_get_path (item);
  MediaryState     state = state_at (self, path);
  g_autofree char *other = state == MEDIARY_STATE_MISSING ? dup_other_place (self, found->record) : NULL;

  if (other != NULL)
    return mediary_resolution_new (item, found->reference, other, MEDIARY_STATE_PRESENT);

  return mediary_resolution_new (item, found->reference, path, state);
}

static void
run_resolve (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  MediaryResolution *resolution = mediary_service_resolve (source, data, cancellable, &error);

  if (resolution != NULL)
    g_task_return_pointer (task, resolution, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * mediary_service_resolve:
 * @self: a service
 * @name: a reference's text form, the id of a use, or the id of an item
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Where the file is now, and whether it can be read there: what a program calls that finds a reference in its own data.
 * The database is not changed. When a text form's use was removed, its item is still found. Blocks for a short read and
 * a look at the disk. Any thread.
 *
 * Returns: (transfer full): the resolution, or %NULL with %MEDIARY_ERROR_NOT_FOUND
 */
MediaryResolution *
mediary_service_resolve (MediaryService *self,
                         const char     *name,
                         GCancellable   *cancellable,
                         GError        **error)
{
  g_autoptr (Found) found = NULL;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  found = mediary_service_read (self, read_name, name, cancellable, error);

  return found != NULL ? look_at_disk (self, found) : NULL;
}

/**
 * mediary_service_resolve_async:
 * @self: a service
 * @name: a reference's text form, the id of a use, or the id of an item
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * See [method@Service.resolve].
 */
void
mediary_service_resolve_async (MediaryService     *self,
                               const char         *name,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (name != NULL);

  task = mediary_service_new_task (self, cancellable, callback, user_data, mediary_service_resolve_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_task_run_in_thread (task, run_resolve);
}

/**
 * mediary_service_resolve_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.resolve_async] began.
 *
 * Returns: (transfer full): the resolution, or %NULL with %MEDIARY_ERROR_NOT_FOUND
 */
MediaryResolution *
mediary_service_resolve_finish (MediaryService *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
