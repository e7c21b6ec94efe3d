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

/* By a name it was given under, then by a place where it was before. */
static MediaryStoredItem *
find_name (MediaryDatabase *database, const MediaryFileIdentity *identity, GError **error)
{
  static const MediaryPathKind kinds[] = { MEDIARY_PATH_GIVEN, MEDIARY_PATH_EARLIER };
  const char                  *names[] = { identity->path, identity->given };
  guint                        n_names = g_str_equal (names[0], names[1]) ? 1 : 2;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) * n_names; i++) {
    g_autoptr (MediaryStoredItem) stored = NULL;
    g_autoptr (GError) local_error = NULL;

    stored = mediary_item_table_find_name (database, names[i % n_names], kinds[i / n_names], &local_error);
    if (local_error != NULL) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
    if (stored != NULL && mediary_file_identity_may_be (identity, &stored->facts))
      return g_steal_pointer (&stored);
  }

  return NULL;
}

/*
 * mediary_check_in_find_known:
 * @by_name: (out): whether it is known by another name than its path
 *
 * A reader's thread. The item a path leads to, as far as the database alone can tell.
 *
 * Returns: (nullable): NULL without an error when there is none
 */
MediaryStoredItem *
mediary_check_in_find_known (MediaryDatabase           *database,
                             const MediaryFileIdentity *identity,
                             gboolean                  *by_name,
                             GError                   **error)
{
  g_autoptr (GError) local_error = NULL;
  MediaryStoredItem *stored = mediary_item_table_find_path (database, identity->path, &local_error);

  if (stored == NULL && local_error == NULL) {
    stored = find_name (database, identity, &local_error);
    *by_name = stored != NULL;
  } else {
    *by_name = FALSE;
  }

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return stored;
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

/* A place nobody named is no news. */
static gboolean
location_is_known (MediaryCheckIn *self, MediaryReference *reference)
{
  return self->target->location == NULL || g_strcmp0 (self->target->location, mediary_reference_get_location (reference)) == 0;
}

static MediaryCheckInNext
next_for_known (MediaryCheckIn *self, MediaryDatabase *database)
{
  g_autoptr (MediaryReference) reference = NULL;
  g_autoptr (GError) error = NULL;

  /* Its own place has to be looked at, and a reader does not wait for a disk. */
  if (self->by_name)
    return MEDIARY_NEXT_JUDGE;
  if ((self->flags & MEDIARY_CHECK_IN_READS_ALWAYS) != 0)
    return self->identity.kind == MEDIARY_FILE_REGULAR ? MEDIARY_NEXT_JUDGE : MEDIARY_NEXT_STORE;

  reference = mediary_reference_table_find (database,
                                            mediary_item_get_id (self->stored->item),
                                            self->target->module_name,
                                            self->target->artifact_name,
                                            &error);
  if (reference != NULL && location_is_known (self, reference) && is_as_stored (self, database, &error)) {
    self->item = g_object_ref (self->stored->item);
    self->reference = g_steal_pointer (&reference);
    self->outcome = MEDIARY_OUTCOME_KNOWN;
    return MEDIARY_NEXT_FINISH;
  }
  if (error != NULL)
    return fail (self, g_steal_pointer (&error));

  if (self->identity.kind == MEDIARY_FILE_REGULAR &&
      !mediary_file_facts_same_contents (&self->identity.facts, &self->stored->facts))
    return MEDIARY_NEXT_JUDGE;

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

  return MEDIARY_NEXT_JUDGE;
}

/* A reader's thread. */
MediaryCheckInNext
mediary_check_in_look_up (MediaryCheckIn *self, MediaryDatabase *database)
{
  g_autoptr (GError) error = NULL;

  mediary_check_in_update_state (self);
  self->stored = mediary_check_in_find_known (database, &self->identity, &self->by_name, &error);
  if (error != NULL)
    return fail (self, g_steal_pointer (&error));

  return self->stored != NULL ? next_for_known (self, database) : next_for_unknown (self, database);
}
