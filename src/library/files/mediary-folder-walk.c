/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "files/mediary-folder-walk.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

/* Deeper than any folder a person made; what is deeper is a trap. */
#define MAX_DEPTH 128
/* A folder of a hundred thousand files may be long in coming from a disk that does answer. */
#define NAMES_A_STEP 128

typedef struct {
  MediaryWalkDepth    depth;
  GPtrArray          *left_out; /* of paths; may be NULL */
  MediaryWalkFunc     func;
  MediaryWalkStepFunc step;
  gpointer            user_data;
  GHashTable         *visited; /* "device:inode" of the folders walked: a link may lead back into them */
} Walk;

typedef struct {
  char    *name;
  gboolean regular; /* the folder itself says so: no need to look */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

static Entry *
entry_new (const struct dirent *found)
{
  Entry *entry = g_new (Entry, 1);

  entry->name = g_strdup (found->d_name);
  entry->regular = found->d_type == DT_REG;

  return entry;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Entry *const *first = a;
  const Entry *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

/* Hidden files are a program's own, and nobody means them by dropping a folder. */
static GPtrArray *
list_entries (Walk *walk, const char *folder)
{
  GPtrArray     *entries;
  DIR           *stream = opendir (folder);
  struct dirent *found;

  if (stream == NULL)
    return NULL;

  entries = g_ptr_array_new_with_free_func (entry_free);
  while ((found = readdir (stream)) != NULL) {
    if (found->d_name[0] != '.')
      g_ptr_array_add (entries, entry_new (found));
    if (entries->len % NAMES_A_STEP == 1)
      walk->step (folder, walk->user_data);
  }
  closedir (stream);
  g_ptr_array_sort (entries, compare_names);

  return entries;
}

static gboolean
visit (Walk *walk, const struct stat *buffer)
{
  char *key = g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                               (guint64) buffer->st_dev, (guint64) buffer->st_ino);

  return g_hash_table_add (walk->visited, key);
}

static gboolean
is_left_out (Walk *walk, const char *path)
{
  return walk->left_out != NULL && g_ptr_array_find_with_equal_func (walk->left_out, path, g_str_equal, NULL);
}

static gboolean walk_folder (Walk *walk, const char *folder, guint depth);

static gboolean
walk_entry (Walk *walk, const char *path, gboolean regular, guint depth)
{
  struct stat buffer;

  if (is_left_out (walk, path))
    return walk->func (path, walk->user_data);

  if (!regular)
    walk->step (path, walk->user_data);

  /* What cannot be looked at is handed on: the check-in says why. */
  if (regular || stat (path, &buffer) != 0 || S_ISREG (buffer.st_mode))
    return walk->func (path, walk->user_data);

  if (S_ISDIR (buffer.st_mode) && walk->depth == MEDIARY_WALK_TOP_TELL)
    return walk->func (path, walk->user_data);
  if (S_ISDIR (buffer.st_mode) && walk->depth == MEDIARY_WALK_DEEP && depth < MAX_DEPTH && visit (walk, &buffer))
    return walk_folder (walk, path, depth + 1);

  return TRUE;
}

static gboolean
walk_folder (Walk *walk, const char *folder, guint depth)
{
  g_autoptr (GPtrArray) entries = NULL;

  walk->step (folder, walk->user_data);
  entries = list_entries (walk, folder);

  /* A folder that may not be listed is named like a file that may not be read. */
  if (entries == NULL)
    return walk->func (folder, walk->user_data);

  for (guint i = 0; i < entries->len; i++) {
    const Entry     *entry = g_ptr_array_index (entries, i);
    g_autofree char *path = g_build_filename (folder, entry->name, NULL);

    if (!walk_entry (walk, path, entry->regular, depth))
      return FALSE;
  }

  return TRUE;
}

/**
 * mediary_folder_walk: (skip)
 * @left_out: (nullable) (element-type filename): what is handed on without a look at it
 *
 * The files in a folder, by name, each folder's files where its name stands. Blocks: an opener's work.
 */
void
mediary_folder_walk (const char         *folder,
                     MediaryWalkDepth    depth,
                     GPtrArray          *left_out,
                     MediaryWalkFunc     func,
                     MediaryWalkStepFunc step,
                     gpointer            user_data)
{
  Walk walk = {
    .depth = depth,
    .left_out = left_out,
    .func = func,
    .step = step,
    .user_data = user_data,
    .visited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  struct stat buffer;

  step (folder, user_data);
  if (stat (folder, &buffer) == 0)
    visit (&walk, &buffer);
  walk_folder (&walk, folder, 1);

  g_hash_table_unref (walk.visited);
}
