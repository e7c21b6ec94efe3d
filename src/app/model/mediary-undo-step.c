/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-undo-step-private.h"

/**
 * MediaryUndoStep:
 *
 * One thing a person did that can be taken back and done again: a check-in, removing uses, a document, files of the
 * library, or files of the disk, or giving a document another name.
 */
G_DEFINE_FINAL_TYPE (MediaryUndoStep, mediary_undo_step, G_TYPE_OBJECT)

static void
mediary_undo_step_finalize (GObject *object)
{
  MediaryUndoStep *self = MEDIARY_UNDO_STEP (object);

  g_clear_object (&self->job);
  g_clear_object (&self->removal);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  mediary_destination_free (self->destination);
  g_free (self->new_name);

  G_OBJECT_CLASS (mediary_undo_step_parent_class)->finalize (object);
}

static void
mediary_undo_step_class_init (MediaryUndoStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_undo_step_finalize;
}

static void
mediary_undo_step_init (MediaryUndoStep *self)
{
}

/* A check-in that was done. */
MediaryUndoStep *
mediary_undo_step_new_check_in (MediaryCheckInJob *job)
{
  MediaryUndoStep *self = g_object_new (MEDIARY_TYPE_UNDO_STEP, NULL);

  self->kind = MEDIARY_UNDO_CHECK_IN;
  self->job = g_object_ref (job);

  return self;
}

static MediaryUndoStep *
new_of_items (MediaryUndoKind kind, GPtrArray *items)
{
  MediaryUndoStep *self = g_object_new (MEDIARY_TYPE_UNDO_STEP, NULL);

  self->kind = kind;
  self->items = g_ptr_array_ref (items);

  return self;
}

/* A document is to use these files no more. */
MediaryUndoStep *
mediary_undo_step_new_uses (GPtrArray *items, const char *module_name, const char *artifact_name)
{
  MediaryUndoStep *self = new_of_items (MEDIARY_UNDO_USES, items);

  self->destination = mediary_destination_new (module_name, artifact_name);

  return self;
}

static MediaryUndoStep *
new_of_document (MediaryUndoKind kind, const char *module_name, const char *artifact_name)
{
  MediaryUndoStep *self = g_object_new (MEDIARY_TYPE_UNDO_STEP, NULL);

  self->kind = kind;
  self->destination = mediary_destination_new (module_name, artifact_name);

  return self;
}

/* A document is to use nothing any more. */
MediaryUndoStep *
mediary_undo_step_new_document (const char *module_name, const char *artifact_name)
{
  return new_of_document (MEDIARY_UNDO_DOCUMENT, module_name, artifact_name);
}

/* A document is to have another name, which no other has. */
MediaryUndoStep *
mediary_undo_step_new_rename (const char *module_name, const char *artifact_name, const char *new_name)
{
  MediaryUndoStep *self = new_of_document (MEDIARY_UNDO_RENAME, module_name, artifact_name);

  self->new_name = g_strdup (new_name);

  return self;
}

/* The library is to forget these files, and their uses. */
MediaryUndoStep *
mediary_undo_step_new_items (GPtrArray *items)
{
  return new_of_items (MEDIARY_UNDO_ITEMS, items);
}

/* These files are to go to the Trash. What has no known use is forgotten; the rest is known to be missed somewhere. */
MediaryUndoStep *
mediary_undo_step_new_trash (GPtrArray *items)
{
  return new_of_items (MEDIARY_UNDO_TRASH, items);
}

/* The check-in, or NULL. */
MediaryCheckInJob *
mediary_undo_step_get_job (MediaryUndoStep *self)
{
  return self->job;
}

gboolean
mediary_undo_step_get_removes_uses (MediaryUndoStep *self)
{
  return self->kind == MEDIARY_UNDO_USES;
}

gboolean
mediary_undo_step_get_trashes (MediaryUndoStep *self)
{
  return self->kind == MEDIARY_UNDO_TRASH;
}

guint
mediary_undo_step_get_n_files (MediaryUndoStep *self)
{
  if (self->kind == MEDIARY_UNDO_CHECK_IN)
    return mediary_check_in_job_get_n_outcome (self->job, MEDIARY_OUTCOME_ADDED) + mediary_check_in_job_get_n_outcome (self->job, MEDIARY_OUTCOME_NEW_USE);

  if (self->items == NULL)
    return 1; /* of a document there is one */

  return self->kind == MEDIARY_UNDO_TRASH && self->paths != NULL ? self->paths->len : self->items->len;
}

/* How many files could not be moved to the Trash. */
guint
mediary_undo_step_get_n_left (MediaryUndoStep *self)
{
  return self->kind == MEDIARY_UNDO_TRASH && self->paths != NULL ? self->items->len - self->paths->len : 0;
}

/* The document to look at when the step is done, or was taken back (@done is FALSE); NULL where there is none. */
MediaryDestination *
mediary_undo_step_dup_document (MediaryUndoStep *self, gboolean done)
{
  if (self->kind == MEDIARY_UNDO_RENAME && done)
    return mediary_destination_new (self->destination->module_name, self->new_name);

  return self->kind == MEDIARY_UNDO_RENAME || (self->kind == MEDIARY_UNDO_DOCUMENT && !done) ? mediary_destination_copy (self->destination) : NULL;
}
