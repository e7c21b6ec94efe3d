/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-check-in-job-private.h"

/**
 * MediaryCheckInEntry:
 *
 * What became of one file of a check-in. It never changes.
 */
struct _MediaryCheckInEntry {
  GObject parent_instance;

  char             *path;
  MediaryOutcome    outcome;
  MediaryItem      *item;
  MediaryReference *reference;
  GError           *error;
};

G_DEFINE_FINAL_TYPE (MediaryCheckInEntry, mediary_check_in_entry, G_TYPE_OBJECT)

static void
mediary_check_in_entry_finalize (GObject *object)
{
  MediaryCheckInEntry *self = MEDIARY_CHECK_IN_ENTRY (object);

  g_free (self->path);
  g_clear_object (&self->item);
  g_clear_object (&self->reference);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (mediary_check_in_entry_parent_class)->finalize (object);
}

static void
mediary_check_in_entry_class_init (MediaryCheckInEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_check_in_entry_finalize;
}

static void
mediary_check_in_entry_init (MediaryCheckInEntry *self)
{
}

MediaryCheckInEntry *
mediary_check_in_entry_new (const char       *path,
                            MediaryOutcome    outcome,
                            MediaryItem      *item,
                            MediaryReference *reference,
                            const GError     *error)
{
  MediaryCheckInEntry *self = g_object_new (MEDIARY_TYPE_CHECK_IN_ENTRY, NULL);

  self->path = g_strdup (path);
  self->outcome = outcome;
  self->item = item != NULL ? g_object_ref (item) : NULL;
  self->reference = reference != NULL ? g_object_ref (reference) : NULL;
  self->error = error != NULL ? g_error_copy (error) : NULL;

  return self;
}

/**
 * mediary_check_in_entry_get_path:
 * @self: an entry
 *
 * Gets the path as it was given, or as it was found in a folder.
 *
 * Returns: (transfer none) (type filename): the path as it was given, or as it was found in a folder
 */
const char *
mediary_check_in_entry_get_path (MediaryCheckInEntry *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_ENTRY (self), NULL);

  return self->path;
}

/**
 * mediary_check_in_entry_get_outcome:
 * @self: an entry
 *
 * Tells what became of the file.
 *
 * Returns: what became of the file
 */
MediaryOutcome
mediary_check_in_entry_get_outcome (MediaryCheckInEntry *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_ENTRY (self), MEDIARY_OUTCOME_REFUSED);

  return self->outcome;
}

/**
 * mediary_check_in_entry_get_reference:
 * @self: an entry
 *
 * Gets the use, or %NULL when the file was refused.
 *
 * Returns: (transfer none) (nullable): the use, or %NULL when the file was refused
 */
MediaryReference *
mediary_check_in_entry_get_reference (MediaryCheckInEntry *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_ENTRY (self), NULL);

  return self->reference;
}

/**
 * mediary_check_in_entry_get_item:
 * @self: an entry
 *
 * Gets the item, or %NULL when the file was refused.
 *
 * Returns: (transfer none) (nullable): the item, or %NULL when the file was refused
 */
MediaryItem *
mediary_check_in_entry_get_item (MediaryCheckInEntry *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_ENTRY (self), NULL);

  return self->item;
}

/**
 * mediary_check_in_entry_get_error:
 * @self: an entry
 *
 * Tells why the file was refused, or %NULL when it was not.
 *
 * Returns: (transfer none) (nullable): why the file was refused, or %NULL when it was not
 */
const GError *
mediary_check_in_entry_get_error (MediaryCheckInEntry *self)
{
  g_return_val_if_fail (MEDIARY_IS_CHECK_IN_ENTRY (self), NULL);

  return self->error;
}
