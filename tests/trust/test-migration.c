/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "diary-vfs.h"
#include "mediary-test.h"
#include "store/mediary-database.h"
#include "store/mediary-schema.h"

/*
 * A library of 10,000 files is brought to a later version, by a program that is killed at a call that touches the disk:
 * at each of them in the long form. It is at the old version or the new one, never between, and nothing is lost; the next
 * start finishes the work. As there is one version so far, two that might come one day are tried.
 */

#define N_ITEMS      10000
#define DEFAULT_RUNS 40
#define LIBRARY      "mediary.db"

static const char *const later_scripts[] = {
  "ALTER TABLE item_facts ADD COLUMN checked INTEGER NOT NULL DEFAULT 0;"
  "UPDATE item_facts SET checked = size;"
  "CREATE INDEX item_facts_by_checked ON item_facts (checked);",

  "CREATE TABLE item_notes (number INTEGER PRIMARY KEY REFERENCES item_facts (number) ON DELETE CASCADE, note TEXT NOT NULL) STRICT;"
  "INSERT INTO item_notes SELECT number, name_key FROM item_facts;",

  NULL
};

#define OLD_VERSION 1
#define NEW_VERSION 3

/* In the child: opens the library, which brings it to the new version, and is killed at @call. */
static int
migrate (const char *folder, guint call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryService) service = NULL;

  mediary_schema_set_further_scripts_for_tests (later_scripts);
  diary_begin ();
  diary_fail_at (call, DIARY_KILL, 1);
  service = mediary_service_open (folder, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&service);

  return 0;
}

/* Returns whether it was killed: if not, it made fewer calls. */
static gboolean
migrate_and_kill (const char *folder, guint call)
{
  g_autofree char *number = g_strdup_printf ("%u", call);
  const char      *arguments[] = { "/proc/self/exe", "--migrate", folder, number, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);

  return WIFSIGNALED (status);
}

static void
run_command (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static char *
make_old_library (MediaryTest *test)
{
  g_autofree char *maker = g_test_build_filename (G_TEST_DIST, "lib", "make-library.py", NULL);
  const char      *arguments[] = { "/usr/bin/python3", maker, "--items", G_STRINGIFY (N_ITEMS), "--uses", "1", "--documents", "100", test->data, NULL };

  mediary_service_close (test->service);
  run_command (arguments);

  return g_build_filename (test->data, LIBRARY, NULL);
}

static void
remove_tree (const char *path)
{
  const char *arguments[] = { "rm", "-rf", "--", path, NULL };

  run_command (arguments);
}

static char *
make_copy (MediaryTest *test, const char *original, const char *name)
{
  g_autofree char *folder = g_build_filename (test->folder, name, NULL);
  g_autofree char *path = g_build_filename (folder, LIBRARY, NULL);
  const char      *arguments[] = { "cp", original, path, NULL };

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  run_command (arguments);

  return g_steal_pointer (&folder);
}

static gint64
query (MediaryDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  mediary_database_query_integer (database, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

static void
assert_whole (MediaryDatabase *database)
{
  g_assert_cmpint (query (database, "SELECT integrity_check = 'ok' FROM pragma_integrity_check (1)"), ==, 1);
  g_assert_cmpint (query (database, "SELECT count (*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (query (database, "SELECT count (*) FROM media_items"), ==, N_ITEMS);
  g_assert_cmpint (query (database, "SELECT count (*) FROM item_facts"), ==, N_ITEMS);
  g_assert_cmpint (query (database, "SELECT count (*) FROM media_references"), ==, N_ITEMS - N_ITEMS / 16);
}

/* Returns its version. */
static gint64
assert_old_or_new (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryDatabase) database = mediary_database_open (path, MEDIARY_DATABASE_WRITE, &error);
  gint64 version;
  gint64 n_tables;

  g_assert_no_error (error);
  assert_whole (database);
  version = query (database, "PRAGMA user_version");
  n_tables = query (database, "SELECT count (*) FROM sqlite_schema WHERE name IN ('item_facts_by_checked', 'item_notes')");

  if (version == OLD_VERSION) {
    g_assert_cmpint (n_tables, ==, 0);
    g_assert_cmpint (query (database, "SELECT count (*) FROM pragma_table_info ('item_facts') WHERE name = 'checked'"), ==, 0);
  } else {
    g_assert_cmpint (version, ==, NEW_VERSION);
    g_assert_cmpint (n_tables, ==, 2);
    g_assert_cmpint (query (database, "SELECT count (*) FROM item_facts WHERE checked = size"), ==, N_ITEMS);
    g_assert_cmpint (query (database, "SELECT count (*) FROM item_notes"), ==, N_ITEMS);
  }

  return version;
}

/* The newest copy from before; NULL: none was made. Every one that is there is whole, and old. */
static char *
find_snapshot (const char *folder)
{
  g_autofree char *snapshots = g_build_filename (folder, "snapshots", NULL);
  g_autoptr (GDir) dir = g_dir_open (snapshots, 0, NULL);
  const char *name;
  char       *found = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (g_str_has_prefix (name, "before-migration-")) {
      g_free (found);
      found = g_build_filename (snapshots, name, NULL);
      g_assert_cmpint (assert_old_or_new (found), ==, OLD_VERSION);
    }
  }

  return found;
}

static void
look_and_finish (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, LIBRARY, NULL);
  g_autofree char *snapshot = NULL;
  g_autoptr (GError) error = NULL;
  gint64          version = assert_old_or_new (path);
  MediaryService *service;

  snapshot = find_snapshot (folder);
  g_assert_true (version == OLD_VERSION || snapshot != NULL);

  /* Whoever comes next finishes it. */
  mediary_schema_set_further_scripts_for_tests (later_scripts);
  service = mediary_service_open (folder, NULL, &error);
  g_assert_no_error (error);
  mediary_test_finalize (service);
  mediary_schema_set_further_scripts_for_tests (NULL);
  g_assert_cmpint (assert_old_or_new (path), ==, NEW_VERSION);
}

static guint
count_calls (MediaryTest *test, const char *original)
{
  g_autofree char *folder = make_copy (test, original, "counted");
  g_autoptr (GError) error = NULL;
  MediaryService *service;
  guint           n_calls;

  mediary_schema_set_further_scripts_for_tests (later_scripts);
  diary_begin ();
  service = mediary_service_open (folder, NULL, &error);
  g_assert_no_error (error);
  mediary_test_finalize (service);
  n_calls = diary_get_n_calls ();
  diary_end ();
  mediary_schema_set_further_scripts_for_tests (NULL);

  return n_calls;
}

static void
test_a_migration_that_is_killed_is_done_or_not_begun (MediaryTest *test)
{
  g_autofree char *original = make_old_library (test);
  guint            n_calls = count_calls (test, original);
  guint            step = g_getenv ("MEDIARY_TEST_ALL") != NULL ? 1 : MAX (n_calls / DEFAULT_RUNS, 1);
  guint            n_killed = 0;

  for (guint call = 1; call <= n_calls; call += step) {
    g_autofree char *folder = make_copy (test, original, "killed");

    n_killed += migrate_and_kill (folder, call) ? 1 : 0;
    look_and_finish (folder);
    remove_tree (folder);
  }
  g_test_message ("killed at %u of the %u calls of a migration", n_killed, n_calls);
  g_assert_cmpuint (n_killed, >=, n_calls / step / 2);
  mediary_test_reopen (test);
}

static void
test_an_older_program_refuses_and_names_the_copy_from_before (MediaryTest *test)
{
  g_autofree char *original = make_old_library (test);
  g_autofree char *folder = make_copy (test, original, "newer");
  g_autofree char *path = g_build_filename (folder, LIBRARY, NULL);
  g_autofree char *snapshot = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *older = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (migrate_and_kill (folder, 0));
  snapshot = find_snapshot (folder);
  g_assert_nonnull (snapshot);
  before = mediary_test_checksum (path);

  g_assert_null (mediary_service_open (folder, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_TOO_NEW);
  after = mediary_test_checksum (path);
  g_assert_cmpstr (before, ==, after);
  sentence = mediary_words_for_problem (error);
  g_assert_nonnull (strstr (sentence, path));
  g_assert_nonnull (strstr (sentence, snapshot));

  /* And that copy, in its place, is the library of before. */
  older = make_copy (test, snapshot, "older");
  g_clear_pointer (&test->data, g_free);
  test->data = g_steal_pointer (&older);
  mediary_test_reopen (test);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, N_ITEMS);
}

static void
test_without_room_for_a_copy_nothing_is_changed (MediaryTest *test)
{
  g_autofree char *original = make_old_library (test);
  g_autofree char *before = mediary_test_checksum (original);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  mediary_schema_set_further_scripts_for_tests (later_scripts);
  diary_begin ();
  diary_fail_at (1, SQLITE_FULL, 0);
  g_assert_null (mediary_service_open (test->data, NULL, &error));
  diary_fail_at (0, 0, 0);
  diary_end ();
  mediary_schema_set_further_scripts_for_tests (NULL);
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NO_SPACE);
  after = mediary_test_checksum (original);
  g_assert_cmpstr (before, ==, after);
  mediary_test_reopen (test);
}

#define ADD(function) mediary_test_add ("/migration/" #function, test_##function)

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--migrate") == 0)
    return migrate (argv[2], (guint) strtoul (argv[3], NULL, 10));

  g_test_init (&argc, &argv, NULL);

  ADD (an_older_program_refuses_and_names_the_copy_from_before);
  ADD (without_room_for_a_copy_nothing_is_changed);
  ADD (a_migration_that_is_killed_is_done_or_not_begun);

  return g_test_run ();
}
