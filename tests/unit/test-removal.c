/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mediary-test.h"

/* Forgetting items, removing several uses, and having all of it back. */

/* All that is stored, but for what tells when and in which order: the same before and after means nothing was lost. */
static char *
dup_contents (MediaryTest *test)
{
  return mediary_test_sql (
    test,
    "SELECT * FROM media_items ORDER BY id;"
    "SELECT * FROM media_references ORDER BY id;"
    "SELECT item_id, kind, name_key, size, last_check_in, n_uses, state, device, inode, modified FROM item_facts ORDER BY item_id;"
    "SELECT p.path, f.item_id, p.kind, p.noted_at FROM item_paths AS p JOIN item_facts AS f USING (number) ORDER BY p.path;"
    "SELECT * FROM reference_facts ORDER BY reference_id;"
    "SELECT name, n_items, n_artifacts FROM modules ORDER BY name;"
    "SELECT a.module_name, a.name, a.n_items, f.item_id FROM artifacts AS a JOIN item_uses AS u ON u.artifact = a.number"
    " JOIN item_facts AS f ON f.number = u.number ORDER BY 1, 2, 4");
}

static void
assert_consistent (MediaryTest *test)
{
  g_autofree char *check = mediary_test_sql (test, "PRAGMA integrity_check; PRAGMA foreign_key_check");

  g_assert_cmpstr (check, ==, "ok");
}

static MediaryRemoval *
forget (MediaryTest *test, MediaryForgetFlags flags, const char *first, const char *second)
{
  const char *ids[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  MediaryRemoval *removal = mediary_service_forget_items (test->service, ids, flags, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (removal);

  return removal;
}

static void
restore (MediaryTest *test, MediaryRemoval *removal)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mediary_service_restore (test->service, removal, NULL, &error));
  g_assert_no_error (error);
}

static void
test_a_forgotten_item_is_gone_and_its_file_stays (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = NULL;
  g_autoptr (MediaryRemoval) removal = NULL;

  reference = mediary_test_check_in (test, path, MEDIARY_NO_DOCUMENT_MODULE, MEDIARY_NO_DOCUMENT_ARTIFACT);
  removal = forget (test, MEDIARY_FORGET_UNUSED, mediary_reference_get_media_item_id (reference), NULL);

  g_assert_cmpuint (mediary_removal_get_n_items (removal), ==, 1);
  g_assert_cmpuint (mediary_removal_get_n_references (removal), ==, 1);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 0);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 0);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM artifacts"), ==, 0);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM item_paths"), ==, 0);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  assert_consistent (test);
}

static void
test_an_item_in_use_is_kept_and_the_refusal_names_its_uses (MediaryTest *test)
{
  g_autofree char *used_path = mediary_test_make_png (test, "used.png", 3, 2);
  g_autofree char *free_path = mediary_test_make_png (test, "free.png", 4, 2);
  g_autoptr (MediaryReference) use = mediary_test_check_in (test, used_path, "org.example.Sheet", "prices.ods");
  g_autoptr (MediaryReference) none = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  const char *ids[3] = { NULL };

  none = mediary_test_check_in (test, free_path, MEDIARY_NO_DOCUMENT_MODULE, MEDIARY_NO_DOCUMENT_ARTIFACT);
  ids[0] = mediary_reference_get_media_item_id (none);
  ids[1] = mediary_reference_get_media_item_id (use);
  before = dup_contents (test);

  g_assert_null (mediary_service_forget_items (test->service, ids, MEDIARY_FORGET_UNUSED, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "prices.ods in org.example.Sheet"));
  after = dup_contents (test);
  g_assert_cmpstr (before, ==, after);
}

static void
test_forgetting_with_its_uses_and_back_changes_nothing (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *link = mediary_test_path (test, "link.png");
  g_autofree char *other_path = mediary_test_make_png (test, "b.png", 4, 2);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) second = NULL;
  g_autoptr (MediaryReference) third = NULL;
  g_autoptr (MediaryReference) other = mediary_test_check_in (test, other_path, "m", "a");
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("m", "placed");
  g_autoptr (MediaryRemoval) removal = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpint (symlink (path, link), ==, 0);
  second = mediary_test_check_in (test, link, "m", "b");
  third = mediary_test_check_in (test, path, "n", "a");
  mediary_check_in_job_set_location (job, "Sheet1.B4");
  mediary_check_in_job_add_path (job, path);
  mediary_test_run_job (test, job);
  before = dup_contents (test);

  removal = forget (test,
                    MEDIARY_FORGET_WITH_USES,
                    mediary_reference_get_media_item_id (first),
                    mediary_reference_get_media_item_id (first));
  g_assert_cmpuint (mediary_removal_get_n_items (removal), ==, 1);
  g_assert_cmpuint (mediary_removal_get_n_references (removal), ==, 4);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 1);
  assert_consistent (test);

  restore (test, removal);
  restore (test, removal); /* once more does no harm */
  after = dup_contents (test);
  g_assert_cmpstr (before, ==, after);
  assert_consistent (test);
}

static void
test_what_was_checked_in_again_meanwhile_keeps_its_id_and_gets_the_uses (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryRemoval) removal = NULL;
  g_autoptr (MediaryReference) again = NULL;
  g_autoptr (MediaryReference) found = NULL;
  g_autoptr (GError) error = NULL;

  removal = forget (test, MEDIARY_FORGET_WITH_USES, mediary_reference_get_media_item_id (first), NULL);
  again = mediary_test_check_in (test, path, "m", "b");
  g_assert_cmpstr (mediary_reference_get_media_item_id (first), !=, mediary_reference_get_media_item_id (again));

  restore (test, removal);
  found = mediary_service_get_reference (test->service, mediary_reference_get_id (first), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mediary_reference_get_media_item_id (found), ==, mediary_reference_get_media_item_id (again));
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT n_uses FROM item_facts"), ==, 2);
  assert_consistent (test);
}

static void
test_several_uses_by_a_document_go_and_come_back_together (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("m", "a");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *unrelated = mediary_test_make_png (test, "unrelated.png", 3, 2);
  g_autoptr (MediaryReference) other = mediary_test_check_in (test, unrelated, "m", "b");
  g_autoptr (MediaryRemoval) removal = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf ("%u.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 3 + i, 2);

    mediary_check_in_job_add_path (job, path);
  }
  mediary_test_run_job (test, job);
  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf ("%u.png", i);
    g_autofree char *path = mediary_test_path (test, name);
    g_autoptr (MediaryItem) item = mediary_test_item (test, path);

    g_ptr_array_add (ids, g_strdup (mediary_item_get_id (item)));
  }
  g_ptr_array_add (ids, g_strdup (mediary_reference_get_media_item_id (other)));
  g_ptr_array_add (ids, NULL);
  before = dup_contents (test);

  removal = mediary_service_remove_uses (test->service, (const char *const *) ids->pdata, "m", "a", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mediary_removal_get_n_references (removal), ==, 20);
  g_assert_cmpuint (mediary_removal_get_n_items (removal), ==, 0);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 21);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 1);

  restore (test, removal);
  after = dup_contents (test);
  g_assert_cmpstr (before, ==, after);
}

static void
test_one_that_is_not_there_keeps_all_of_them (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  const char *ids[] = { mediary_reference_get_media_item_id (reference), "no such id", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (mediary_service_forget_items (test->service, ids, MEDIARY_FORGET_WITH_USES, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 1);
}

static void
test_a_list_sees_an_item_go_and_come_back (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryQuery) all = mediary_query_new ();
  MediaryItemList *list = mediary_item_list_new (test->service, all);
  const char      *ids[] = { mediary_reference_get_media_item_id (reference), NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (MediaryRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;

  mediary_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) == 1);
  mediary_service_forget_items_async (test->service, ids, MEDIARY_FORGET_WITH_USES, NULL, mediary_test_on_done, &result);
  mediary_test_wait_until (result != NULL && g_list_model_get_n_items (G_LIST_MODEL (list)) == 0);
  removal = mediary_service_forget_items_finish (test->service, result, &error);
  g_assert_no_error (error);

  mediary_service_restore_async (test->service, removal, NULL, mediary_test_on_done, &restored);
  mediary_test_wait_until (restored != NULL && g_list_model_get_n_items (G_LIST_MODEL (list)) == 1);
  g_assert_true (mediary_service_restore_finish (test->service, restored, &error));
  g_assert_no_error (error);
  mediary_test_finalize (list);
}

static void
test_a_cancelled_removal_removes_nothing (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  const char *ids[] = { mediary_reference_get_media_item_id (reference), NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  mediary_service_forget_items_async (test->service, ids, MEDIARY_FORGET_WITH_USES, cancellable, mediary_test_on_done, &result);
  mediary_test_wait_until (result != NULL);
  g_assert_null (mediary_service_forget_items_finish (test->service, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/removal/forgotten-item-is-gone-and-file-stays", test_a_forgotten_item_is_gone_and_its_file_stays);
  mediary_test_add ("/removal/item-in-use-is-kept", test_an_item_in_use_is_kept_and_the_refusal_names_its_uses);
  mediary_test_add ("/removal/with-uses-and-back-changes-nothing", test_forgetting_with_its_uses_and_back_changes_nothing);
  mediary_test_add ("/removal/checked-in-again-meanwhile", test_what_was_checked_in_again_meanwhile_keeps_its_id_and_gets_the_uses);
  mediary_test_add ("/removal/several-uses-together", test_several_uses_by_a_document_go_and_come_back_together);
  mediary_test_add ("/removal/all-or-nothing", test_one_that_is_not_there_keeps_all_of_them);
  mediary_test_add ("/removal/list-sees-it", test_a_list_sees_an_item_go_and_come_back);
  mediary_test_add ("/removal/cancelled", test_a_cancelled_removal_removes_nothing);

  return g_test_run ();
}
