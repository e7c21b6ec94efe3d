/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <errno.h>

#include "check-in/mediary-check-in.h"
#include "files/mediary-file-type.h"
#include "private/mediary-error-private.h"
#include "private/mediary-metadata-private.h"

/* The first and the third stage: what a file worker makes of what an opener has found on the person's disk. */

static MediaryCheckInNext
give_up (MediaryCheckIn *self, MediaryOpening *answer)
{
  if (answer->outcome == MEDIARY_OPENING_STOPPED)
    return MEDIARY_NEXT_STOP;

  mediary_check_in_refuse (self, MEDIARY_ERROR_TIMED_OUT, "The disk or network folder does not answer: %s", self->given);

  return MEDIARY_NEXT_FINISH;
}

/* One that cannot be in the library, whatever its name says. */
static void
refuse_because (MediaryCheckIn *self, const char *cause, const char *message)
{
  mediary_check_in_refuse (self, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE, "%s: %s", message, self->given);
  mediary_error_set_cause (self->error, cause);
}

static MediaryCheckInNext
refuse_folder (MediaryCheckIn *self)
{
  /* A walk hands on what it could not look into. */
  if (self->identity.error_number != 0)
    mediary_check_in_refuse (self, MEDIARY_ERROR_PERMISSION_DENIED, "Not allowed to look into: %s", self->given);
  else
    refuse_because (self, MEDIARY_CAUSE_FOLDER, "It is a folder");

  return MEDIARY_NEXT_FINISH;
}

/* Having no descriptor or memory left is our trouble, and no fault of the disk. */
static void
refuse_for (MediaryCheckIn *self, int error_number)
{
  gboolean is_ours = error_number == EMFILE || error_number == ENFILE || error_number == ENOMEM;

  mediary_check_in_refuse (self, is_ours ? MEDIARY_ERROR_FAILED : MEDIARY_ERROR_READ_FAILED, "%s: %s", self->given, g_strerror (error_number));
}

static MediaryCheckInNext
refuse_unreadable (MediaryCheckIn *self)
{
  if (self->identity.error_number == ENAMETOOLONG)
    mediary_check_in_refuse (self, MEDIARY_ERROR_INVALID_ARGUMENT, "The path is too long");
  else
    refuse_for (self, self->identity.error_number);

  return MEDIARY_NEXT_FINISH;
}

static MediaryCheckInNext
refuse_special (MediaryCheckIn *self)
{
  mediary_check_in_refuse (self, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE, "Not a regular file: %s", self->given);

  return MEDIARY_NEXT_FINISH;
}

static void
take_identity (MediaryOpening *answer, MediaryFileIdentity *identity)
{
  mediary_file_identity_clear (identity);
  *identity = answer->identity;
  answer->identity = (MediaryFileIdentity){ 0 };
}

/* A file worker. */
MediaryCheckInNext
mediary_check_in_identified (MediaryCheckIn *self, MediaryOpening *answer)
{
  if (answer->outcome != MEDIARY_OPENING_ANSWERED)
    return give_up (self, answer);

  take_identity (answer, &self->identity);
  switch (self->identity.kind) {
  case MEDIARY_FILE_FOLDER:
    return refuse_folder (self);
  case MEDIARY_FILE_SPECIAL:
    return refuse_special (self);
  case MEDIARY_FILE_UNREADABLE:
    return refuse_unreadable (self);
  case MEDIARY_FILE_REGULAR:
  case MEDIARY_FILE_MISSING:
  case MEDIARY_FILE_NO_ACCESS:
  default:
    return MEDIARY_NEXT_LOOK_UP;
  }
}

/* What is at an item's own path. Where that disk does not answer it is as if we were not allowed to look: a file that does is
 * not refused for it. FALSE: there is nothing to go on with, and @next says what becomes of the check-in. */
static gboolean
look_at (MediaryCheckIn *self, MediaryOpener *opener, const char *path, MediaryFileIdentity *found, MediaryCheckInNext *next)
{
  g_auto (MediaryOpening) opening = {
    .question = MEDIARY_OPENING_IDENTIFY, .path = path, .deadline = self->deadline, .cancellable = self->cancellable, .descriptor = -1
  };

  mediary_opener_ask (opener, &opening, 1);
  if (opening.outcome == MEDIARY_OPENING_ANSWERED) {
    take_identity (&opening, found);
    return TRUE;
  }
  if (opening.outcome == MEDIARY_OPENING_TIMED_OUT && self->identity.kind == MEDIARY_FILE_REGULAR) {
    found->kind = MEDIARY_FILE_NO_ACCESS;
    return TRUE;
  }
  *next = give_up (self, &opening);

  return FALSE;
}

static void
take_candidate (MediaryCheckIn *self, MediaryStoredItem *candidate, gboolean moved)
{
  g_clear_pointer (&self->stored, mediary_stored_item_free);
  self->stored = mediary_stored_item_copy (candidate);
  self->moved = moved;
}

/* An item whose file was on this inode: another name of the same file, or the place it has moved from? */
static void
judge_candidate (MediaryCheckIn *self, MediaryStoredItem *candidate, const MediaryFileIdentity *own, guint *n_moved)
{
  if (mediary_file_facts_same_file (&own->facts, &self->identity.facts)) {
    take_candidate (self, candidate, FALSE);
    return;
  }

  if (own->kind != MEDIARY_FILE_MISSING || own->error_number != ENOENT ||
      !mediary_file_facts_same_contents (&candidate->facts, &self->identity.facts))
    return;

  (*n_moved)++;
  if (self->stored == NULL)
    take_candidate (self, candidate, TRUE);
}

/* Two items that may both have been this file are no evidence. */
static gboolean
judge_candidates (MediaryCheckIn *self, MediaryOpener *opener, MediaryCheckInNext *next)
{
  guint n_moved = 0;

  for (guint i = 0; self->candidates != NULL && i < self->candidates->len; i++) {
    MediaryStoredItem  *candidate = g_ptr_array_index (self->candidates, i);
    MediaryFileIdentity own = { 0 };

    if (!look_at (self, opener, mediary_item_get_path (candidate->item), &own, next))
      return FALSE;
    judge_candidate (self, candidate, &own, &n_moved);
    mediary_file_identity_clear (&own);
  }

  if (self->moved && n_moved > 1) {
    g_clear_pointer (&self->stored, mediary_stored_item_free);
    self->moved = FALSE;
  }

  return TRUE;
}

/* The name asked for is gone: the item is as its own file is. */
static void
take_own_file (MediaryCheckIn *self, MediaryFileIdentity *own)
{
  mediary_file_identity_clear (&self->identity);
  self->identity = *own;
  *own = (MediaryFileIdentity){ 0 };
  mediary_check_in_update_state (self);
}

/* The item is not this file, and is not asked about again. */
static void
reject_stored (MediaryCheckIn *self)
{
  self->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) mediary_stored_item_free);
  g_ptr_array_add (self->candidates, g_steal_pointer (&self->stored));
}

/* The name asked for and the item's own path were one file once: are they still? */
static void
compare_with_own_file (MediaryCheckIn *self, const MediaryFileIdentity *own)
{
  if (own->kind == MEDIARY_FILE_MISSING)
    self->moved = TRUE;
  else if (own->kind != MEDIARY_FILE_NO_ACCESS && !mediary_file_facts_same_file (&own->facts, &self->identity.facts))
    reject_stored (self);
}

/* The item is known by another name: what is in its own place? */
static gboolean
judge_name (MediaryCheckIn *self, MediaryOpener *opener, MediaryCheckInNext *next)
{
  const char         *path = mediary_item_get_path (self->stored->item);
  MediaryFileIdentity own = { 0 };

  if (!look_at (self, opener, path, &own, next))
    return FALSE;

  /* A folder, or a link to some other file: the item's own is gone. */
  if (own.kind != MEDIARY_FILE_NO_ACCESS && (own.kind != MEDIARY_FILE_REGULAR || !g_str_equal (own.path, path)))
    own.kind = MEDIARY_FILE_MISSING;

  if (self->identity.kind == MEDIARY_FILE_REGULAR)
    compare_with_own_file (self, &own);
  else
    take_own_file (self, &own);
  mediary_file_identity_clear (&own);

  return TRUE;
}

/* A file worker. Is it the file that is known, and must it be read? */
MediaryCheckInNext
mediary_check_in_judge (MediaryCheckIn *self, MediaryOpener *opener)
{
  MediaryCheckInNext next;

  if (!(self->by_name ? judge_name (self, opener, &next) : judge_candidates (self, opener, &next)))
    return next;

  if (self->identity.kind != MEDIARY_FILE_REGULAR)
    return MEDIARY_NEXT_STORE;
  if ((self->flags & MEDIARY_CHECK_IN_READS_ALWAYS) == 0 && self->stored != NULL &&
      mediary_file_facts_same_contents (&self->identity.facts, &self->stored->facts))
    return MEDIARY_NEXT_STORE;

  return MEDIARY_NEXT_OPEN;
}

static void
refuse_open (MediaryCheckIn *self, int error_number)
{
  if (error_number == ENOENT)
    mediary_check_in_refuse (self, MEDIARY_ERROR_FILE_NOT_FOUND, "No such file: %s", self->given);
  else if (error_number == EACCES || error_number == EPERM)
    mediary_check_in_refuse (self, MEDIARY_ERROR_PERMISSION_DENIED, "Not allowed to read: %s", self->given);
  else
    refuse_for (self, error_number);
}

/* Returns: whether it is a medium; content_type is set in any case */
static gboolean
find_type (MediaryCheckIn *self, const MediaryOpening *answer)
{
  g_autofree char *name = g_path_get_basename (self->identity.path);

  if (answer->n_head == 0) {
    refuse_because (self, MEDIARY_CAUSE_EMPTY_FILE, "The file is empty");
    return FALSE;
  }

  g_clear_pointer (&self->content_type, g_free);
  if (mediary_file_type_from_content (name, answer->head, answer->n_head, &self->content_type, &self->type))
    return TRUE;

  mediary_check_in_refuse (self, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE, "%s is no image, video or sound: %s",
                           self->content_type, self->given);

  return FALSE;
}

/* A known file that holds no medium any more keeps its item and its uses, with a note. */
static MediaryCheckInNext
keep_without_contents (MediaryCheckIn *self)
{
  g_clear_error (&self->error);
  self->type = mediary_item_get_media_type (self->stored->item);
  mediary_check_in_extracted (self, NULL, MEDIARY_NOTE_DAMAGED);

  return MEDIARY_NEXT_STORE;
}

/* A known file that went, or was closed to us, since it was looked at is like one that was so before. */
static MediaryCheckInNext
next_without_file (MediaryCheckIn *self)
{
  if (self->stored == NULL || !g_str_equal (mediary_item_get_path (self->stored->item), self->identity.path))
    return MEDIARY_NEXT_FINISH;

  if (g_error_matches (self->error, MEDIARY_ERROR, MEDIARY_ERROR_FILE_NOT_FOUND))
    self->identity.kind = MEDIARY_FILE_MISSING;
  else if (g_error_matches (self->error, MEDIARY_ERROR, MEDIARY_ERROR_PERMISSION_DENIED))
    self->identity.kind = MEDIARY_FILE_NO_ACCESS;
  else
    return MEDIARY_NEXT_FINISH;

  g_clear_error (&self->error);
  mediary_check_in_update_state (self);

  return MEDIARY_NEXT_STORE;
}

/* A file worker. */
MediaryCheckInNext
mediary_check_in_opened (MediaryCheckIn *self, MediaryOpening *answer)
{
  if (answer->outcome != MEDIARY_OPENING_ANSWERED)
    return give_up (self, answer);
  if (answer->identity.kind == MEDIARY_FILE_SPECIAL)
    return refuse_special (self);
  if (answer->descriptor < 0) {
    refuse_open (self, answer->identity.error_number);
    return next_without_file (self);
  }

  self->fd = g_steal_fd (&answer->descriptor);
  self->identity.facts = answer->identity.facts;
  if (find_type (self, answer))
    return MEDIARY_NEXT_EXTRACT;

  if (self->stored != NULL && g_error_matches (self->error, MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE))
    return keep_without_contents (self);

  return MEDIARY_NEXT_FINISH;
}

/* Any thread. What the extractor answered, with what stat and GIO know, becomes the item's JSON. */
void
mediary_check_in_extracted (MediaryCheckIn *self, GVariant *fields, const char *note)
{
  g_autoptr (MediaryMetadata) metadata = NULL;

  metadata = mediary_metadata_new_for_file (fields, self->identity.facts.size, self->content_type, note);
  self->metadata = mediary_metadata_to_json (metadata);
}
