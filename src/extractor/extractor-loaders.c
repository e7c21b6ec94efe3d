/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-loaders.h"

#include <dlfcn.h>
#include <sys/auxv.h>

/*
 * Which programs glycin decodes with: they are named in files below share/glycin-loaders of the system, in a folder for
 * each version of what it says to them.
 */

#define FOLDER     "glycin-loaders"
#define MOST_FILES 200

GStrv
extractor_loaders_find_folders (void)
{
  const char *const *shares = g_get_system_data_dirs ();
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();

  for (gsize i = 0; shares[i] != NULL; i++)
    g_ptr_array_add (folders, g_build_filename (shares[i], FOLDER, NULL));
  g_ptr_array_add (folders, NULL);

  return (GStrv) g_ptr_array_steal (folders, NULL);
}

static void
add_programs_of_file (GPtrArray *programs, const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;

  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++) {
    g_autofree char *program = g_key_file_get_string (file, groups[i], "Exec", NULL);

    if (program != NULL && g_path_is_absolute (program) && !g_ptr_array_find_with_equal_func (programs, program, g_str_equal, NULL))
      g_ptr_array_add (programs, g_steal_pointer (&program));
  }
}

/* Calls itself for the folders within @folder, @depth deep. */
static void
add_programs (GPtrArray *programs, const char *folder, guint depth)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  for (guint i = 0; i < MOST_FILES && entries != NULL && (name = g_dir_read_name (entries)) != NULL; i++) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_str_has_suffix (name, ".conf"))
      add_programs_of_file (programs, path);
    else if (depth > 0)
      add_programs (programs, path, depth - 1);
  }
}

/* A program is run by the one that loads its libraries, which is our own as well. */
static void
add_interpreter (GPtrArray *programs)
{
  Dl_info information;
  gulong  start = getauxval (AT_BASE);

  if (programs->len > 0 && start != 0 && dladdr ((void *) start, &information) != 0 && information.dli_fname != NULL &&
      g_path_is_absolute (information.dli_fname))
    g_ptr_array_add (programs, g_strdup (information.dli_fname));
}

/* All that a loader needs to be run. None: glycin has no loaders here. */
GStrv
extractor_loaders_find_programs (void)
{
  g_auto (GStrv) folders = extractor_loaders_find_folders ();
  g_autoptr (GPtrArray) programs = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; folders[i] != NULL; i++)
    add_programs (programs, folders[i], 2);
  add_interpreter (programs);
  g_ptr_array_add (programs, NULL);

  return (GStrv) g_ptr_array_steal (programs, NULL);
}
