/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-check-in.h"
#include "mediary-error.h"
#include "store/mediary-reference-table.h"

/*
 * The second stage: the database is asked first. What it knows needs no reading, and if the use is known too, nothing
 * is written at all.
 */

static MediaryCheckInNext
fail (MediaryCheckIn *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->outcome = MEDIARY_OUTCOME_REFUSED;

  return MEDIARY_NEXT_FINISH;
}

static MediaryState
state_of_kind (MediaryFileKind kind)
{
  switch (kind) {
  case MEDIARY_FILE_MISSING:
    return MEDIARY_STATE_MISSING;
  case MEDIARY_FILE_NO_ACCESS:
    return MEDIARY_STATE_NO_ACCESS;
  default:
    return MEDIARY_STATE_PRESENT;
  }
}

/* Another name counts when it still leads to the item's own file, or to nothing. */
static gboolean
leads_to (MediaryCheckIn *self, MediaryStoredItem *stored)
{
  return self->identity.kind != MEDIARY_FILE_REGULAR ||
    mediary_file_facts_same_file (&self->identity.facts, &stored->facts);
}

/* Reader. The item by its path, or by a name it was given under. */
static MediaryStoredItem *
find_stored (MediaryCheckIn *self, MediaryDatabase *database, GError **error)
{
  g_autoptr (MediaryStoredItem) stored = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *names[] = { self->identity.path, self->identity.given };
  guint       n_names = g_str_equal (names[0], names[1]) ? 1 : 2;

  stored = mediary_item_table_find_path (database, self->identity.path, &local_error);
  for (guint i = 0; i < n_names && stored == NULL && local_error == NULL; i++) {
    stored = mediary_item_table_find_name (database, names[i], MEDIARY_PATH_GIVEN, &local_error);
    if (stored != NULL && !leads_to (self, stored))
      g_clear_pointer (&stored, mediary_stored_item_free);
  }

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_steal_pointer (&stored);
}

/* Whether the names this file was asked for under are all on record. */
static gboolean
names_are_known (MediaryCheckIn *self, MediaryDatabase *database, GError **error)
{
  const char *path = mediary_item_get_path (self->stored->item);
  gint64      number = mediary_item_get_number (self->stored->item);

  return (g_str_equal (path, self->identity.path) || mediary_item_table_has_name (database, number, self->identity.path, error)) &&
    (g_str_equal (self->identity.path, self->identity.given) ||
     mediary_item_table_has_name (database, number, self->identity.given, error));
}

/* Nothing about the file is news. */
static gboolean
is_as_stored (MediaryCheckIn *self, MediaryDatabase *database, GError **error)
{
  if (mediary_item_get_state (self->stored->item) != self->state)
    return FALSE;

  if (self->identity.kind != MEDIARY_FILE_REGULAR)
    return TRUE;

  return mediary_file_facts_same_file (&self->identity.facts, &self->stored->facts) &&
    mediary_file_facts_same_contents (&self->identity.facts, &self->stored->facts) &&
    names_are_known (self, database, error);
}

static MediaryCheckInNext
next_for_known (MediaryCheckIn *self, MediaryDatabase *database)
{
  g_autoptr (MediaryReference) reference = NULL;
  g_autoptr (GError) error = NULL;

  reference = mediary_reference_table_find (database,
                                            mediary_item_get_id (self->stored->item),
                                            self->target->module_name,
                                            self->target->artifact_name,
                                            &error);
  if (reference != NULL && is_as_stored (self, database, &error)) {
    self->item = g_object_ref (self->stored->item);
    self->reference = g_steal_pointer (&reference);
    self->outcome = MEDIARY_OUTCOME_KNOWN;
    return MEDIARY_NEXT_FINISH;
  }
  if (error != NULL)
    return fail (self, g_steal_pointer (&error));

  if (self->identity.kind == MEDIARY_FILE_REGULAR &&
      !mediary_file_facts_same_contents (&self->identity.facts, &self->stored->facts))
    return MEDIARY_NEXT_OPEN;

  return MEDIARY_NEXT_STORE;
}

static MediaryCheckInNext
next_for_unknown (MediaryCheckIn *self, MediaryDatabase *database)
{
  g_autoptr (GError) error = NULL;

  if (self->identity.kind == MEDIARY_FILE_MISSING) {
    mediary_check_in_refuse (self, MEDIARY_ERROR_FILE_NOT_FOUND, "No such file: %s", self->given);
    return MEDIARY_NEXT_FINISH;
  }
  if (self->identity.kind == MEDIARY_FILE_NO_ACCESS) {
    mediary_check_in_refuse (self, MEDIARY_ERROR_PERMISSION_DENIED, "Not allowed to read: %s", self->given);
    return MEDIARY_NEXT_FINISH;
  }

  self->candidates =
    mediary_item_table_list_inode (database, self->identity.facts.device, self->identity.facts.inode, &error);
  if (self->candidates == NULL)
    return fail (self, g_steal_pointer (&error));

  return MEDIARY_NEXT_OPEN;
}

/* A reader's thread. */
MediaryCheckInNext
mediary_check_in_look_up (MediaryCheckIn *self, MediaryDatabase *database)
{
  g_autoptr (GError) error = NULL;

  self->state = state_of_kind (self->identity.kind);
  self->stored = find_stored (self, database, &error);
  if (error != NULL)
    return fail (self, g_steal_pointer (&error));

  return self->stored != NULL ? next_for_known (self, database) : next_for_unknown (self, database);
}
