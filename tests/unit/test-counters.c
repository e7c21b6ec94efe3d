/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mediary-test.h"
#include "private/mediary-fold.h"

/* What is counted and indexed beside the two tables is what the two tables say, whatever happened and in which order. */

#define N_FILES 12
#define N_STEPS 150

static const char *const modules[] = { "m", "n", MEDIARY_NO_DOCUMENT_MODULE };
static const char *const artifacts[] = { "a", "b", MEDIARY_NO_DOCUMENT_ARTIFACT };

typedef struct {
  MediaryTest *test;
  GRand       *random;
  GPtrArray   *uses;    /* of MediaryReference, some of them removed */
  GPtrArray   *removed; /* of MediaryReference */
  guint        n_names; /* of files so far */
  char        *paths[N_FILES];
} Story;

static gint32
choose (Story *story, gint32 n)
{
  return g_rand_int_range (story->random, 0, n);
}

static const char *
choose_module (Story *story)
{
  return modules[choose (story, G_N_ELEMENTS (modules))];
}

static const char *
choose_artifact (Story *story)
{
  return artifacts[choose (story, G_N_ELEMENTS (artifacts))];
}

static void
check_in_one (Story *story)
{
  const char *path = story->paths[choose (story, N_FILES)];

  g_ptr_array_add (story->uses, mediary_test_check_in (story->test, path, choose_module (story), choose_artifact (story)));
}

static MediaryCheckInJob *
run_job (Story *story)
{
  MediaryCheckInJob *job = mediary_check_in_job_new (choose_module (story), choose_artifact (story));

  mediary_check_in_job_set_keep_entries (job, TRUE);
  mediary_check_in_job_set_origin (job, MEDIARY_ORIGIN_ADDED);
  for (int i = 0; i < 4; i++)
    mediary_check_in_job_add_path (job, story->paths[choose (story, N_FILES)]);
  mediary_test_run_job (story->test, job);

  return job;
}

static void
undo (Story *story, MediaryCheckInJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryRemoval) removal = NULL;

  mediary_service_undo_check_in_async (story->test->service, job, NULL, mediary_test_on_done, &result);
  mediary_test_wait_until (result != NULL);
  removal = mediary_service_undo_check_in_finish (story->test->service, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (removal);

  /* Now and then it is done after all. */
  if (choose (story, 3) == 0)
    g_assert_true (mediary_service_restore (story->test->service, removal, NULL, &error));
  g_assert_no_error (error);
}

/* Now and then something comes between a check-in and its being taken back. */
static void
check_in_and_take_back (Story *story)
{
  g_autoptr (MediaryCheckInJob) job = run_job (story);

  if (choose (story, 2) == 0)
    check_in_one (story);
  undo (story, job);
}

static void
remove_one (Story *story)
{
  g_autoptr (GError) error = NULL;
  MediaryReference *use;

  if (story->uses->len == 0)
    return;

  use = g_ptr_array_index (story->uses, choose (story, (gint32) story->uses->len));
  if (mediary_service_remove_reference (story->test->service, mediary_reference_get_id (use), NULL, &error))
    g_ptr_array_add (story->removed, g_object_ref (use));
  else
    g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND);
}

/* Its item may have been taken back, and the same use may be there again. */
static void
restore_one (Story *story)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MediaryReference *use;

  if (story->removed->len == 0)
    return;

  use = g_ptr_array_index (story->removed, choose (story, (gint32) story->removed->len));
  mediary_service_restore_reference_async (story->test->service, use, NULL, mediary_test_on_done, &result);
  mediary_test_wait_until (result != NULL);
  if (!mediary_service_restore_reference_finish (story->test->service, result, &error))
    g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND);
}

static void
move_one (Story *story)
{
  char           **path = &story->paths[choose (story, N_FILES)];
  g_autofree char *name = g_strdup_printf ("moved-%u.png", story->n_names++);
  char            *moved = mediary_test_path (story->test, name);

  g_assert_cmpint (g_rename (*path, moved), ==, 0);
  g_free (*path);
  *path = moved;
}

static void
change_one (Story *story)
{
  const char      *path = story->paths[choose (story, N_FILES)];
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *written = mediary_test_make_png (story->test, name, (guint) choose (story, 50) + 1, 2);
}

static void
step (Story *story)
{
  static void (*const steps[]) (Story *) = {
    check_in_one, check_in_one, check_in_one, remove_one, remove_one, restore_one, check_in_and_take_back, move_one, change_one
  };

  steps[choose (story, G_N_ELEMENTS (steps))](story);
}

/* Each counts the rows that are wrong. */
static const char *const checks[] = {
  "SELECT count (*) FROM item_facts AS f WHERE n_uses <> (SELECT count (*) FROM media_references WHERE media_item_id = f.item_id"
  " AND NOT (module_name = '" MEDIARY_NO_DOCUMENT_MODULE "' AND artifact_name = '" MEDIARY_NO_DOCUMENT_ARTIFACT "'))",
  "SELECT count (*) FROM modules AS m WHERE n_items <>"
  " (SELECT count (DISTINCT media_item_id) FROM media_references WHERE module_name = m.name)",
  "SELECT count (*) FROM modules AS m WHERE n_artifacts <>"
  " (SELECT count (DISTINCT artifact_name) FROM media_references WHERE module_name = m.name)",
  "SELECT count (*) FROM artifacts AS a WHERE n_items <> (SELECT count (*) FROM media_references"
  " WHERE module_name = a.module_name AND artifact_name = a.name) OR n_items = 0",
  "SELECT (SELECT count (DISTINCT module_name) FROM media_references) <> (SELECT count (*) FROM modules)",
  "SELECT count (*) FROM (SELECT f.item_id, a.module_name, a.name FROM item_uses AS u JOIN artifacts AS a ON a.number = u.artifact"
  " JOIN item_facts AS f ON f.number = u.number EXCEPT SELECT media_item_id, module_name, artifact_name FROM media_references)",
  "SELECT (SELECT count (*) FROM item_uses) <> (SELECT count (*) FROM media_references)",
  "SELECT (SELECT count (*) FROM item_facts) <> (SELECT count (*) FROM media_items)",
  "SELECT count (*) FROM reference_facts WHERE reference_id NOT IN (SELECT id FROM media_references)",
  "SELECT count (*) FROM item_paths WHERE number NOT IN (SELECT number FROM item_facts)",
  "SELECT count (*) FROM search_queue WHERE number NOT IN (SELECT number FROM item_facts)",
  "SELECT count (*) FROM pragma_foreign_key_check",
};

static void
assert_counts (Story *story)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++) {
    gint64 n_wrong = mediary_test_sql_integer (story->test, checks[i]);

    if (n_wrong != 0)
      g_test_message ("%s", checks[i]);
    g_assert_cmpint (n_wrong, ==, 0);
  }
}

static gboolean
holds_word (MediaryItem *item, const char *word)
{
  g_autofree char *folded = mediary_fold (mediary_item_get_path (item));

  return strstr (folded, word) != NULL;
}

/* The index keeps no text, so it is asked: each word finds the paths it is in, and nothing that was there before. */
static void
assert_search (Story *story)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();
  g_autoptr (GPtrArray) items = mediary_service_list_items (story->test->service, all, NULL, 0, NULL, NULL);

  for (guint i = 0; i < story->n_names; i++) {
    g_autofree char *word = g_strdup_printf ("-%u.png", i);
    g_autoptr (MediaryQuery) query = mediary_query_with_text (all, word);
    g_autoptr (GPtrArray) found = mediary_service_list_items (story->test->service, query, NULL, 0, NULL, NULL);
    guint n_expected = 0;

    for (guint j = 0; j < items->len; j++)
      n_expected += holds_word (g_ptr_array_index (items, j), word) ? 1 : 0;
    g_assert_cmpuint (found->len, ==, n_expected);
    for (guint j = 0; j < found->len; j++)
      g_assert_true (holds_word (g_ptr_array_index (found, j), word));
  }
}

static void
tell (MediaryTest *test, guint32 seed)
{
  Story story = {
    .test = test,
    .random = g_rand_new_with_seed (seed),
    .uses = g_ptr_array_new_with_free_func (g_object_unref),
    .removed = g_ptr_array_new_with_free_func (g_object_unref),
  };

  for (guint i = 0; i < N_FILES; i++) {
    g_autofree char *name = g_strdup_printf ("file-%u.png", story.n_names++);

    story.paths[i] = mediary_test_make_png (test, name, i + 1, 2);
  }

  for (guint i = 1; i <= N_STEPS; i++) {
    step (&story);
    if (i % 25 == 0)
      assert_counts (&story);
    /* Some words are taken out of the index, and some out of the queue before it. */
    if (i % 50 == 0)
      mediary_test_wait_until (mediary_test_sql_integer (test, "SELECT count (*) FROM search_queue") == 0);
  }
  assert_counts (&story);
  assert_search (&story);

  for (guint i = 0; i < N_FILES; i++)
    g_free (story.paths[i]);
  g_ptr_array_unref (story.uses);
  g_ptr_array_unref (story.removed);
  g_rand_free (story.random);
}

static void
test_counts_and_words_are_what_the_tables_say_after_anything (MediaryTest *test)
{
  guint32 seed = 20261122;

  if (g_getenv ("MEDIARY_TEST_SEED") != NULL)
    seed = (guint32) g_ascii_strtoull (g_getenv ("MEDIARY_TEST_SEED"), NULL, 10);
  g_test_message ("MEDIARY_TEST_SEED=%u", seed);
  tell (test, seed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/counters/counts_and_words_are_what_the_tables_say_after_anything",
                    test_counts_and_words_are_what_the_tables_say_after_anything);

  return g_test_run ();
}
