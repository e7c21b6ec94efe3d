/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <sys/resource.h>

#include "mediary-test.h"
#include "private/mediary-service-private.h"

/* A job of many files: what becomes of each, that it can be stopped, and that it can be taken back. */

static void
test_a_job_tells_what_became_of_each_file_and_refuses_no_other_for_one (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_test_make_job (test, 100, "a");
  g_autofree char *text = mediary_test_make_bytes (test, "notes.txt", "Words.", -1);
  g_autofree char *gone = mediary_test_path (test, "gone.png");
  g_autoptr (GFile) remote = g_file_new_for_uri ("sftp://example.org/a.png");

  mediary_check_in_job_add_path (job, text);
  mediary_check_in_job_add_path (job, gone);
  mediary_check_in_job_add_file (job, remote);
  mediary_test_run_job (test, job);

  g_assert_true (mediary_check_in_job_get_finished (job));
  g_assert_cmpuint (mediary_check_in_job_get_n_found (job), ==, 103);
  g_assert_cmpuint (mediary_check_in_job_get_n_done (job), ==, 103);
  g_assert_cmpuint (mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_ADDED), ==, 100);
  g_assert_cmpuint (mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_REFUSED), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (mediary_check_in_job_get_entries (job)), ==, 103);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 100);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT n_items FROM artifacts"), ==, 100);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT n_items FROM modules"), ==, 100);
}

static void
test_few_descriptors_are_enough_and_none_is_lost (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_test_make_job (test, 400, "a");
  g_autofree char *first = mediary_test_path (test, "0.png");
  g_autoptr (MediaryReference) warm = NULL;
  struct rlimit before;
  struct rlimit few;
  guint         n_before;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  few = before;
  few.rlim_cur = 64;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &few), ==, 0);
  mediary_test_reopen (test);
  warm = mediary_test_check_in (test, first, "m", "a");
  n_before = mediary_test_count_descriptors ();

  mediary_test_run_job (test, job);
  g_assert_cmpuint (mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_REFUSED), ==, 0);
  /* A second extractor may have been started: it has two. */
  g_assert_cmpuint (mediary_test_count_descriptors (), <=, n_before + 4);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
}

static void
test_a_folder_means_the_files_in_it (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) deep = mediary_check_in_job_new ("m", "deep");
  g_autoptr (MediaryCheckInJob) flat = mediary_check_in_job_new ("m", "flat");
  g_autofree char *a = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *b = mediary_test_make_png (test, "sub/b.png", 3, 2);
  g_autofree char *hidden = mediary_test_make_png (test, ".hidden.png", 3, 2);
  g_autofree char *loop = mediary_test_path (test, "sub/loop");

  g_assert_cmpint (symlink (test->files, loop), ==, 0);
  mediary_check_in_job_add_path (deep, test->files);
  mediary_test_run_job (test, deep);
  g_assert_cmpuint (mediary_check_in_job_get_n_outcome (deep, MEDIARY_OUTCOME_ADDED), ==, 2);

  mediary_check_in_job_set_include_subfolders (flat, FALSE);
  mediary_check_in_job_add_path (flat, test->files);
  mediary_test_run_job (test, flat);
  g_assert_cmpuint (mediary_check_in_job_get_n_done (flat), ==, 1);
}

static void
test_a_folder_that_is_not_walked_is_told_where_that_is_wanted (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("m", "flat");
  g_autoptr (MediaryCheckInEntry) last = NULL;
  g_autofree char *a = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *b = mediary_test_make_png (test, "sub/b.png", 3, 2);
  g_autofree char *hidden = mediary_test_make_png (test, ".hidden/c.png", 3, 2);
  g_autofree char *sub = mediary_test_path (test, "sub");
  const GError    *error;

  mediary_check_in_job_set_include_subfolders (job, FALSE);
  mediary_check_in_job_set_tell_subfolders (job, TRUE);
  mediary_check_in_job_set_keep_entries (job, TRUE);
  mediary_check_in_job_add_path (job, test->files);
  mediary_test_run_job (test, job);

  g_assert_cmpuint (mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_ADDED), ==, 1);
  g_assert_cmpuint (mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_REFUSED), ==, 1);
  for (guint i = 0; i < 2; i++) {
    g_clear_object (&last);
    last = g_list_model_get_item (mediary_check_in_job_get_entries (job), i);
    if (mediary_check_in_entry_get_outcome (last) == MEDIARY_OUTCOME_REFUSED)
      break;
  }
  error = mediary_check_in_entry_get_error (last);
  g_assert_cmpstr (mediary_check_in_entry_get_path (last), ==, sub);
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
  g_assert_cmpstr (mediary_error_get_cause (error), ==, MEDIARY_CAUSE_FOLDER);
}

static MediaryRemoval *
undo (MediaryTest *test, MediaryCheckInJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MediaryRemoval *removal;

  mediary_service_undo_check_in_async (test->service, job, NULL, mediary_test_on_done, &result);
  mediary_test_wait_until (result != NULL);
  removal = mediary_service_undo_check_in_finish (test->service, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (removal);

  return removal;
}

static void
test_an_undone_check_in_leaves_what_was_there_before_and_what_came_after (MediaryTest *test)
{
  g_autofree char *before = mediary_test_make_png (test, "0.png", 3, 2);
  g_autofree char *after = mediary_test_path (test, "1.png");
  g_autoptr (MediaryReference) earlier = mediary_test_check_in (test, before, "m", "earlier");
  g_autoptr (MediaryCheckInJob) job = mediary_test_make_job (test, 10, "a");
  g_autoptr (MediaryReference) later = NULL;
  g_autoptr (MediaryRemoval) removal = NULL;
  g_autoptr (MediaryRemoval) nothing = NULL;

  mediary_test_run_job (test, job);
  later = mediary_test_check_in (test, after, "m", "later");
  removal = undo (test, job);

  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 2);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 2);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM artifacts"), ==, 2);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM item_facts"), ==, 2);
  nothing = undo (test, job); /* once more does no harm */
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 2);
}

static void
test_an_undone_check_in_comes_back_with_its_ids (MediaryTest *test)
{
  static const char sql[] = "SELECT group_concat (id || media_item_id) FROM (SELECT * FROM media_references ORDER BY id)";
  g_autofree char  *other = mediary_test_make_png (test, "0.png", 3, 2);
  g_autoptr (MediaryReference) earlier = mediary_test_check_in (test, other, "m", "earlier");
  g_autoptr (MediaryCheckInJob) job = mediary_test_make_job (test, 10, "a");
  g_autoptr (MediaryRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  mediary_test_run_job (test, job);
  before = mediary_test_sql (test, sql);
  removal = undo (test, job);
  g_assert_cmpuint (mediary_removal_get_n_references (removal), ==, 10);
  g_assert_true (mediary_service_restore (test->service, removal, NULL, &error));
  g_assert_no_error (error);

  after = mediary_test_sql (test, sql);
  g_assert_cmpstr (before, ==, after);
}

static void
test_a_stopped_job_keeps_what_is_in_and_calls_nothing_refused (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_test_make_job (test, 2000, "a");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mediary_service_check_in_many_async (test->service, job, cancellable, mediary_test_on_done, &result);
  mediary_test_wait_until (mediary_check_in_job_get_n_done (job) > 0);
  g_cancellable_cancel (cancellable);
  mediary_test_wait_until (result != NULL);
  g_assert_false (mediary_service_check_in_many_finish (test->service, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_REFUSED), ==, 0);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==,
                   mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_ADDED));
}

static void
test_many_files_share_few_commits (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_test_make_job (test, 1000, "a");
  guint before = mediary_writer_get_n_commits (test->service->writer);

  mediary_test_run_job (test, job);
  g_assert_cmpuint (mediary_writer_get_n_commits (test->service->writer) - before, <, 500);
}

#define ADD(function) mediary_test_add ("/check-in-job/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (a_job_tells_what_became_of_each_file_and_refuses_no_other_for_one);
  ADD (few_descriptors_are_enough_and_none_is_lost);
  ADD (a_folder_means_the_files_in_it);
  ADD (a_folder_that_is_not_walked_is_told_where_that_is_wanted);
  ADD (an_undone_check_in_leaves_what_was_there_before_and_what_came_after);
  ADD (an_undone_check_in_comes_back_with_its_ids);
  ADD (a_stopped_job_keeps_what_is_in_and_calls_nothing_refused);
  ADD (many_files_share_few_commits);

  return g_test_run ();
}
