/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mediary-test.h"
#include "store/mediary-database.h"
#include "store/mediary-schema.h"

/* The database file: how it is opened, and what is refused and left alone. */

static char *
database_path (MediaryTest *test)
{
  return g_build_filename (test->data, "mediary.db", NULL);
}

static gint64
pragma (MediaryDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  g_assert_true (mediary_database_query_integer (database, sql, &value, &error));
  g_assert_no_error (error);

  return value;
}

static void
test_every_connection_is_durable_and_checks_foreign_keys (MediaryTest *test)
{
  static const MediaryDatabaseMode modes[] = { MEDIARY_DATABASE_READ, MEDIARY_DATABASE_WRITE };
  g_autofree char                 *path = database_path (test);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MediaryDatabase) database = mediary_database_open (path, modes[i], &error);

    g_assert_no_error (error);
    g_assert_cmpint (pragma (database, "PRAGMA synchronous"), ==, 3);
    g_assert_cmpint (pragma (database, "PRAGMA foreign_keys"), ==, 1);
    g_assert_cmpint (pragma (database, "PRAGMA trusted_schema"), ==, 0);
    g_assert_cmpint (pragma (database, "PRAGMA busy_timeout"), ==, 5000);
    g_assert_cmpint (pragma (database, "PRAGMA wal_autocheckpoint"), ==, 200);
    g_assert_cmpint (pragma (database, "PRAGMA cell_size_check"), ==, 1);
    g_assert_cmpint (pragma (database, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), ==, 1);
  }
}

static void
test_a_reader_cannot_write (MediaryTest *test)
{
  g_autofree char *path = database_path (test);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryDatabase) database = mediary_database_open (path, MEDIARY_DATABASE_READ, &error);

  g_assert_no_error (error);
  g_assert_false (mediary_database_execute (database, "DELETE FROM media_items", &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_READ_ONLY);
}

static void
test_the_file_is_for_nobody_else_to_read (MediaryTest *test)
{
  g_autofree char *path = database_path (test);
  struct stat      buffer;

  g_assert_cmpint (stat (path, &buffer), ==, 0);
  g_assert_cmpint (buffer.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (test->data, &buffer), ==, 0);
  g_assert_cmpint (buffer.st_mode & 0777, ==, 0700);
}

/* Root may write anything; so the look is another user's. */
static void
test_a_folder_that_may_not_be_written_is_said (MediaryTest *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryService) service = NULL;
  g_autofree char *path = database_path (test);

  mediary_service_close (test->service);
  g_assert_cmpint (chmod (path, 0666), ==, 0); /* it may be written, and no file may be made beside it */
  g_assert_cmpint (chmod (test->folder, 0755), ==, 0);
  g_assert_cmpint (chmod (test->data, 0555), ==, 0);
  if (geteuid () == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  service = mediary_service_open (test->data, NULL, &error);
  if (geteuid () == 65534)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (chmod (test->data, 0700), ==, 0);

  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_READ_ONLY);
  g_assert_null (service);
}

static void
run_sqlite (const char *path, const char *sql)
{
  const char *arguments[] = { "sqlite3", path, sql, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* A folder whose database is this file: opening it is refused, and the file stays as it is, byte for byte. */
static void
assert_refused_untouched (MediaryTest *test, const char *folder, MediaryError code)
{
  g_autofree char *path = g_build_filename (folder, "mediary.db", NULL);
  g_autofree char *before = mediary_test_checksum (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryService) service = mediary_service_open (folder, NULL, &error);

  g_assert_error (error, MEDIARY_ERROR, (int) code);
  g_assert_null (service);
  after = mediary_test_checksum (path);
  g_assert_cmpstr (before, ==, after);
}

static char *
make_folder (MediaryTest *test, const char *name)
{
  char *folder = g_build_filename (test->folder, name, NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);

  return folder;
}

static void
test_a_newer_database_is_refused_and_untouched (MediaryTest *test)
{
  g_autofree char *folder = make_folder (test, "newer");
  g_autofree char *path = g_build_filename (folder, "mediary.db", NULL);
  g_autoptr (MediaryService) service = mediary_service_open (folder, NULL, NULL);

  g_assert_nonnull (service);
  g_clear_object (&service);
  run_sqlite (path, "PRAGMA user_version = 9999");
  assert_refused_untouched (test, folder, MEDIARY_ERROR_DATABASE_TOO_NEW);
}

static void
test_another_programs_database_is_refused_and_untouched (MediaryTest *test)
{
  g_autofree char *folder = make_folder (test, "foreign");
  g_autofree char *path = g_build_filename (folder, "mediary.db", NULL);

  run_sqlite (path, "CREATE TABLE theirs (a)");
  assert_refused_untouched (test, folder, MEDIARY_ERROR_DATABASE_FOREIGN);
}

static void
test_a_file_that_is_no_database_is_refused_and_untouched (MediaryTest *test)
{
  g_autofree char *folder = make_folder (test, "text");
  g_autofree char *path = g_build_filename (folder, "mediary.db", NULL);

  g_assert_true (g_file_set_contents (path, "Dear diary, today I was no database at all.", -1, NULL));
  assert_refused_untouched (test, folder, MEDIARY_ERROR_DATABASE_FOREIGN);
}

static void
test_a_link_in_the_databases_place_is_refused (MediaryTest *test)
{
  g_autofree char *folder = make_folder (test, "linked");
  g_autofree char *path = g_build_filename (folder, "mediary.db", NULL);
  g_autofree char *target = database_path (test);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryService) service = NULL;

  g_assert_cmpint (symlink (target, path), ==, 0);
  service = mediary_service_open (folder, NULL, &error);
  g_assert_nonnull (error);
  g_assert_null (service);
}

static void
test_a_folder_reached_by_a_link_is_opened (MediaryTest *test)
{
  g_autofree char *link = g_build_filename (test->folder, "link", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryService) service = NULL;

  g_assert_cmpint (symlink (test->data, link), ==, 0);
  service = mediary_service_open (link, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (service);
}

static void
test_what_is_undone_to_a_savepoint_leaves_the_rest (MediaryTest *test)
{
  g_autofree char *path = g_build_filename (test->folder, "own.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryDatabase) database = mediary_database_open (path, MEDIARY_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (mediary_database_execute (database, "CREATE TABLE t (a INTEGER UNIQUE)", &error));
  g_assert_true (mediary_database_begin (database, &error));
  g_assert_true (mediary_database_savepoint (database, &error));
  g_assert_true (mediary_database_execute (database, "INSERT INTO t VALUES (1)", &error));
  g_assert_true (mediary_database_release (database, &error));
  g_assert_true (mediary_database_savepoint (database, &error));
  g_assert_true (mediary_database_execute (database, "INSERT INTO t VALUES (2)", &error));
  g_assert_true (mediary_database_undo (database, &error));
  g_assert_true (mediary_database_commit (database, &error));
  g_assert_no_error (error);
  g_assert_cmpint (pragma (database, "SELECT sum (a) FROM t"), ==, 1);
}

static void
test_a_statement_in_use_is_not_lent_twice (MediaryTest *test)
{
  static const char sql[] = "SELECT 1 UNION SELECT 2";
  g_autofree char  *path = database_path (test);
  g_autoptr (MediaryDatabase) database = mediary_database_open (path, MEDIARY_DATABASE_READ, NULL);
  g_autoptr (MediaryStatement) outer = mediary_database_prepare (database, sql, NULL);
  g_autoptr (MediaryStatement) inner = NULL;

  g_assert_true (mediary_statement_next (outer, NULL));
  inner = mediary_database_prepare (database, sql, NULL);
  g_assert_true (mediary_statement_next (inner, NULL));
  g_assert_cmpint (mediary_statement_get_integer (inner, 0), ==, 1);
  g_assert_true (mediary_statement_next (outer, NULL));
  g_assert_cmpint (mediary_statement_get_integer (outer, 0), ==, 2);
}

static gpointer
open_and_close (gpointer folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryService) service = mediary_service_open (folder, NULL, &error);

  g_assert_no_error (error);

  return NULL;
}

static void
test_many_may_make_the_same_library_at_once (MediaryTest *test)
{
  g_autofree char *folder = make_folder (test, "shared");
  GThread         *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("opener", open_and_close, folder);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

#define ADD(function) mediary_test_add ("/database/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (every_connection_is_durable_and_checks_foreign_keys);
  ADD (a_reader_cannot_write);
  ADD (a_folder_that_may_not_be_written_is_said);
  ADD (the_file_is_for_nobody_else_to_read);
  ADD (a_newer_database_is_refused_and_untouched);
  ADD (another_programs_database_is_refused_and_untouched);
  ADD (a_file_that_is_no_database_is_refused_and_untouched);
  ADD (a_link_in_the_databases_place_is_refused);
  ADD (a_folder_reached_by_a_link_is_opened);
  ADD (what_is_undone_to_a_savepoint_leaves_the_rest);
  ADD (a_statement_in_use_is_not_lent_twice);
  ADD (many_may_make_the_same_library_at_once);

  return g_test_run ();
}
