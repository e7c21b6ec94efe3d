/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-check-in.h"
#include "mediary-error.h"
#include "private/mediary-id.h"
#include "store/mediary-reference-table.h"

/*
 * The last stage. Behind the lock everything is asked again: another thread or program may have been here meanwhile.
 */

typedef struct {
  MediaryCheckIn  *check_in;
  MediaryDatabase *database;
  gint64           now; /* Unix time, seconds: for display */
  gint64           number;
} Store;

static gboolean
use_is_counted (MediaryCheckIn *self)
{
  return mediary_reference_is_counted (self->target->module_name, self->target->artifact_name);
}

static gboolean
was_judged (MediaryCheckIn *self, gint64 number)
{
  for (guint i = 0; self->candidates != NULL && i < self->candidates->len; i++) {
    MediaryStoredItem *candidate = g_ptr_array_index (self->candidates, i);

    if (mediary_item_get_number (candidate->item) == number)
      return TRUE;
  }

  return FALSE;
}

/* Of two hard links in one job, the first one has been stored since the second was looked up. */
static MediaryStoredItem *
find_same_file (Store *store, GError **error)
{
  MediaryCheckIn   *self = store->check_in;
  MediaryFileFacts *facts = &self->identity.facts;
  g_autoptr (GPtrArray) items = mediary_item_table_list_inode (store->database, facts->device, facts->inode, error);

  for (guint i = 0; items != NULL && i < items->len; i++) {
    MediaryStoredItem *stored = g_ptr_array_index (items, i);

    if (mediary_file_facts_same_contents (facts, &stored->facts) && !was_judged (self, mediary_item_get_number (stored->item)))
      return mediary_stored_item_copy (stored);
  }

  return NULL;
}

/* The path decides; an item known by another name or from another place comes second. */
static MediaryStoredItem *
find_again (Store *store, GError **error)
{
  MediaryCheckIn *self = store->check_in;
  g_autoptr (GError) local_error = NULL;
  MediaryStoredItem *stored = NULL;

  if (self->identity.kind == MEDIARY_FILE_REGULAR)
    stored = mediary_item_table_find_path (store->database, self->identity.path, &local_error);
  if (stored == NULL && local_error == NULL && self->stored != NULL)
    stored = mediary_item_table_find_number (store->database, mediary_item_get_number (self->stored->item), &local_error);
  if (stored == NULL && local_error == NULL && self->stored == NULL)
    stored = find_same_file (store, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return stored;
}

static gboolean
insert_item (Store *store, GError **error)
{
  MediaryCheckIn *self = store->check_in;
  char            id[MEDIARY_ID_LENGTH + 1];
  MediaryItemRow  row = {
     .id = id,
     .type = self->type,
     .path = self->identity.path,
     .metadata = self->metadata,
     .created_at = store->now,
     .updated_at = store->now,
     .state = self->state,
     .n_uses = use_is_counted (self) ? 1 : 0, /* the use that follows */
  };

  mediary_id_new (id);
  row.number = mediary_item_table_insert (store->database, &row, &self->identity.facts, error);
  if (row.number == 0)
    return FALSE;

  store->number = row.number;
  self->item = mediary_item_new (&row);

  return TRUE;
}

static gboolean
update_contents (Store *store, MediaryStoredItem *stored, GError **error)
{
  MediaryCheckIn *self = store->check_in;
  MediaryItemRow  row = {
     .number = store->number,
     .id = mediary_item_get_id (stored->item),
     .type = self->type,
     .metadata = self->metadata,
     .updated_at = store->now,
     .state = self->state,
  };

  return mediary_item_table_set_contents (store->database, &row, &self->identity.facts, error);
}

/* What is news about the file itself. */
static gboolean
update_file (Store *store, MediaryStoredItem *stored, GError **error)
{
  MediaryCheckIn   *self = store->check_in;
  MediaryFileFacts *facts = &self->identity.facts;

  if (self->identity.kind != MEDIARY_FILE_REGULAR)
    return mediary_item_get_state (stored->item) == self->state ||
      mediary_item_table_set_state (store->database, store->number, self->state, error);

  if (self->metadata != NULL && (self->flags & MEDIARY_CHECK_IN_READS_ALWAYS) != 0)
    return update_contents (store, stored, error);
  if (self->metadata != NULL && !mediary_file_facts_same_contents (facts, &stored->facts))
    return update_contents (store, stored, error);

  if (!mediary_file_facts_same_file (facts, &stored->facts) || mediary_item_get_state (stored->item) != self->state)
    return mediary_item_table_set_facts (store->database, store->number, facts, self->state, error);

  return TRUE;
}

static gboolean
add_name (Store *store, const char *own_path, const char *name, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (g_str_equal (own_path, name))
    return TRUE;

  if (mediary_item_table_has_name (store->database, store->number, name, &local_error))
    return TRUE;

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return mediary_item_table_add_name (store->database, store->number, name, MEDIARY_PATH_GIVEN, store->now, error);
}

/* Where the file is now, and by which other names it was asked for. */
static gboolean
update_names (Store *store, MediaryItem *item, GError **error)
{
  MediaryCheckIn *self = store->check_in;
  const char     *path = mediary_item_get_path (item);

  if (self->identity.kind != MEDIARY_FILE_REGULAR)
    return TRUE;

  if (self->moved && !g_str_equal (path, self->identity.path)) {
    if (!mediary_item_table_set_path (store->database, item, self->identity.path, store->now, error))
      return FALSE;
    path = self->identity.path;
  }

  return add_name (store, path, self->identity.path, error) && add_name (store, path, self->identity.given, error);
}

static gboolean
update_item (Store *store, MediaryStoredItem *stored, GError **error)
{
  store->number = mediary_item_get_number (stored->item);
  store->check_in->item = g_object_ref (stored->item);

  return update_file (store, stored, error) && update_names (store, stored->item, error);
}

static gboolean
insert_reference (Store *store, gboolean new_item, GError **error)
{
  MediaryCheckIn     *self = store->check_in;
  char                id[MEDIARY_ID_LENGTH + 1];
  MediaryReferenceRow row = {
    .id = id,
    .media_item_id = mediary_item_get_id (self->item),
    .module_name = self->target->module_name,
    .artifact_name = self->target->artifact_name,
    .created_at = store->now,
    .origin = self->target->origin,
    .location = self->target->location,
  };

  mediary_id_new (id);
  if (!(new_item ? mediary_reference_table_insert_first (store->database, store->number, &row, error)
                 : mediary_reference_table_insert (store->database, store->number, &row, error)))
    return FALSE;

  self->reference = mediary_reference_new (&row);

  return TRUE;
}

/* The use is known and stands somewhere else now. The answer carries the new place. */
static gboolean
update_location (Store *store, GError **error)
{
  MediaryCheckIn     *self = store->check_in;
  const char         *location = self->target->location;
  MediaryReferenceRow row;
  g_autoptr (MediaryReference) before = NULL;

  if (location == NULL || g_strcmp0 (location, mediary_reference_get_location (self->reference)) == 0)
    return TRUE;

  before = g_steal_pointer (&self->reference);
  row = mediary_reference_table_row (before);
  row.location = location;
  self->reference = mediary_reference_new (&row);

  return mediary_reference_table_set_location (store->database, store->number, before, location, error);
}

static gboolean
ensure_reference (Store *store, GError **error)
{
  MediaryCheckIn *self = store->check_in;
  g_autoptr (GError) local_error = NULL;

  self->reference = mediary_reference_table_find (store->database,
                                                  mediary_item_get_id (self->item),
                                                  self->target->module_name,
                                                  self->target->artifact_name,
                                                  &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  if (self->reference != NULL) {
    self->outcome = MEDIARY_OUTCOME_KNOWN;
    return update_location (store, error);
  }

  self->outcome = MEDIARY_OUTCOME_NEW_USE;

  return insert_reference (store, FALSE, error);
}

/* After an update the item in hand is the old one: the answer carries what is stored now. */
static gboolean
read_item_again (Store *store, GError **error)
{
  g_autoptr (MediaryStoredItem) stored = mediary_item_table_find_number (store->database, store->number, error);

  if (stored == NULL)
    return FALSE;

  g_set_object (&store->check_in->item, stored->item);

  return TRUE;
}

static gboolean
store_known (Store *store, MediaryStoredItem *stored, GError **error)
{
  return update_item (store, stored, error) &&
    (store->check_in->target == NULL || ensure_reference (store, error)) &&
    read_item_again (store, error);
}

static gboolean
store_new (Store *store, GError **error)
{
  MediaryCheckIn *self = store->check_in;

  if (self->metadata == NULL || self->target == NULL) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND, "The item was removed meanwhile: %s", self->given);
    return FALSE;
  }

  if (!insert_item (store, error) ||
      !add_name (store, self->identity.path, self->identity.given, error) ||
      !insert_reference (store, TRUE, error))
    return FALSE;

  self->outcome = MEDIARY_OUTCOME_ADDED;

  return TRUE;
}

/* Writer thread. */
gboolean
mediary_check_in_store (MediaryDatabase *database, gpointer check_in, GError **error)
{
  MediaryCheckIn *self = check_in;
  Store           store = { .check_in = self, .database = database, .now = g_get_real_time () / G_USEC_PER_SEC };
  g_autoptr (MediaryStoredItem) stored = NULL;
  g_autoptr (GError) local_error = NULL;

  /* The last moment to stop: what is written after it is kept. */
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  /* One that was prepared may carry what was found on the way: behind the lock it is found again. */
  g_clear_object (&self->item);
  g_clear_object (&self->reference);

  stored = find_again (&store, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return stored != NULL ? store_known (&store, stored, error) : store_new (&store, error);
}
