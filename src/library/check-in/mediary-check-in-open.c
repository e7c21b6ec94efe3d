/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check-in/mediary-check-in.h"
#include "files/mediary-file-type.h"
#include "mediary-error.h"
#include "private/mediary-metadata-private.h"

/* The first and the third stage: what a file worker finds out, on a disk that may be slow. */

/* As much as GIO needs to tell a type. */
#define HEAD_BYTES 4096

/* A file worker. */
MediaryCheckInNext
mediary_check_in_identify (MediaryCheckIn *self, MediaryFolderCache *cache)
{
  mediary_file_identity_read (&self->identity, self->given, cache);

  switch (self->identity.kind) {
  case MEDIARY_FILE_FOLDER:
    /* A walk hands on what it could not look into. */
    if (faccessat (AT_FDCWD, self->identity.given, R_OK | X_OK, AT_EACCESS) != 0)
      mediary_check_in_refuse (self, MEDIARY_ERROR_PERMISSION_DENIED, "Not allowed to look into: %s", self->given);
    else
      mediary_check_in_refuse (self, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE, "A folder: %s", self->given);
    return MEDIARY_NEXT_FINISH;
  case MEDIARY_FILE_SPECIAL:
    mediary_check_in_refuse (self, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE, "Not a regular file: %s", self->given);
    return MEDIARY_NEXT_FINISH;
  case MEDIARY_FILE_UNREADABLE:
    if (self->identity.error_number == ENAMETOOLONG)
      mediary_check_in_refuse (self, MEDIARY_ERROR_INVALID_ARGUMENT, "The path is too long");
    else
      mediary_check_in_refuse (self, MEDIARY_ERROR_READ_FAILED, "%s: %s", self->given, g_strerror (self->identity.error_number));
    return MEDIARY_NEXT_FINISH;
  case MEDIARY_FILE_REGULAR:
  case MEDIARY_FILE_MISSING:
  case MEDIARY_FILE_NO_ACCESS:
  default:
    return MEDIARY_NEXT_LOOK_UP;
  }
}

/* An item whose file was on this inode: another name of the same file, or the place it has moved from? */
static void
judge_candidate (MediaryCheckIn *self, MediaryStoredItem *candidate, guint *n_moved)
{
  MediaryFileFacts facts;
  struct stat      buffer;

  if (stat (mediary_item_get_path (candidate->item), &buffer) == 0) {
    mediary_file_facts_from_stat (&facts, &buffer);
    if (mediary_file_facts_same_file (&facts, &self->identity.facts)) {
      g_clear_pointer (&self->stored, mediary_stored_item_free);
      self->stored = mediary_stored_item_copy (candidate);
      self->moved = FALSE;
    }
    return;
  }

  if (errno != ENOENT || !mediary_file_facts_same_contents (&candidate->facts, &self->identity.facts))
    return;

  (*n_moved)++;
  if (self->stored == NULL) {
    self->stored = mediary_stored_item_copy (candidate);
    self->moved = TRUE;
  }
}

/* Two items that may both have been this file are no evidence. */
static void
judge_candidates (MediaryCheckIn *self)
{
  guint n_moved = 0;

  for (guint i = 0; self->candidates != NULL && i < self->candidates->len; i++)
    judge_candidate (self, g_ptr_array_index (self->candidates, i), &n_moved);

  if (self->moved && n_moved > 1) {
    g_clear_pointer (&self->stored, mediary_stored_item_free);
    self->moved = FALSE;
  }
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
static void
judge_name (MediaryCheckIn *self)
{
  const char         *path = mediary_item_get_path (self->stored->item);
  MediaryFileIdentity own = { 0 };
  g_auto (MediaryFolderCache) cache = { 0 };

  mediary_file_identity_read (&own, path, &cache);
  /* A folder, or a link to some other file: the item's own is gone. */
  if (own.kind != MEDIARY_FILE_NO_ACCESS && (own.kind != MEDIARY_FILE_REGULAR || !g_str_equal (own.path, path)))
    own.kind = MEDIARY_FILE_MISSING;

  if (self->identity.kind == MEDIARY_FILE_REGULAR)
    compare_with_own_file (self, &own);
  else
    take_own_file (self, &own);
  mediary_file_identity_clear (&own);
}

static gboolean
refuse_open (MediaryCheckIn *self, int error_number)
{
  if (error_number == ENOENT)
    mediary_check_in_refuse (self, MEDIARY_ERROR_FILE_NOT_FOUND, "No such file: %s", self->given);
  else if (error_number == EACCES || error_number == EPERM)
    mediary_check_in_refuse (self, MEDIARY_ERROR_PERMISSION_DENIED, "Not allowed to read: %s", self->given);
  else
    mediary_check_in_refuse (self, MEDIARY_ERROR_READ_FAILED, "%s: %s", self->given, g_strerror (error_number));

  return FALSE;
}

/* Without waiting for the other end of a FIFO, and without becoming a terminal's owner. */
static gboolean
open_file (MediaryCheckIn *self)
{
  struct stat buffer;

  self->fd = open (self->identity.path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (self->fd < 0 || fstat (self->fd, &buffer) != 0)
    return refuse_open (self, errno);

  /* What is open is judged: the path may lead somewhere else by now. */
  if (!S_ISREG (buffer.st_mode)) {
    mediary_check_in_refuse (self, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE, "Not a regular file: %s", self->given);
    return FALSE;
  }
  mediary_file_facts_from_stat (&self->identity.facts, &buffer);

  return TRUE;
}

/* Returns: whether it is a medium; content_type is set in any case */
static gboolean
find_type (MediaryCheckIn *self)
{
  g_autofree char *name = g_path_get_basename (self->identity.path);
  guint8           head[HEAD_BYTES];
  gssize           length = pread (self->fd, head, sizeof head, 0);

  if (length < 0)
    return refuse_open (self, errno);

  if (length == 0) {
    mediary_check_in_refuse (self, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE, "The file is empty: %s", self->given);
    return FALSE;
  }

  if (mediary_file_type_from_content (name, head, (gsize) length, &self->content_type, &self->type))
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
mediary_check_in_open (MediaryCheckIn *self)
{
  if (self->by_name)
    judge_name (self);
  else
    judge_candidates (self);

  if (self->identity.kind != MEDIARY_FILE_REGULAR)
    return MEDIARY_NEXT_STORE;
  if ((self->flags & MEDIARY_CHECK_IN_READS_ALWAYS) == 0 && self->stored != NULL &&
      mediary_file_facts_same_contents (&self->identity.facts, &self->stored->facts))
    return MEDIARY_NEXT_STORE;

  if (!open_file (self))
    return next_without_file (self);

  if (find_type (self))
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
