/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#include "mediary-test.h"
#include "store/mediary-keeper.h"
#include "store/mediary-snapshot.h"

/* Snapshots, and what becomes of a damaged database. */

#define N_FILES 120
/* In the short form; MEDIARY_TEST_ALL makes it 400. */
#define N_DAMAGED 24

static char *
database_path (MediaryTest *test)
{
  return g_build_filename (test->data, "mediary.db", NULL);
}

static void
check_in_files (MediaryTest *test, int first, int n)
{
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("org.example.Sheet", "file:///prices.ods");

  for (int i = first; i < first + n; i++) {
    g_autofree char *name = g_strdup_printf ("a picture with a name that fills a page sooner %03d.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 3, 2);

    mediary_check_in_job_add_path (job, path);
  }
  mediary_test_run_job (test, job);
}

static void
make_snapshot (MediaryTest *test)
{
  g_autofree char *path = database_path (test);
  g_autoptr (GError) error = NULL;

  mediary_snapshot_make (path, MEDIARY_SNAPSHOT_REGULAR, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_files (const char *folder, const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL ? 1 : 0;

  return n;
}

static void
overwrite (const char *path, gsize offset, gsize length)
{
  g_autofree char *noise = g_malloc (length);
  int              fd = g_open (path, O_RDWR, 0);

  for (gsize i = 0; i < length; i++)
    noise[i] = (char) g_test_rand_int_range (0, 256);
  g_assert_cmpint (pwrite (fd, noise, length, (off_t) offset), ==, (gssize) length);
  close (fd);
}

static void
test_five_regular_snapshots_are_kept (MediaryTest *test)
{
  g_autofree char *folder = g_build_filename (test->data, "snapshots", NULL);

  check_in_files (test, 0, 1);
  for (int i = 0; i < 8; i++)
    make_snapshot (test);
  g_assert_cmpuint (count_files (folder, "mediary-"), ==, 5);
  g_assert_cmpuint (count_files (folder, ".tmp"), ==, 0);
}

static void
test_a_snapshot_is_made_once_a_day (MediaryTest *test)
{
  g_autofree char *path = database_path (test);
  g_autofree char *folder = g_build_filename (test->data, "snapshots", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (mediary_keeper_look_after (path, 86400, NULL, &error));
  g_assert_true (mediary_keeper_look_after (path, 86400, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (folder, "mediary-"), ==, 1);
}

static void
test_a_damaged_database_never_pushes_out_a_good_snapshot (MediaryTest *test)
{
  g_autofree char *path = database_path (test);
  g_autofree char *folder = g_build_filename (test->data, "snapshots", NULL);
  g_autoptr (GError) error = NULL;

  check_in_files (test, 0, N_FILES);
  make_snapshot (test);
  mediary_test_reopen (test);
  mediary_service_close (test->service);
  overwrite (path, 8 * 4096, 20 * 4096);

  g_assert_false (mediary_keeper_look_after (path, 0, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_DAMAGED);
  g_assert_cmpuint (count_files (folder, ".db"), ==, 1);
  g_assert_true (mediary_keeper_has_doubts (path));
}

static void
test_a_snapshot_that_is_stopped_leaves_nothing (MediaryTest *test)
{
  g_autofree char *path = database_path (test);
  g_autofree char *folder = g_build_filename (test->data, "snapshots", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (mediary_snapshot_make (path, MEDIARY_SNAPSHOT_REGULAR, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (folder, ""), ==, 0);
}

/* A session often ends while a copy is being made. */
static void
test_what_a_killed_program_left_is_removed (MediaryTest *test)
{
  g_autofree char     *folder = g_build_filename (test->data, "snapshots", NULL);
  g_autofree char     *left = g_build_filename (folder, "1-unfinished.tmp", NULL);
  g_autofree char     *under_way = g_build_filename (folder, "2-unfinished.tmp", NULL);
  const struct utimbuf yesterday = { time (NULL) - 86400, time (NULL) - 86400 };

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (left, "half", -1, NULL));
  g_assert_true (g_file_set_contents (under_way, "half", -1, NULL));
  g_assert_cmpint (g_utime (left, (struct utimbuf *) &yesterday), ==, 0);
  make_snapshot (test);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (under_way, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (folder, ".db"), ==, 1);
}

static void
test_a_damaged_database_is_put_aside_restored_and_salvaged (MediaryTest *test)
{
  g_autofree char *path = database_path (test);
  const char      *aside = NULL;
  guint            n_items = 0;
  guint            n_references = 0;

  check_in_files (test, 0, N_FILES);
  make_snapshot (test);
  check_in_files (test, N_FILES, N_FILES);
  mediary_test_reopen (test);
  mediary_service_close (test->service);
  overwrite (path, 100, 50); /* the root of everything: the schema's own page */

  mediary_test_reopen (test);
  g_assert_true (mediary_service_get_recovery (test->service, &aside, &n_items, &n_references));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (n_items, >=, N_FILES);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, n_items);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, n_references);

  /* Only once: the next time all is well. */
  mediary_test_reopen (test);
  g_assert_false (mediary_service_get_recovery (test->service, NULL, NULL, NULL));
}

static void
test_what_can_be_read_without_a_snapshot_is_salvaged (MediaryTest *test)
{
  g_autofree char *path = database_path (test);
  g_autofree char *root = NULL;
  guint            n_items = 0;

  check_in_files (test, 0, N_FILES);
  mediary_test_reopen (test);
  root = mediary_test_sql (test, "SELECT rootpage FROM sqlite_schema WHERE name = 'artifacts'");
  mediary_service_close (test->service);
  overwrite (path, (gsize) (g_ascii_strtoull (root, NULL, 10) - 1) * 4096, 4096);

  mediary_test_reopen (test);
  g_assert_true (mediary_service_get_recovery (test->service, NULL, &n_items, NULL));
  g_assert_cmpuint (n_items, ==, N_FILES);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT n_items FROM artifacts"), ==, N_FILES);
}

static void
copy_contents (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (from, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (to, contents, (gssize) length, NULL));
}

/* What opening does not see, the check before the next snapshot does; it is then seen to at the start after that. */
static void
check_thoroughly (MediaryTest *test)
{
  g_autofree char *path = database_path (test);
  g_autoptr (GError) error = NULL;

  mediary_service_close (test->service);
  if (!mediary_keeper_look_after (path, 0, NULL, &error))
    g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_DAMAGED);
  mediary_test_reopen (test);
}

/* All that is in the tables of the specification, and all that is known besides. */
static char *
dup_contents (MediaryTest *test)
{
  return mediary_test_sql (test,
                           "SELECT * FROM media_items ORDER BY id; SELECT * FROM media_references ORDER BY id;"
                           "SELECT * FROM item_facts ORDER BY number; SELECT * FROM reference_facts ORDER BY reference_id;"
                           "SELECT * FROM modules ORDER BY name; SELECT * FROM artifacts ORDER BY number");
}

/* Each copy opens, and is whole afterwards: a snapshot was there. */
static void
test_no_damage_is_fatal (MediaryTest *test)
{
  g_autofree char *path = database_path (test);
  g_autofree char *original = g_build_filename (test->folder, "original.db", NULL);
  guint            n_damaged = g_getenv ("MEDIARY_TEST_ALL") != NULL ? 400 : N_DAMAGED;
  guint            n_noticed = 0;
  guint            n_harmless = 0;
  g_autofree char *contents = NULL;

  check_in_files (test, 0, N_FILES);
  make_snapshot (test);
  mediary_test_reopen (test);
  mediary_service_close (test->service);
  contents = dup_contents (test);
  copy_contents (path, original);

  for (guint i = 0; i < n_damaged; i++) {
    GStatBuf         buffer;
    g_autofree char *verdict = NULL;
    const char      *aside;
    guint            n_told;

    copy_contents (original, path);
    g_assert_cmpint (g_stat (path, &buffer), ==, 0);
    for (int j = 0; j < 3; j++)
      overwrite (path, (gsize) g_test_rand_int_range (0, (gint32) buffer.st_size - 4096), (gsize) g_test_rand_int_range (64, 4096));
    if (i % 8 == 0)
      g_assert_cmpint (truncate (path, buffer.st_size / 2), ==, 0);

    mediary_test_reopen (test);
    if (!mediary_service_get_recovery (test->service, NULL, NULL, NULL))
      check_thoroughly (test);
    if (mediary_service_get_recovery (test->service, &aside, &n_told, NULL)) {
      g_assert_true (g_file_test (aside, G_FILE_TEST_IS_REGULAR));
      g_assert_cmpuint (n_told, >=, N_FILES);
      n_noticed++;
    } else {
      g_autofree char *now = dup_contents (test);

      n_harmless += g_str_equal (now, contents) ? 1 : 0; /* where nothing was kept */
    }
    verdict = mediary_test_sql (test, "PRAGMA quick_check; PRAGMA foreign_key_check");
    g_assert_cmpstr (verdict, ==, "ok");
    g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), >=, N_FILES);
    mediary_service_close (test->service);
  }
  g_test_message ("%u of %u noticed, %u did no damage", n_noticed, n_damaged, n_harmless);
  /* Bytes within a value look like any others. */
  g_assert_cmpuint (n_damaged - n_noticed - n_harmless, <=, MAX (n_damaged / 100, 1));
}

#define ADD(function) mediary_test_add ("/recovery/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (five_regular_snapshots_are_kept);
  ADD (a_snapshot_is_made_once_a_day);
  ADD (a_damaged_database_never_pushes_out_a_good_snapshot);
  ADD (a_snapshot_that_is_stopped_leaves_nothing);
  ADD (what_a_killed_program_left_is_removed);
  ADD (a_damaged_database_is_put_aside_restored_and_salvaged);
  ADD (what_can_be_read_without_a_snapshot_is_salvaged);
  ADD (no_damage_is_fatal);

  return g_test_run ();
}
