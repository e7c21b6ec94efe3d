/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "diary-vfs.h"
#include "mediary-test.h"
#include "store/mediary-database.h"

/*
 * Power cuts: our own code checks files in on a disk that keeps a diary, and then hundreds of disks are built that a cut
 * at a random moment might have left. Each must open, be whole, and hold every check-in that was acknowledged by then.
 * The control does the same with SQLite's usual setting, which must lose some: so the test bites.
 */

#define N_CHECK_INS  130
#define DEFAULT_CUTS 300

typedef struct {
  guint n_cuts;
  guint n_lost;    /* cuts after which something acknowledged is not there */
  guint n_corrupt; /* cuts after which the database is not whole */
} Verdict;

static guint
get_n_cuts (void)
{
  const char *wanted = g_getenv ("MEDIARY_TEST_CUTS");

  return wanted != NULL ? (guint) strtoul (wanted, NULL, 10) : DEFAULT_CUTS;
}

/* One after the other: each is a commit of its own, the hardest case. */
static void
keep_diary (MediaryTest *test)
{
  g_autofree char *folder = g_build_filename (test->folder, "diary", NULL);
  g_autoptr (GError) error = NULL;
  MediaryService *service;

  diary_begin ();
  service = mediary_service_open (folder, NULL, &error);
  g_assert_no_error (error);

  for (int i = 0; i < N_CHECK_INS; i++) {
    g_autofree char *name = g_strdup_printf ("%d.png", i % 100);
    g_autofree char *path = mediary_test_make_png (test, name, 3, 2);
    g_autofree char *artifact = g_strdup_printf ("document %d", i % 7);
    g_autoptr (MediaryReference) reference =
      mediary_service_check_in_media (service, path, "org.example.Sheet", artifact, NULL, &error);

    g_assert_no_error (error);
    diary_acknowledge (mediary_reference_get_id (reference));
  }

  mediary_test_finalize (service);
  diary_end ();
}

static gboolean
query_is (MediaryDatabase *database, const char *sql, gint64 expected)
{
  gint64 value = -1;

  return mediary_database_query_integer (database, sql, &value, NULL) && value == expected;
}

/* No half check-in: an item has its facts and its uses, a use its item, and the counts tell of them. */
static gboolean
is_whole (MediaryDatabase *database)
{
  return query_is (database, "SELECT integrity_check = 'ok' FROM pragma_integrity_check (1)", 1) &&
    query_is (database, "SELECT count (*) FROM pragma_foreign_key_check", 0) &&
    query_is (database, "SELECT count (*) FROM media_items WHERE NOT json_valid (metadata)", 0) &&
    query_is (database, "SELECT count (*) FROM media_items WHERE id NOT IN (SELECT item_id FROM item_facts)", 0) &&
    query_is (database, "SELECT count (*) FROM media_items WHERE id NOT IN (SELECT media_item_id FROM media_references)", 0) &&
    query_is (database, "SELECT (SELECT count (*) FROM media_references) - (SELECT count (*) FROM item_uses)", 0) &&
    query_is (database, "SELECT (SELECT total (n_items) FROM artifacts) - (SELECT count (*) FROM item_uses)", 0);
}

static gboolean
has_reference (MediaryDatabase *database, const char *id)
{
  g_autoptr (MediaryStatement) query =
    mediary_database_prepare (database, "SELECT 1 FROM media_references WHERE id = ?1", NULL);

  if (query == NULL)
    return FALSE;

  mediary_statement_bind_text (query, 1, id);

  return mediary_statement_next (query, NULL);
}

static void
judge (const char *path, GPtrArray *acknowledged, Verdict *verdict)
{
  g_autoptr (MediaryDatabase) database = mediary_database_open (path, MEDIARY_DATABASE_WRITE, NULL);
  guint n_missing = 0;

  verdict->n_cuts++;
  /* Before the schema was there, nothing was acknowledged. */
  if (acknowledged->len == 0)
    return;

  if (database == NULL || !is_whole (database)) {
    verdict->n_corrupt++;
    return;
  }

  for (guint i = 0; i < acknowledged->len; i++)
    n_missing += has_reference (database, g_ptr_array_index (acknowledged, i)) ? 0 : 1;
  verdict->n_lost += n_missing > 0 ? 1 : 0;
}

static void
cut (MediaryTest *test, guint number, GRand *random, Verdict *verdict)
{
  g_autofree char *name = g_strdup_printf ("cut-%u", number);
  g_autofree char *folder = g_build_filename (test->folder, name, NULL);
  g_autofree char *path = g_build_filename (folder, "mediary.db", NULL);
  g_autoptr (GPtrArray) acknowledged = NULL;
  static const char *const parts[] = { "", "-wal", "-shm", "-journal" };

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  acknowledged = diary_build_disk ((guint) g_rand_int_range (random, 1, (gint32) diary_get_length () + 1), random, folder);
  judge (path, acknowledged, verdict);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *part = g_strconcat (path, parts[i], NULL);

    g_unlink (part);
  }
  g_rmdir (folder);
}

static Verdict
cut_often (MediaryTest *test)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  Verdict verdict = { 0 };
  guint   n_cuts = get_n_cuts ();

  keep_diary (test);
  for (guint i = 0; i < n_cuts; i++)
    cut (test, i, random, &verdict);
  g_test_message ("%u cuts: %u lost acknowledged work, %u left a damaged database", verdict.n_cuts, verdict.n_lost, verdict.n_corrupt);

  return verdict;
}

static void
test_no_power_cut_loses_an_acknowledged_check_in (MediaryTest *test)
{
  Verdict verdict = cut_often (test);

  g_assert_cmpuint (verdict.n_lost, ==, 0);
  g_assert_cmpuint (verdict.n_corrupt, ==, 0);
}

static void
test_the_usual_setting_does_lose_some (MediaryTest *test)
{
  Verdict verdict;

  mediary_database_set_synchronous_for_tests ("NORMAL");
  verdict = cut_often (test);
  mediary_database_set_synchronous_for_tests ("EXTRA");
  g_assert_cmpuint (verdict.n_lost, >, verdict.n_cuts / 10);
}

#define ADD(function) mediary_test_add ("/power-cut/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (no_power_cut_loses_an_acknowledged_check_in);
  ADD (the_usual_setting_does_lose_some);

  return g_test_run ();
}
