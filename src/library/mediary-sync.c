/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-sync-private.h"

/**
 * MediarySync:
 *
 * The whole set of files that an artifact uses, and what came of telling Mediary.
 *
 * A program that saves a document puts every use in, in any order, and gives it to [method@Service.sync]. What was added
 * and what is not used any more is worked out there, so that nobody's counts drift.
 */
struct _MediarySync {
  GObject parent_instance;

  char           *module_name;
  char           *artifact_name;
  GPtrArray      *uses; /* of MediarySyncUse */
  gint            begun;
  guint           n_added;
  guint           n_kept;
  MediaryRemoval *removal;
};

G_DEFINE_FINAL_TYPE (MediarySync, mediary_sync, G_TYPE_OBJECT)

static void
use_free (gpointer data)
{
  MediarySyncUse *use = data;

  g_free (use->path);
  g_free (use->text);
  g_free (use->location);
  g_clear_object (&use->reference);
  g_clear_error (&use->error);
  g_free (use);
}

static void
mediary_sync_finalize (GObject *object)
{
  MediarySync *self = MEDIARY_SYNC (object);

  g_free (self->module_name);
  g_free (self->artifact_name);
  g_ptr_array_unref (self->uses);
  g_clear_object (&self->removal);

  G_OBJECT_CLASS (mediary_sync_parent_class)->finalize (object);
}

static void
mediary_sync_class_init (MediarySyncClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_sync_finalize;
}

static void
mediary_sync_init (MediarySync *self)
{
  self->uses = g_ptr_array_new_with_free_func (use_free);
}

GPtrArray *
mediary_sync_peek_uses (MediarySync *self)
{
  return self->uses;
}

/* Any thread. Returns FALSE when it has been run before. */
gboolean
mediary_sync_begin (MediarySync *self)
{
  return g_atomic_int_compare_and_exchange (&self->begun, FALSE, TRUE);
}

void
mediary_sync_end (MediarySync *self, guint n_added, guint n_kept, MediaryRemoval *removal)
{
  self->n_added = n_added;
  self->n_kept = n_kept;
  g_set_object (&self->removal, removal);
}

/**
 * mediary_sync_new:
 * @module_name: who uses the files, preferably a desktop application id; UTF-8, at most 255 bytes
 * @artifact_name: what uses them, preferably a `file:` URI; UTF-8, at most 16 KiB
 *
 * Makes an empty set.
 *
 * Returns: (transfer full): an empty set; given to [method@Service.sync] as it is, it says that nothing is used any more
 */
MediarySync *
mediary_sync_new (const char *module_name, const char *artifact_name)
{
  MediarySync *self = g_object_new (MEDIARY_TYPE_SYNC, NULL);

  self->module_name = g_strdup (module_name);
  self->artifact_name = g_strdup (artifact_name);

  return self;
}

static void
add_use (MediarySync *self, const char *path, const char *text, const char *location)
{
  MediarySyncUse *use = g_new0 (MediarySyncUse, 1);

  use->path = g_strdup (path);
  use->text = g_strdup (text);
  use->location = g_strdup (location);
  g_ptr_array_add (self->uses, use);
}

/**
 * mediary_sync_add_path:
 * @self: a sync that has not been run
 * @file_path: (type filename): a file the artifact uses; a relative path is taken from the current folder
 * @location: (nullable): where inside the artifact; UTF-8, at most 1,024 bytes
 *
 * Puts a use into the set. A file that is unknown yet is checked in.
 */
void
mediary_sync_add_path (MediarySync *self, const char *file_path, const char *location)
{
  g_return_if_fail (MEDIARY_IS_SYNC (self) && !self->begun);
  g_return_if_fail (file_path != NULL);

  add_use (self, file_path, NULL, location);
}

/**
 * mediary_sync_add_text:
 * @self: a sync that has not been run
 * @text: a reference's text form, the id of a use or of an item: as it stands in the artifact
 * @location: (nullable): where inside the artifact; UTF-8, at most 1,024 bytes
 *
 * Puts a use into the set. A reference that was copied from another artifact gives this one a use of its own; its
 * answer's text form is what belongs in this artifact.
 */
void
mediary_sync_add_text (MediarySync *self, const char *text, const char *location)
{
  g_return_if_fail (MEDIARY_IS_SYNC (self) && !self->begun);
  g_return_if_fail (text != NULL);

  add_use (self, NULL, text, location);
}

/**
 * mediary_sync_get_module_name:
 * @self: a sync
 *
 * Tells who uses the files.
 *
 * Returns: (transfer none): who uses the files
 */
const char *
mediary_sync_get_module_name (MediarySync *self)
{
  g_return_val_if_fail (MEDIARY_IS_SYNC (self), NULL);

  return self->module_name;
}

/**
 * mediary_sync_get_artifact_name:
 * @self: a sync
 *
 * Tells what uses them.
 *
 * Returns: (transfer none): what uses them
 */
const char *
mediary_sync_get_artifact_name (MediarySync *self)
{
  g_return_val_if_fail (MEDIARY_IS_SYNC (self), NULL);

  return self->artifact_name;
}

/**
 * mediary_sync_get_n_uses:
 * @self: a sync
 *
 * Tells how many uses were put in.
 *
 * Returns: how many uses were put in
 */
guint
mediary_sync_get_n_uses (MediarySync *self)
{
  g_return_val_if_fail (MEDIARY_IS_SYNC (self), 0);

  return self->uses->len;
}

/**
 * mediary_sync_get_n_added:
 * @self: a sync
 *
 * Tells how many uses are new.
 *
 * Returns: how many uses are new; 0 before it was run
 */
guint
mediary_sync_get_n_added (MediarySync *self)
{
  g_return_val_if_fail (MEDIARY_IS_SYNC (self), 0);

  return self->n_added;
}

/**
 * mediary_sync_get_n_kept:
 * @self: a sync
 *
 * Tells how many uses were known.
 *
 * Returns: how many uses were known; the same file twice counts once
 */
guint
mediary_sync_get_n_kept (MediarySync *self)
{
  g_return_val_if_fail (MEDIARY_IS_SYNC (self), 0);

  return self->n_kept;
}

/**
 * mediary_sync_get_n_refused:
 * @self: a sync
 *
 * Tells how many uses could not be recorded.
 *
 * Returns: how many uses could not be recorded; [method@Sync.get_error] says why
 */
guint
mediary_sync_get_n_refused (MediarySync *self)
{
  guint n_refused = 0;

  g_return_val_if_fail (MEDIARY_IS_SYNC (self), 0);

  for (guint i = 0; i < self->uses->len; i++) {
    const MediarySyncUse *use = g_ptr_array_index (self->uses, i);

    n_refused += use->error != NULL ? 1 : 0;
  }

  return n_refused;
}

/**
 * mediary_sync_get_removal:
 * @self: a sync
 *
 * Gets the uses that the artifact has no more, for [method@Service.restore].
 *
 * Returns: (transfer none) (nullable): the uses that the artifact has no more, for [method@Service.restore]; %NULL
 *   before it was run
 */
MediaryRemoval *
mediary_sync_get_removal (MediarySync *self)
{
  g_return_val_if_fail (MEDIARY_IS_SYNC (self), NULL);

  return self->removal;
}

/**
 * mediary_sync_get_reference:
 * @self: a sync that was run
 * @position: which of the uses, in the order they were put in
 *
 * Gets its reference, or %NULL when it was refused.
 *
 * Returns: (transfer none) (nullable): its reference, or %NULL when it was refused
 */
MediaryReference *
mediary_sync_get_reference (MediarySync *self, guint position)
{
  g_return_val_if_fail (MEDIARY_IS_SYNC (self), NULL);
  g_return_val_if_fail (position < self->uses->len, NULL);

  return ((MediarySyncUse *) g_ptr_array_index (self->uses, position))->reference;
}

/**
 * mediary_sync_get_error:
 * @self: a sync that was run
 * @position: which of the uses, in the order they were put in
 *
 * Tells why it was refused, or %NULL.
 *
 * Returns: (transfer none) (nullable): why it was refused, or %NULL
 */
const GError *
mediary_sync_get_error (MediarySync *self, guint position)
{
  g_return_val_if_fail (MEDIARY_IS_SYNC (self), NULL);
  g_return_val_if_fail (position < self->uses->len, NULL);

  return ((MediarySyncUse *) g_ptr_array_index (self->uses, position))->error;
}
