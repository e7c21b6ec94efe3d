/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "corpus-files.h"

static void
add_folder (GPtrArray *paths, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      add_folder (paths, path);
    else
      g_ptr_array_add (paths, g_steal_pointer (&path));
  }
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* Every file of a folder and of those below, in order of their absolute names. */
GPtrArray *
corpus_list_files (const char *folder)
{
  GPtrArray       *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);

  add_folder (paths, absolute);
  g_ptr_array_sort (paths, compare_paths);

  return paths;
}
