/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "files/mediary-thumbnail-cache.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH "/home/jens/photos/me.png"
#define NAME "c6ee772d9e49320e97ec29a7eb5b1697.png" /* of file:///home/jens/photos/me.png, as the standard has it */

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_all (child);
  }

  g_remove (path);
}

static char *
build_path (const char *folder, const char *name)
{
  return g_build_filename (g_get_user_cache_dir (), "thumbnails", folder, name, NULL);
}

static void
store (int size, const char *content)
{
  g_autoptr (GBytes) png = g_bytes_new_static (content, strlen (content));
  g_autoptr (GError) error = NULL;

  g_assert_true (mediary_thumbnail_cache_store (PATH, size, png, &error));
  g_assert_no_error (error);
}

static void
assert_found (int wanted, const char *content)
{
  int  descriptor = mediary_thumbnail_cache_open (PATH, wanted);
  char read_back[64] = { 0 };

  g_assert_cmpint (descriptor, >=, 0);
  g_assert_cmpint (read (descriptor, read_back, sizeof read_back - 1), ==, (gssize) strlen (content));
  g_assert_cmpstr (read_back, ==, content);
  close (descriptor);
}

static void
assert_mode (const char *path, mode_t mode)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, mode);
}

static void
test_sizes_are_those_of_the_desktop (void)
{
  g_assert_cmpint (mediary_thumbnail_cache_get_size (1), ==, 128);
  g_assert_cmpint (mediary_thumbnail_cache_get_size (128), ==, 128);
  g_assert_cmpint (mediary_thumbnail_cache_get_size (129), ==, 256);
  g_assert_cmpint (mediary_thumbnail_cache_get_size (512), ==, 512);
  g_assert_cmpint (mediary_thumbnail_cache_get_size (5000), ==, 1024);
}

static void
test_what_is_stored_is_found_by_everyone (void)
{
  g_autofree char *folder = build_path ("large", NULL);
  g_autofree char *path = build_path ("large", NAME);
  g_autofree char *content = NULL;

  g_assert_cmpint (mediary_thumbnail_cache_open (PATH, 128), ==, -1);
  store (256, "not looked into");

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "not looked into");
  assert_mode (path, 0600);
  assert_mode (folder, 0700);
  assert_found (256, "not looked into");
}

static void
test_the_nearest_is_taken_but_no_smaller_one (void)
{
  store (256, "large");
  assert_found (128, "large");
  g_assert_cmpint (mediary_thumbnail_cache_open (PATH, 512), ==, -1);

  store (128, "normal");
  assert_found (128, "normal");
  assert_found (256, "large");
}

static void
test_storing_again_replaces_and_leaves_nothing_behind (void)
{
  g_autofree char *folder = build_path ("large", NULL);
  g_autoptr (GDir) entries = NULL;

  store (256, "older");
  store (256, "newer");
  assert_found (256, "newer");

  entries = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (entries), ==, NAME);
  g_assert_null (g_dir_read_name (entries));
}

static void
test_a_folder_or_a_link_is_no_thumbnail (void)
{
  g_autofree char *normal = build_path ("normal", NULL);
  g_autofree char *path = build_path ("normal", NAME);

  store (256, "large");
  g_assert_cmpint (g_mkdir_with_parents (normal, 0700), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", path), ==, 0);
  assert_found (128, "large");

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_found (128, "large");
}

static void
test_what_cannot_be_stored_is_said (void)
{
  g_autoptr (GBytes) png = g_bytes_new_static ("x", 1);
  g_autofree char *in_the_way = build_path (NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (in_the_way, "a file", -1, NULL));
  g_assert_false (mediary_thumbnail_cache_store (PATH, 256, png, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
}

static void
test_names_are_bytes (void)
{
  g_autoptr (GBytes) png = g_bytes_new_static ("x", 1);
  static const char *paths[] = { "/tmp/a b#%.png", "/tmp/\377\n.png", "/tmp/\303\244.png" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    int descriptor;

    g_assert_cmpint (mediary_thumbnail_cache_open (paths[i], 128), ==, -1);
    g_assert_true (mediary_thumbnail_cache_store (paths[i], 128, png, NULL));
    descriptor = mediary_thumbnail_cache_open (paths[i], 128);
    g_assert_cmpint (descriptor, >=, 0);
    close (descriptor);
  }
}

#define OWN   "\211PNG\r\n\032\n....IHDR....tEXtThumb::URI\0file:///a.png....tEXtSoftware\0Mediary....IDAT"
#define OTHER "\211PNG\r\n\032\n....IHDR....tEXtThumb::URI\0file:///Mediary.png....tEXtSoftware\0GNOME::ThumbnailFactory....IDAT"

static void
write_file (const char *path, const char *content, gsize length)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

/* The cache belongs to every program: of what the others made, nothing goes. */
static void
test_only_what_mediary_made_is_cleared (void)
{
  g_autofree char *own = build_path ("normal", NAME);
  g_autofree char *large = build_path ("xx-large", NAME);
  g_autofree char *other = build_path ("large", NAME);
  g_autofree char *outside = g_build_filename (g_get_user_cache_dir (), "outside.png", NULL);
  g_autofree char *link = build_path ("large", "link.png");
  guint64          size;

  g_assert_cmpuint (mediary_thumbnail_cache_visit_own (FALSE, &size, NULL), ==, 0);

  write_file (own, OWN, sizeof OWN);
  write_file (large, OWN, sizeof OWN);
  write_file (other, OTHER, sizeof OTHER);
  write_file (outside, OWN, sizeof OWN);
  g_assert_cmpint (symlink (outside, link), ==, 0);

  g_assert_cmpuint (mediary_thumbnail_cache_visit_own (FALSE, &size, NULL), ==, 2);
  g_assert_cmpuint (size, ==, 2 * sizeof OWN);
  g_assert_cmpuint (mediary_thumbnail_cache_visit_own (TRUE, &size, NULL), ==, 2);
  g_assert_cmpuint (size, ==, 2 * sizeof OWN);

  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS) || g_file_test (large, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS) && g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (mediary_thumbnail_cache_visit_own (FALSE, &size, NULL), ==, 0);
  g_assert_cmpuint (size, ==, 0);
}

/* G_TEST_OPTION_ISOLATE_DIRS would do, but leaks. */
static void
set_up (gpointer fixture, gconstpointer data)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
}

static void
tear_down (gpointer fixture, gconstpointer data)
{
  remove_all (g_get_user_cache_dir ());
}

static void
run (gpointer fixture, gconstpointer test)
{
  ((GTestFunc) test) ();
}

static void
add (const char *name, GTestFunc test)
{
  g_autofree char *path = g_strconcat ("/thumbnail-cache/", name, NULL);

  g_test_add_vtable (path, 0, (gconstpointer) test, set_up, run, tear_down);
}

int
main (int argc, char *argv[])
{
  g_autofree char *cache = g_dir_make_tmp (NULL, NULL);

  g_test_init (&argc, &argv, NULL);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);

  add ("sizes-are-those-of-the-desktop", test_sizes_are_those_of_the_desktop);
  add ("what-is-stored-is-found-by-everyone", test_what_is_stored_is_found_by_everyone);
  add ("the-nearest-is-taken-but-no-smaller-one", test_the_nearest_is_taken_but_no_smaller_one);
  add ("storing-again-replaces-and-leaves-nothing-behind", test_storing_again_replaces_and_leaves_nothing_behind);
  add ("a-folder-or-a-link-is-no-thumbnail", test_a_folder_or_a_link_is_no_thumbnail);
  add ("what-cannot-be-stored-is-said", test_what_cannot_be_stored_is_said);
  add ("names-are-bytes", test_names_are_bytes);
  add ("only-what-mediary-made-is-cleared", test_only_what_mediary_made_is_cleared);

  return g_test_run ();
}
