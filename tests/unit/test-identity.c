/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mediary-test.h"

/* Which item a path leads to, when it has several names, or its names lead elsewhere by now. */

static const char *
item_of (MediaryReference *reference)
{
  return mediary_reference_get_media_item_id (reference);
}

static void
assert_at (MediaryTest *test, MediaryReference *reference, const char *path, MediaryState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_get_item (test->service, item_of (reference), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mediary_item_get_path (item), ==, path);
  g_assert_cmpint (mediary_item_get_state (item), ==, state);
}

static gboolean
is_found (MediaryTest *test, const char *path, MediaryReference *reference)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_find_item (test->service, path, NULL, &error);

  if (item == NULL)
    g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND);

  return item != NULL && g_str_equal (mediary_item_get_id (item), item_of (reference));
}

static void
test_a_link_that_is_gone_does_not_make_its_file_missing (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *link = mediary_test_path (test, "link.png");
  g_autoptr (MediaryReference) first = NULL;
  g_autoptr (MediaryReference) again = NULL;

  g_assert_cmpint (symlink (path, link), ==, 0);
  first = mediary_test_check_in (test, link, "m", "a");
  g_assert_cmpint (g_unlink (link), ==, 0);
  again = mediary_test_check_in (test, link, "m", "a");

  g_assert_cmpstr (mediary_reference_get_id (first), ==, mediary_reference_get_id (again));
  assert_at (test, first, path, MEDIARY_STATE_PRESENT);
}

static void
test_a_second_name_that_is_gone_does_not_make_the_file_missing (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *other = mediary_test_path (test, "b.png");
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) second = NULL;
  g_autoptr (MediaryReference) again = NULL;

  g_assert_cmpint (link (path, other), ==, 0);
  second = mediary_test_check_in (test, other, "m", "b");
  g_assert_cmpint (g_unlink (other), ==, 0);
  again = mediary_test_check_in (test, other, "m", "b");

  g_assert_cmpstr (mediary_reference_get_id (second), ==, mediary_reference_get_id (again));
  assert_at (test, first, path, MEDIARY_STATE_PRESENT);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_clear_object (&again);
  again = mediary_test_check_in (test, other, "m", "b");
  g_assert_cmpstr (mediary_reference_get_id (second), ==, mediary_reference_get_id (again));
  assert_at (test, first, path, MEDIARY_STATE_MISSING);
}

static void
test_a_file_whose_first_name_is_gone_is_where_its_second_name_is (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *other = mediary_test_path (test, "b.png");
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) second = NULL;
  g_autoptr (MediaryReference) again = NULL;

  g_assert_cmpint (link (path, other), ==, 0);
  second = mediary_test_check_in (test, other, "m", "b");
  assert_at (test, first, path, MEDIARY_STATE_PRESENT);
  g_assert_cmpint (g_unlink (path), ==, 0);
  again = mediary_test_check_in (test, other, "m", "b");

  g_assert_cmpstr (mediary_reference_get_id (second), ==, mediary_reference_get_id (again));
  assert_at (test, first, other, MEDIARY_STATE_PRESENT);
}

static void
test_a_second_name_whose_first_name_is_another_file_now_is_a_file_of_its_own (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *other = mediary_test_path (test, "b.png");
  g_autofree char *saved = NULL;
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) second = NULL;
  g_autoptr (MediaryReference) third = NULL;

  g_assert_cmpint (link (path, other), ==, 0);
  second = mediary_test_check_in (test, other, "m", "b");
  g_assert_cmpstr (item_of (first), ==, item_of (second));

  saved = mediary_test_make_png (test, "saved.png", 5, 4);
  g_assert_cmpint (g_rename (saved, path), ==, 0);
  third = mediary_test_check_in (test, other, "m", "c");

  g_assert_cmpstr (item_of (first), !=, item_of (third));
  assert_at (test, first, path, MEDIARY_STATE_PRESENT);
  assert_at (test, third, other, MEDIARY_STATE_PRESENT);
}

static void
test_two_names_of_a_new_file_in_one_job_are_one_item (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *other = mediary_test_path (test, "b.png");
  g_autofree char *link_path = mediary_test_path (test, "c.png");
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("m", "a");

  g_assert_cmpint (link (path, other), ==, 0);
  g_assert_cmpint (symlink ("b.png", link_path), ==, 0);
  mediary_check_in_job_add_path (job, test->files);
  mediary_test_run_job (test, job);

  g_assert_cmpuint (mediary_check_in_job_get_n_done (job), ==, 3);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 1);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 1);
}

static void
test_where_a_file_was_before_it_moved_is_a_known_path (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *moved = mediary_test_path (test, "b.png");
  g_autofree char *new_file = NULL;
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) second = NULL;
  g_autoptr (MediaryReference) again = NULL;
  g_autoptr (MediaryReference) third = NULL;

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  second = mediary_test_check_in (test, moved, "m", "b");
  again = mediary_test_check_in (test, path, "m", "a");
  g_assert_cmpstr (mediary_reference_get_id (first), ==, mediary_reference_get_id (again));
  assert_at (test, first, moved, MEDIARY_STATE_PRESENT);

  /* Another file in the old place is another file. */
  new_file = mediary_test_make_png (test, "a.png", 7, 5);
  third = mediary_test_check_in (test, new_file, "m", "a");
  g_assert_cmpstr (item_of (first), !=, item_of (third));
}

static void
test_a_name_that_leads_to_another_file_by_now_does_not_find_the_old_one (MediaryTest *test)
{
  g_autofree char *a = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *b = mediary_test_make_png (test, "b.png", 3, 2);
  g_autofree char *link = mediary_test_path (test, "link.png");
  g_autofree char *moved = mediary_test_path (test, "moved.png");
  g_autofree char *again = NULL;
  g_autoptr (MediaryReference) first = NULL;
  g_autoptr (MediaryReference) second = NULL;

  g_assert_cmpint (symlink (a, link), ==, 0);
  first = mediary_test_check_in (test, link, "m", "a");
  g_assert_true (is_found (test, link, first));
  g_assert_cmpint (g_unlink (link), ==, 0);
  g_assert_true (is_found (test, link, first));
  g_assert_cmpint (symlink (b, link), ==, 0);
  g_assert_false (is_found (test, link, first));

  g_assert_cmpint (g_rename (a, moved), ==, 0);
  second = mediary_test_check_in (test, moved, "m", "a");
  g_assert_true (is_found (test, a, first));
  again = mediary_test_make_png (test, "a.png", 9, 9);
  g_assert_false (is_found (test, again, first));
}

static void
test_a_file_is_found_by_a_name_it_was_not_checked_in_under (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *other = mediary_test_path (test, "b.png");
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");

  g_assert_cmpint (link (path, other), ==, 0);
  g_assert_true (is_found (test, other, reference));
  g_assert_cmpint (g_unlink (path), ==, 0); /* and it has moved, if anyone asks */
  g_assert_true (is_found (test, other, reference));
}

static void
test_a_folder_is_a_folder_however_it_is_written (MediaryTest *test)
{
  static const char *const spellings[] = { "sub", "sub/", "sub//", "sub/.", "sub/./", "other/../sub/" };
  g_autofree char         *namesake = mediary_test_make_png (test, "sub/sub", 3, 2);
  g_autofree char         *other = mediary_test_make_png (test, "other/a.png", 3, 2);

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++) {
    g_autofree char *path = g_strconcat (test->files, "/", spellings[i], NULL);

    mediary_test_refused (test, path, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
  }
}

/* Root may list anything; so the look is another user's. */
static void
test_a_folder_that_may_not_be_listed_is_named_with_the_reason (MediaryTest *test)
{
  g_autofree char *hidden = mediary_test_make_png (test, "closed/a.png", 3, 2);
  g_autofree char *folder = mediary_test_path (test, "closed");
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("m", "a");
  MediaryCheckInEntry *entry;

  mediary_check_in_job_set_keep_entries (job, TRUE);
  mediary_check_in_job_add_path (job, test->files);
  g_assert_cmpint (chmod (folder, 0), ==, 0);
  g_assert_cmpint (chmod (test->folder, 0755), ==, 0);
  g_assert_cmpint (chmod (test->files, 0755), ==, 0);
  if (geteuid () == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  mediary_test_run_job (test, job);
  if (geteuid () == 65534)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (chmod (folder, 0700), ==, 0);

  entry = g_list_model_get_item (mediary_check_in_job_get_entries (job), 0);
  g_assert_error (mediary_check_in_entry_get_error (entry), MEDIARY_ERROR, MEDIARY_ERROR_PERMISSION_DENIED);
  g_object_unref (entry);
}

static void
test_a_file_is_no_folder (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *slashed = g_strconcat (path, "/", NULL);

  mediary_test_refused (test, slashed, MEDIARY_ERROR_FILE_NOT_FOUND);
}

static void
test_one_file_has_one_item_however_its_path_is_written (MediaryTest *test)
{
  static const char *const spellings[] = { "a.png", "./a.png", ".//a.png", "sub/../a.png", "link/a.png", "link/sub/../a.png", "chain.png" };
  g_autofree char         *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char         *other = mediary_test_make_png (test, "sub/b.png", 3, 2);
  g_autofree char         *link = mediary_test_path (test, "link");
  g_autofree char         *chain = mediary_test_path (test, "chain.png");
  g_autofree char         *middle = mediary_test_path (test, "middle.png");
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "m", "a");

  g_assert_cmpint (symlink (".", link), ==, 0);
  g_assert_cmpint (symlink ("link/a.png", middle), ==, 0);
  g_assert_cmpint (symlink ("middle.png", chain), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++) {
    g_autofree char *spelling = g_strconcat (test->files, "/", spellings[i], NULL);
    g_autoptr (MediaryReference) again = mediary_test_check_in (test, spelling, "m", "a");

    g_assert_cmpstr (mediary_reference_get_id (first), ==, mediary_reference_get_id (again));
  }
  /* A dot or a second slash says nothing: such a path is no other name. */
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM item_paths WHERE path LIKE '%/./%' OR path LIKE '%//%'"), ==, 0);
}

static void
test_two_dots_behind_a_link_lead_where_the_system_says (MediaryTest *test)
{
  g_autofree char *inner = mediary_test_make_png (test, "deep/er/b.png", 3, 2);
  g_autofree char *right = mediary_test_make_png (test, "deep/a.png", 3, 2);
  g_autofree char *wrong = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *link = mediary_test_path (test, "link");
  g_autofree char *asked = mediary_test_path (test, "link/../a.png");
  g_autoptr (MediaryReference) reference = NULL;

  g_assert_cmpint (symlink ("deep/er", link), ==, 0);
  reference = mediary_test_check_in (test, asked, "m", "a");
  assert_at (test, reference, right, MEDIARY_STATE_PRESENT);
}

static void
test_a_file_moved_over_a_known_one_is_a_change_of_that_one (MediaryTest *test)
{
  g_autofree char *a = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *b = mediary_test_make_png (test, "b.png", 5, 4);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, a, "m", "a");
  g_autoptr (MediaryReference) second = mediary_test_check_in (test, b, "m", "a");
  g_autoptr (MediaryReference) after = NULL;
  g_autoptr (MediaryReference) gone = NULL;
  g_autoptr (MediaryItem) item = NULL;

  g_assert_cmpint (g_rename (a, b), ==, 0);
  after = mediary_test_check_in (test, b, "m", "a");
  gone = mediary_test_check_in (test, a, "m", "a");
  item = mediary_test_item (test, b);

  g_assert_cmpstr (mediary_reference_get_id (second), ==, mediary_reference_get_id (after));
  g_assert_cmpstr (mediary_reference_get_id (first), ==, mediary_reference_get_id (gone));
  assert_at (test, first, a, MEDIARY_STATE_MISSING);
  assert_at (test, second, b, MEDIARY_STATE_PRESENT);
  g_assert_cmpint (mediary_metadata_get_width (mediary_item_get_metadata (item)), ==, 3);
}

#define ADD(function) mediary_test_add ("/identity/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (a_link_that_is_gone_does_not_make_its_file_missing);
  ADD (a_second_name_that_is_gone_does_not_make_the_file_missing);
  ADD (a_file_whose_first_name_is_gone_is_where_its_second_name_is);
  ADD (a_second_name_whose_first_name_is_another_file_now_is_a_file_of_its_own);
  ADD (two_names_of_a_new_file_in_one_job_are_one_item);
  ADD (where_a_file_was_before_it_moved_is_a_known_path);
  ADD (a_name_that_leads_to_another_file_by_now_does_not_find_the_old_one);
  ADD (a_file_is_found_by_a_name_it_was_not_checked_in_under);
  ADD (a_folder_is_a_folder_however_it_is_written);
  ADD (a_folder_that_may_not_be_listed_is_named_with_the_reason);
  ADD (a_file_is_no_folder);
  ADD (one_file_has_one_item_however_its_path_is_written);
  ADD (two_dots_behind_a_link_lead_where_the_system_says);
  ADD (a_file_moved_over_a_known_one_is_a_change_of_that_one);

  return g_test_run ();
}
