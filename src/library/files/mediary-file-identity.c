/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "files/mediary-file-identity.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
mediary_file_facts_from_stat (MediaryFileFacts *self, gconstpointer stat_buffer)
{
  const struct stat *buffer = stat_buffer;

  self->device = (gint64) buffer->st_dev;
  self->inode = (gint64) buffer->st_ino;
  self->size = (gint64) buffer->st_size;
  self->modified = (gint64) buffer->st_mtim.tv_sec * 1000000000 + buffer->st_mtim.tv_nsec;
}

void
mediary_folder_cache_clear (MediaryFolderCache *self)
{
  g_clear_pointer (&self->given, g_free);
  g_clear_pointer (&self->path, g_free);
}

void
mediary_file_identity_clear (MediaryFileIdentity *self)
{
  g_clear_pointer (&self->given, g_free);
  g_clear_pointer (&self->path, g_free);
}

static MediaryFileKind
kind_of_error (int error_number)
{
  switch (error_number) {
  case ENOENT:
  case ENOTDIR:
  case ELOOP:
    return MEDIARY_FILE_MISSING;
  case EACCES:
  case EPERM:
    return MEDIARY_FILE_NO_ACCESS;
  default:
    return MEDIARY_FILE_UNREADABLE;
  }
}

/* Returns: (nullable): the folder without links, asked of the system only when it is another one than last time */
static const char *
resolve_folder (const char *folder, MediaryFolderCache *cache)
{
  char *real;

  if (cache->given != NULL && strcmp (cache->given, folder) == 0)
    return cache->path;

  mediary_folder_cache_clear (cache);
  real = realpath (folder, NULL);
  if (real == NULL)
    return NULL;

  cache->given = g_strdup (folder);
  cache->path = g_strdup (real);
  free (real);

  return cache->path;
}

static void
note_error (MediaryFileIdentity *self, int error_number)
{
  self->error_number = error_number;
  self->kind = kind_of_error (error_number);
}

/* Mostly it is one's own file, and then its mode tells without another walk along the path. */
static gboolean
is_owners_to_read (const struct stat *buffer)
{
  return buffer->st_uid == geteuid () && (buffer->st_mode & S_IRUSR) != 0;
}

static void
note_stat (MediaryFileIdentity *self, const struct stat *buffer)
{
  if (S_ISDIR (buffer->st_mode)) {
    self->kind = MEDIARY_FILE_FOLDER;
    self->error_number = faccessat (AT_FDCWD, self->path, R_OK | X_OK, AT_EACCESS) != 0 ? errno : 0;
    return;
  }

  if (!S_ISREG (buffer->st_mode)) {
    self->kind = MEDIARY_FILE_SPECIAL;
    return;
  }

  self->kind = MEDIARY_FILE_REGULAR;
  mediary_file_facts_from_stat (&self->facts, buffer);
  if (!is_owners_to_read (buffer) && faccessat (AT_FDCWD, self->path, R_OK, AT_EACCESS) != 0)
    note_error (self, errno);
}

/* The name is a link, dots, or ends in a slash: the system follows it. */
static void
follow (MediaryFileIdentity *self)
{
  struct stat buffer;
  char       *real = realpath (self->path, NULL);

  if (real == NULL || stat (real, &buffer) != 0) {
    note_error (self, errno);
    free (real);
    return;
  }

  g_free (self->path);
  self->path = g_strdup (real);
  free (real);
  note_stat (self, &buffer);
}

/* One dot and a second slash say nothing, so they are no other name. Two dots behind a link are the system's to follow. */
static char *
tidy (const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  GString *tidied = g_string_sized_new (strlen (path));

  for (guint i = 0; names[i] != NULL; i++) {
    if (*names[i] != '\0' && !g_str_equal (names[i], "."))
      g_string_append_printf (tidied, "/%s", names[i]);
  }
  if (tidied->len == 0)
    g_string_append_c (tidied, '/');

  return g_string_free (tidied, FALSE);
}

static char *
make_absolute (const char *path)
{
  g_autofree char *current = NULL;
  g_autofree char *absolute = NULL;

  if (g_path_is_absolute (path))
    return tidy (path);

  current = getcwd (NULL, 0);
  absolute = g_build_filename (current != NULL ? current : "/", path, NULL);

  return tidy (absolute);
}

/* What ends in a slash is a folder or nothing. */
static gboolean
asks_for_folder (const char *path)
{
  return g_str_has_suffix (path, "/") || g_str_has_suffix (path, "/.");
}

/*
 * mediary_file_identity_make_absolute:
 * @path: any path
 *
 * Does not touch the disk.
 *
 * Returns: (transfer full): the same file's path from the root, without empty names and single dots
 */
char *
mediary_file_identity_make_absolute (const char *path)
{
  g_autofree char *absolute = make_absolute (path);

  return asks_for_folder (path) && !g_str_equal (absolute, "/") ? g_strconcat (absolute, "/", NULL) : g_steal_pointer (&absolute);
}

static void
follow_folder (MediaryFileIdentity *self)
{
  char *given = g_strconcat (self->given, "/", NULL);

  g_free (self->given);
  self->given = given;
  self->path = g_strdup (given);
  follow (self);
}

/**
 * mediary_file_identity_read: (skip)
 * @path: any path; a relative one is taken from the current folder
 * @cache: for files that are asked about one after the other
 *
 * May wait for a disk for ever: an opener's work. Nothing is opened.
 */
void
mediary_file_identity_read (MediaryFileIdentity *self, const char *path, MediaryFolderCache *cache)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  const char      *real_folder;
  struct stat      buffer;

  self->given = make_absolute (path);
  if (asks_for_folder (path)) {
    follow_folder (self);
    return;
  }

  folder = g_path_get_dirname (self->given);
  name = g_path_get_basename (self->given);
  if (g_str_equal (name, "..")) {
    self->path = g_strdup (self->given);
    follow (self);
    return;
  }

  real_folder = resolve_folder (folder, cache);
  if (real_folder == NULL) {
    note_error (self, errno);
    self->path = g_strdup (self->given);
    return;
  }

  self->path = g_build_filename (real_folder, name, NULL);
  if (lstat (self->path, &buffer) != 0)
    note_error (self, errno);
  else if (S_ISLNK (buffer.st_mode))
    follow (self);
  else
    note_stat (self, &buffer);
}

/*
 * Whether another name may stand for an item's file: it leads to the very file the item was last seen with, or to nothing
 * one can look at any more.
 */
gboolean
mediary_file_identity_may_be (const MediaryFileIdentity *self, const MediaryFileFacts *facts)
{
  return self->kind != MEDIARY_FILE_REGULAR || mediary_file_facts_same_file (&self->facts, facts);
}
