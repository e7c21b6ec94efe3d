/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mediary-test.h"

/* Libraries of earlier versions: each is a dump in tests/data/schema, and opens as a library of today. */

static void
load (const char *dump, const char *path)
{
  g_autofree char *command = g_strdup_printf (".read '%s'", dump);
  const char      *arguments[] = { "sqlite3", "-bail", path, command, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* The tables of an opened library, each as its columns, and its indexes and triggers by name. */
static char *
dup_shape (MediaryTest *test)
{
  return mediary_test_sql (test,
                           "SELECT m.type, m.name, (SELECT group_concat (c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk)"
                           " FROM pragma_table_info (m.name) AS c) FROM sqlite_schema AS m ORDER BY m.type, m.name;"
                           "PRAGMA user_version; PRAGMA application_id");
}

static void
open_old (MediaryTest *test, const char *dump)
{
  g_autofree char *path = g_build_filename (test->data, "mediary.db", NULL);
  g_autofree char *fresh = dup_shape (test);
  g_autofree char *migrated = NULL;
  g_autofree char *check = NULL;
  g_autoptr (MediaryQuery) all = mediary_query_new ();
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  mediary_service_close (test->service);
  g_assert_cmpint (g_unlink (path), ==, 0);
  load (dump, path);
  mediary_test_reopen (test);

  migrated = dup_shape (test);
  g_assert_cmpstr (migrated, ==, fresh);
  check = mediary_test_sql (test, "PRAGMA integrity_check; PRAGMA foreign_key_check");
  g_assert_cmpstr (check, ==, "ok");

  items = mediary_service_list_items (test->service, all, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 3);
}

static void
test_every_earlier_library_opens_as_one_of_today (MediaryTest *test)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "schema", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint       n_dumps = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *dump = g_build_filename (folder, name, NULL);

    open_old (test, dump);
    n_dumps++;
  }
  g_assert_cmpuint (n_dumps, >=, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/schema/every_earlier_library_opens_as_one_of_today", test_every_earlier_library_opens_as_one_of_today);

  return g_test_run ();
}
