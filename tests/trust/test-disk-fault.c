/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "diary-vfs.h"
#include "mediary-test.h"
#include "store/mediary-database.h"

/*
 * A full disk and a broken one, at every call that touches it, once and for good: what was acknowledged is there, nothing
 * is there by half, everyone is answered, and a service that got over it works on.
 */

#define N_CHECK_INS  8
#define DEFAULT_STEP 5

typedef struct {
  const char *name;
  int         code;
  guint       n_calls; /* that fail; 0: all from the first on */
} Fault;

static const Fault faults[] = {
  { "disk full, once", SQLITE_FULL, 1 },
  { "disk full, for good", SQLITE_FULL, 0 },
  { "I/O error, once", SQLITE_IOERR_WRITE, 1 },
  { "I/O error, for good", SQLITE_IOERR_WRITE, 0 },
};

static guint
get_step (void)
{
  return g_getenv ("MEDIARY_TEST_ALL") != NULL ? 1 : DEFAULT_STEP;
}

/* A fault has a sentence; nothing of SQLite's is shown to a person. */
static void
assert_documented (const GError *error)
{
  const char *sentence = mediary_words_for_error (error);

  g_assert_true (error->domain == MEDIARY_ERROR);
  g_assert_nonnull (sentence);
  g_assert_null (strstr (sentence, "SQL"));
}

static void
check_in (MediaryTest *test, MediaryService *service, int number, GPtrArray *acknowledged)
{
  g_autofree char *name = g_strdup_printf ("%d.png", number);
  g_autofree char *path = mediary_test_path (test, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = NULL;

  reference = mediary_service_check_in_media (service, path, "org.example.Sheet", "document", NULL, &error);
  if (reference != NULL)
    g_ptr_array_add (acknowledged, g_strdup (mediary_reference_get_id (reference)));
  else
    assert_documented (error);
}

static gint64
query (MediaryDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  g_assert_true (mediary_database_query_integer (database, sql, &value, &error));
  g_assert_no_error (error);

  return value;
}

static void
assert_whole (const char *path, GPtrArray *acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryDatabase) database = mediary_database_open (path, MEDIARY_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (query (database, "SELECT integrity_check = 'ok' FROM pragma_integrity_check (1)"), ==, 1);
  if (acknowledged->len == 0)
    return;

  g_assert_cmpint (query (database, "SELECT count (*) FROM media_items WHERE id NOT IN (SELECT media_item_id FROM media_references)"), ==, 0);
  g_assert_cmpint (query (database, "SELECT (SELECT count (*) FROM media_references) - (SELECT count (*) FROM item_uses)"), ==, 0);
  for (guint i = 0; i < acknowledged->len; i++) {
    g_autoptr (MediaryStatement) find = mediary_database_prepare (database, "SELECT 1 FROM media_references WHERE id = ?1", NULL);

    mediary_statement_bind_text (find, 1, g_ptr_array_index (acknowledged, i));
    g_assert_true (mediary_statement_next (find, NULL));
  }
}

/* Returns whether the fault was met at all. */
static gboolean
run_with_fault (MediaryTest *test, const Fault *fault, guint call)
{
  g_autofree char *name = g_strdup_printf ("fault-%u-%p", call, (gpointer) fault);
  g_autofree char *folder = g_build_filename (test->folder, name, NULL);
  g_autofree char *path = g_build_filename (folder, "mediary.db", NULL);
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  MediaryService *service;
  gboolean        met;

  diary_begin ();
  diary_fail_at (call, fault->code, fault->n_calls);
  service = mediary_service_open (folder, NULL, &error);
  if (service == NULL)
    assert_documented (error);

  for (int i = 0; service != NULL && i < N_CHECK_INS; i++)
    check_in (test, service, i, acknowledged);
  met = diary_get_n_calls () >= call;

  /* The disk works again, and so does the service. */
  diary_fail_at (0, 0, 0);
  if (service != NULL) {
    guint before = acknowledged->len;

    check_in (test, service, N_CHECK_INS, acknowledged);
    g_assert_cmpuint (acknowledged->len, ==, before + 1);
    mediary_test_finalize (service);
  }
  diary_end ();

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    assert_whole (path, acknowledged);

  return met;
}

static void
test_no_fault_of_the_disk_loses_or_halves_a_check_in (MediaryTest *test)
{
  guint n_runs = 0;

  for (int i = 0; i <= N_CHECK_INS; i++) {
    g_autofree char *name = g_strdup_printf ("%d.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 3, 2);
  }

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    guint call = 1 + i;

    for (; run_with_fault (test, &faults[i], call); call += get_step ())
      n_runs++;
    g_test_message ("%s: calls 1 to %u", faults[i].name, call);
  }
  g_test_message ("%u runs: nothing lost, nothing half there, every service usable afterwards", n_runs);
  g_assert_cmpuint (n_runs, >, 40);
}

#define ADD(function) mediary_test_add ("/disk-fault/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (no_fault_of_the_disk_loses_or_halves_a_check_in);

  return g_test_run ();
}
