/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "mediary-test.h"

/* Files that somebody writes, replaces, shortens and deletes while they are checked in. */

#define N_FILES 8
#define N_READS 1000
/* A picture's size says how wide it is: so whoever has the one of this moment and the other of that is found out. */
#define WIDTHS     900
#define FILE_BYTES 60000

typedef struct {
  MediaryTest *test;
  gboolean     in_place; /* else each change is whole */
  gint         stop;     /* atomic */
  guint        n_changes;
} Writer;

static char *
dup_path (MediaryTest *test, guint file)
{
  g_autofree char *name = g_strdup_printf ("%u.png", file);

  return mediary_test_path (test, name);
}

/* The picture, and nothing behind it up to its size. */
static char *
make_contents (MediaryTest *test, guint width, gsize *size)
{
  g_autofree char *drawn = mediary_test_make_png (test, "drawn.bin", width, 20);
  g_autofree char *png = NULL;
  char            *contents;
  gsize            n_png;

  g_assert_true (g_file_get_contents (drawn, &png, &n_png, NULL));
  *size = FILE_BYTES + width;
  g_assert_cmpuint (n_png, <, *size);
  contents = g_malloc0 (*size);
  memcpy (contents, png, n_png);

  return contents;
}

static void
write_slowly (const char *path, const char *contents, gsize size, GRand *random)
{
  int   descriptor = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gsize half = (gsize) g_rand_int_range (random, 0, (gint32) size);

  g_assert_cmpint (descriptor, >=, 0);
  g_assert_cmpint (write (descriptor, contents, half), ==, half);
  g_usleep ((gulong) g_rand_int_range (random, 0, 2000));
  g_assert_cmpint (write (descriptor, contents + half, size - half), ==, size - half);
  close (descriptor);
}

static void
replace (const char *path, const char *contents, gsize size)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (beside, contents, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  g_assert_no_errno (g_rename (beside, path));
}

static void
change (Writer *writer, GRand *random)
{
  g_autofree char *path = dup_path (writer->test, (guint) g_rand_int_range (random, 0, N_FILES));
  gint32           action = g_rand_int_range (random, 0, 10);
  gsize            size;
  g_autofree char *contents = make_contents (writer->test, (guint) g_rand_int_range (random, 1, WIDTHS), &size);

  if (!writer->in_place)
    replace (path, contents, size);
  else if (action == 0)
    g_unlink (path);
  else if (action == 1 && truncate (path, g_rand_int_range (random, 0, FILE_BYTES)) != 0)
    return;
  else
    write_slowly (path, contents, size, random);
  writer->n_changes++;
}

static gpointer
run_writer (gpointer data)
{
  Writer *writer = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  while (!g_atomic_int_get (&writer->stop)) {
    change (writer, random);
    g_usleep ((gulong) g_rand_int_range (random, 0, 1000));
  }

  return NULL;
}

static gboolean
is_consistent (MediaryItem *item)
{
  MediaryMetadata *metadata = mediary_item_get_metadata (item);

  return mediary_metadata_get_size (metadata) == FILE_BYTES + mediary_metadata_get_width (metadata);
}

/* What somebody is writing may be half there, gone, or empty. Nothing else may come of it. */
static gboolean
is_to_be_expected (const GError *error)
{
  return g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_FILE_NOT_FOUND) ||
    g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
}

static guint
read_while_writing (MediaryTest *test, Writer *writer)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  GThread *thread = g_thread_new ("writer", run_writer, writer);
  guint    n_mixed = 0;

  for (guint i = 0; i < N_READS; i++) {
    g_autofree char *path = dup_path (test, (guint) g_rand_int_range (random, 0, N_FILES));
    g_autoptr (GError) error = NULL;
    g_autoptr (MediaryReference) reference =
      mediary_service_check_in_media (test->service, path, "website", "index.html", NULL, &error);
    g_autoptr (MediaryItem) item = NULL;

    g_assert_true (reference != NULL || is_to_be_expected (error));
    if (reference == NULL)
      continue;
    item = mediary_service_get_item (test->service, mediary_reference_get_media_item_id (reference), NULL, &error);
    g_assert_no_error (error);
    if (mediary_item_get_state (item) == MEDIARY_STATE_PRESENT && !is_consistent (item))
      n_mixed++;
  }

  g_atomic_int_set (&writer->stop, TRUE);
  g_thread_join (thread);
  g_test_message ("%d reads, %u changes meanwhile, %u of several moments", N_READS, writer->n_changes, n_mixed);
  g_assert_cmpuint (writer->n_changes, >, N_FILES);

  return n_mixed;
}

/* Once nobody writes, a check-in tells how the files are. */
static void
assert_truth_in_the_end (MediaryTest *test)
{
  for (guint i = 0; i < N_FILES; i++) {
    gsize            size;
    g_autofree char *path = dup_path (test, i);
    g_autofree char *contents = make_contents (test, 100 + i, &size);
    g_autoptr (MediaryReference) reference = NULL;
    g_autoptr (MediaryItem) item = NULL;

    replace (path, contents, size);
    reference = mediary_test_check_in (test, path, "website", "index.html");
    item = mediary_test_item (test, path);
    g_assert_cmpint (mediary_metadata_get_width (mediary_item_get_metadata (item)), ==, 100 + i);
    g_assert_true (is_consistent (item));
  }
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count(*) FROM media_items"), ==, N_FILES);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count(*) FROM media_references"), ==, N_FILES);
}

static void
make_files (MediaryTest *test)
{
  for (guint i = 0; i < N_FILES; i++) {
    gsize            size;
    g_autofree char *path = dup_path (test, i);
    g_autofree char *contents = make_contents (test, 1 + i, &size);

    replace (path, contents, size);
  }
}

static void
test_what_is_replaced_is_of_one_moment (MediaryTest *test)
{
  Writer writer = { .test = test };

  make_files (test);
  g_assert_cmpuint (read_while_writing (test, &writer), ==, 0);
  assert_truth_in_the_end (test);
}

static void
test_what_is_written_in_place_harms_nobody (MediaryTest *test)
{
  Writer writer = { .test = test, .in_place = TRUE };

  make_files (test);
  read_while_writing (test, &writer);
  assert_truth_in_the_end (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/changing-files/replaced", test_what_is_replaced_is_of_one_moment);
  mediary_test_add ("/changing-files/written-in-place", test_what_is_written_in_place_harms_nobody);

  return g_test_run ();
}
