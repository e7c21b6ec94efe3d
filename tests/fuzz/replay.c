/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "fuzz.h"

/*
 * A target without the fuzzer, for any compiler: each file of the folders given is put to it once. A crash, a failed
 * check or a sanitizer's word ends the program.
 *
 *   replay-TARGET FOLDER…
 */

static guint
replay_folder (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint       n_files = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *contents = NULL;
    gsize            length;

    g_file_get_contents (path, &contents, &length, &error);
    g_assert_no_error (error);
    g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) contents, length), ==, 0);
    n_files++;
  }

  return n_files;
}

int
main (int argc, char **argv)
{
  guint n_files = 0;

  for (int i = 1; i < argc; i++)
    n_files += replay_folder (argv[i]);
  printf ("1..1\n%s 1 %u seeds end well\n", n_files > 0 ? "ok" : "not ok", n_files);

  return n_files > 0 ? 0 : 1;
}
