/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-play-notes.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * What is on disk of a diary. The folder “playing” has one file for each note, locked by the process that plays, and “barred” one
 * for each culprit.
 */
struct _MediaryPlayNotes {
  char       *folder;
  char       *playing;
  char       *barred;
  GHashTable *notes; /* of MediaryPlayNote, that are on disk */
};

struct _MediaryPlayNote {
  char *path;
  int   fd; /* keeps the lock */
};

/* What is known of a file's name is no longer than this. */
#define MAX_NAME 4096

/* A note's name begins with the id of the file. */
#define ID_LENGTH  36
#define UNFINISHED ".new"

static void
note_free (MediaryPlayNote *note)
{
  if (note->fd >= 0)
    close (note->fd);
  g_free (note->path);
  g_free (note);
}

/* Names of files are on disk only when their folder is. */
static gboolean
sync_folder (const char *folder)
{
  int      fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return done;
}

static gboolean
set_error (GError **error, const char *what)
{
  int error_number = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (error_number), "%s: %s", what, g_strerror (error_number));

  return FALSE;
}

static gboolean
ensure_folders (MediaryPlayNotes *self, GError **error)
{
  if (g_mkdir_with_parents (self->playing, 0700) != 0 || g_mkdir_with_parents (self->barred, 0700) != 0 || !sync_folder (self->folder))
    return set_error (error, "Making the folders of the diary");

  return TRUE;
}

/* The first line of the note, which is the file's name. */
static char *
read_name (int fd)
{
  char    buffer[MAX_NAME + 1];
  ssize_t length = read (fd, buffer, MAX_NAME);

  buffer[MAX (length, 0)] = '\0';

  return g_utf8_make_valid (buffer, -1);
}

/* A note that can be locked is of a process that is no more. */
static void
look_at_note (MediaryPlayNotes *self, const char *name, MediaryPlayNotesFound *found)
{
  g_autofree char *path = g_build_filename (self->playing, name, NULL);
  g_autofree char *id = g_strndup (name, ID_LENGTH);
  g_autofree char *barred = g_build_filename (self->barred, id, NULL);
  int              fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  if (g_str_has_suffix (name, UNFINISHED) && flock (fd, LOCK_EX | LOCK_NB) == 0)
    g_unlink (path); /* nothing was played yet */
  else if (g_uuid_string_is_valid (id) && flock (fd, LOCK_EX | LOCK_NB) == 0 && g_rename (path, barred) == 0)
    g_ptr_array_add (found->culprits, read_name (fd));

  close (fd);
}

/* What was looked at in the cage is what will be played. */
static gboolean
is_unchanged (MediaryItem *item, const char *access_path, GError **error)
{
  struct stat buffer;
  gint64      now = g_get_real_time () / G_USEC_PER_SEC;

  if (stat (access_path, &buffer) != 0)
    return set_error (error, "Looking at the file");

  if (!S_ISREG (buffer.st_mode) || buffer.st_size != mediary_metadata_get_size (mediary_item_get_metadata (item)) ||
      (buffer.st_mtime > mediary_item_get_updated_at (item) && buffer.st_mtime <= now)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, "The file is not the one that was checked in");
    return FALSE;
  }

  return TRUE;
}

/* Locked before it has its name, so that no other process ever finds it without its owner. */
static gboolean
write_note (MediaryPlayNote *note, const char *name, GError **error)
{
  g_autofree char *temporary = g_strconcat (note->path, UNFINISHED, NULL);
  gsize            length = MIN (strlen (name), MAX_NAME);

  note->fd = g_open (temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (note->fd < 0)
    return set_error (error, "Making a note");

  if (flock (note->fd, LOCK_EX | LOCK_NB) != 0 || write (note->fd, name, length) != (ssize_t) length || fsync (note->fd) != 0 ||
      g_rename (temporary, note->path) != 0) {
    set_error (error, "Writing a note");
    g_unlink (temporary);
    return FALSE;
  }

  return TRUE;
}

MediaryPlayNotes *
mediary_play_notes_new (const char *folder)
{
  MediaryPlayNotes *self = g_new0 (MediaryPlayNotes, 1);

  self->folder = g_strdup (folder);
  self->playing = g_build_filename (folder, "playing", NULL);
  self->barred = g_build_filename (folder, "barred", NULL);
  self->notes = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) note_free, NULL);

  return self;
}

void
mediary_play_notes_free (MediaryPlayNotes *self)
{
  g_hash_table_unref (self->notes);
  g_free (self->folder);
  g_free (self->playing);
  g_free (self->barred);
  g_free (self);
}

void
mediary_play_notes_found_free (MediaryPlayNotesFound *found)
{
  g_clear_pointer (&found->barred, g_ptr_array_unref);
  g_clear_pointer (&found->culprits, g_ptr_array_unref);
  g_free (found);
}

/* What nobody holds any more bars its file. */
MediaryPlayNotesFound *
mediary_play_notes_load (MediaryPlayNotes *self)
{
  MediaryPlayNotesFound *found = g_new0 (MediaryPlayNotesFound, 1);
  g_autoptr (GDir) playing = g_dir_open (self->playing, 0, NULL);
  g_autoptr (GDir) barred = NULL;
  const char *name;

  found->barred = g_ptr_array_new_with_free_func (g_free);
  found->culprits = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  if (playing != NULL)
    ensure_folders (self, NULL);
  while (playing != NULL && (name = g_dir_read_name (playing)) != NULL)
    look_at_note (self, name, found);
  if (found->culprits->len > 0) {
    sync_folder (self->barred);
    sync_folder (self->playing);
  }

  barred = g_dir_open (self->barred, 0, NULL);
  while (barred != NULL && (name = g_dir_read_name (barred)) != NULL)
    g_ptr_array_add (found->barred, g_strdup (name));

  return found;
}

/* The note is on disk for good then; it is the notes' own. Fails if the file is not the one that was checked in. */
MediaryPlayNote *
mediary_play_notes_begin (MediaryPlayNotes *self, MediaryItem *item, const char *access_path, GError **error)
{
  MediaryPlayNote *note = g_new0 (MediaryPlayNote, 1);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (mediary_item_get_id (item), ".", uuid, NULL);

  note->fd = -1;
  note->path = g_build_filename (self->playing, name, NULL);

  if (!is_unchanged (item, access_path, error) || !ensure_folders (self, error) ||
      !write_note (note, mediary_item_get_display_name (item), error)) {
    note_free (note);
    return NULL;
  }

  if (!sync_folder (self->playing)) {
    set_error (error, "Keeping a note");
    g_unlink (note->path);
    note_free (note);
    return NULL;
  }

  g_hash_table_add (self->notes, note);

  return note;
}

void
mediary_play_notes_end (MediaryPlayNotes *self, MediaryPlayNote *note)
{
  if (g_unlink (note->path) == 0)
    sync_folder (self->playing);
  g_hash_table_remove (self->notes, note);
}

void
mediary_play_notes_end_all (MediaryPlayNotes *self)
{
  g_autoptr (GList) notes = g_hash_table_get_keys (self->notes);

  for (GList *link = notes; link != NULL; link = link->next)
    mediary_play_notes_end (self, link->data);
}
