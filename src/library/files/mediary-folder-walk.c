/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "files/mediary-folder-walk.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

/* Deeper than any folder a person made; what is deeper is a trap. */
#define MAX_DEPTH 128

typedef struct {
  gboolean        include_subfolders;
  GCancellable   *cancellable;
  MediaryWalkFunc func;
  gpointer        user_data;
  GHashTable     *visited; /* "device:inode" of the folders walked: a link may lead back into them */
} Walk;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Hidden files are a program's own, and nobody means them by dropping a folder. */
static GPtrArray *
list_names (const char *folder)
{
  GPtrArray     *names;
  DIR           *stream = opendir (folder);
  struct dirent *entry;

  if (stream == NULL)
    return NULL;

  names = g_ptr_array_new_with_free_func (g_free);
  while ((entry = readdir (stream)) != NULL) {
    if (entry->d_name[0] != '.')
      g_ptr_array_add (names, g_strdup (entry->d_name));
  }
  closedir (stream);
  g_ptr_array_sort (names, compare_names);

  return names;
}

static gboolean
visit (Walk *walk, const struct stat *buffer)
{
  char *key = g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                               (guint64) buffer->st_dev, (guint64) buffer->st_ino);

  return g_hash_table_add (walk->visited, key);
}

static gboolean walk_folder (Walk *walk, const char *folder, guint depth);

static gboolean
walk_entry (Walk *walk, const char *path, guint depth)
{
  struct stat buffer;

  /* What cannot be looked at is handed on: the check-in says why. */
  if (stat (path, &buffer) != 0 || S_ISREG (buffer.st_mode))
    return walk->func (path, walk->user_data);

  if (S_ISDIR (buffer.st_mode) && walk->include_subfolders && depth < MAX_DEPTH && visit (walk, &buffer))
    return walk_folder (walk, path, depth + 1);

  return TRUE;
}

static gboolean
walk_folder (Walk *walk, const char *folder, guint depth)
{
  g_autoptr (GPtrArray) names = list_names (folder);

  /* A folder that may not be listed is named like a file that may not be read. */
  if (names == NULL)
    return walk->func (folder, walk->user_data);

  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

    if (g_cancellable_is_cancelled (walk->cancellable) || !walk_entry (walk, path, depth))
      return FALSE;
  }

  return TRUE;
}

/**
 * mediary_folder_walk: (skip)
 *
 * The files in a folder, by name, each folder's files where its name stands. Blocks: a thread of its own.
 */
void
mediary_folder_walk (const char     *folder,
                     gboolean        include_subfolders,
                     GCancellable   *cancellable,
                     MediaryWalkFunc func,
                     gpointer        user_data)
{
  Walk walk = {
    .include_subfolders = include_subfolders,
    .cancellable = cancellable,
    .func = func,
    .user_data = user_data,
    .visited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  struct stat buffer;

  if (stat (folder, &buffer) == 0)
    visit (&walk, &buffer);
  walk_folder (&walk, folder, 1);

  g_hash_table_unref (walk.visited);
}
