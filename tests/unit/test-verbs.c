/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mediary-test.h"

/* The text form of a reference, where its file is now, whole artifacts, and what changed since a revision. */

static void
test_a_text_form_is_taken_apart_as_it_was_made (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autofree char *text = mediary_reference_to_text (reference);
  g_autofree char *item_id = NULL;
  g_autofree char *reference_id = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mediary_reference_parse_text (text, &item_id, &reference_id, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (item_id, ==, mediary_reference_get_media_item_id (reference));
  g_assert_cmpstr (reference_id, ==, mediary_reference_get_id (reference));
}

#define ID_A "01234567-89ab-7def-8123-456789abcdef"
#define ID_B "fedcba98-7654-7210-8edc-ba9876543210"

static const struct {
  const char *text;
  gboolean    valid;
} texts[] = {
  { "mediary:" ID_A "?ref=" ID_B, TRUE },
  { "mediary:" ID_A, TRUE },                                                                         /* an item alone */
  { "MEDIARY:01234567-89AB-7DEF-8123-456789ABCDEF?ref=FEDCBA98-7654-7210-8EDC-BA9876543210", TRUE }, /* upper-cased */
  { "", FALSE },
  { "mediary:", FALSE },
  { "mediary:" ID_A "?ref=", FALSE },
  { "mediary:" ID_A "?ref=" ID_B " ", FALSE }, /* nothing may follow */
  { " mediary:" ID_A "?ref=" ID_B, FALSE },
  { "mediary:" ID_A "?other=" ID_B, FALSE },
  { "mediary:" ID_A "#ref=" ID_B, FALSE },
  { "mediary://" ID_A "?ref=" ID_B, FALSE },
  { "mediary:01234567-89ab-7def-8123-456789abcde?ref=" ID_B, FALSE }, /* a digit short */
  { "mediary:{1234567-89ab-7def-8123-456789abcde}?ref=" ID_B, FALSE },
  { "file:///" ID_A "?ref=" ID_B, FALSE },
  { ID_A, FALSE },
};

static void
test_only_text_forms_are_taken_for_one (MediaryTest *test)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *item_id = NULL;
    g_autofree char *reference_id = NULL;
    gboolean         valid = mediary_reference_parse_text (texts[i].text, &item_id, &reference_id, &error);

    g_test_message ("%s", texts[i].text);
    g_assert_true (valid == texts[i].valid);
    if (valid)
      g_assert_cmpstr (item_id, ==, ID_A);
    else
      g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT);
  }
}

static void
assert_resolves (MediaryTest *test, const char *name, const char *path, MediaryState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryResolution) resolution = mediary_service_resolve (test->service, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mediary_resolution_get_path (resolution), ==, path);
  g_assert_cmpint (mediary_resolution_get_state (resolution), ==, state);
}

static void
test_a_reference_leads_to_its_file_wherever_it_is_now (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *moved = mediary_test_path (test, "moved.png");
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) again = NULL;
  g_autofree char *text = mediary_reference_to_text (reference);

  assert_resolves (test, text, path, MEDIARY_STATE_PRESENT);
  assert_resolves (test, mediary_reference_get_id (reference), path, MEDIARY_STATE_PRESENT);
  assert_resolves (test, mediary_reference_get_media_item_id (reference), path, MEDIARY_STATE_PRESENT);

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  assert_resolves (test, text, path, MEDIARY_STATE_MISSING);

  again = mediary_test_check_in (test, moved, "m", "b");
  assert_resolves (test, text, moved, MEDIARY_STATE_PRESENT);

  /* The use is removed, and its text is still in some cell. */
  g_assert_true (mediary_service_remove_reference (test->service, mediary_reference_get_id (reference), NULL, NULL));
  assert_resolves (test, text, moved, MEDIARY_STATE_PRESENT);
}

static void
test_another_name_of_the_same_file_will_do (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *other = mediary_test_path (test, "other.png");
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) same = NULL;

  g_assert_cmpint (link (path, other), ==, 0);
  same = mediary_test_check_in (test, other, "m", "b");
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_resolves (test, mediary_reference_get_id (reference), other, MEDIARY_STATE_PRESENT);
}

static void
test_what_is_no_reference_is_not_resolved (MediaryTest *test)
{
  static const char *const names[] = { "", "no such id", ID_A, "mediary:" ID_A "?ref=" ID_B, "/etc/passwd" };
  g_autofree char         *long_name = g_strnfill (1024 * 1024, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (mediary_service_resolve (test->service, names[i], NULL, &error));
    g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND);
  }

  g_assert_null (mediary_service_resolve (test->service, long_name, NULL, NULL));
}

static void
check_in_several (MediaryTest *test, const char *artifact, guint n_files)
{
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("m", artifact);

  for (guint i = 0; i < n_files; i++) {
    g_autofree char *name = g_strdup_printf ("%u.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 3 + i, 2);

    mediary_check_in_job_add_path (job, path);
  }
  mediary_test_run_job (test, job);
}

static void
test_pages_of_what_a_document_uses_leave_nothing_out (MediaryTest *test)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (MediaryReference) last = NULL;
  guint n_pages = 0;

  check_in_several (test, "a", 25);
  check_in_several (test, "b", 3);

  for (;;) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) page = mediary_service_list_uses (test->service, "m", "a", last, 10, NULL, &error);

    g_assert_no_error (error);
    if (page->len == 0)
      break;
    n_pages++;
    for (guint i = 0; i < page->len; i++) {
      MediaryReference *reference = g_ptr_array_index (page, i);

      g_assert_cmpstr (mediary_reference_get_artifact_name (reference), ==, "a");
      g_assert_true (g_hash_table_add (seen, g_strdup (mediary_reference_get_id (reference))));
    }
    g_set_object (&last, g_ptr_array_index (page, page->len - 1));
  }
  g_assert_cmpuint (n_pages, ==, 3);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 25);
}

static void
test_pages_of_modules_and_documents_leave_nothing_out (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryModule) last_module = NULL;
  g_autoptr (MediaryArtifact) last_artifact = NULL;
  guint n_modules = 0;
  guint n_artifacts = 0;

  for (guint i = 0; i < 7; i++) {
    g_autofree char *module = g_strdup_printf ("module %u", i);
    g_autofree char *artifact = g_strdup_printf ("artifact %u", i);
    g_autoptr (MediaryReference) a = mediary_test_check_in (test, path, module, "a");
    g_autoptr (MediaryReference) b = mediary_test_check_in (test, path, "m", artifact);
  }

  for (;;) {
    g_autoptr (GPtrArray) page = mediary_service_list_modules (test->service, last_module, 3, NULL, NULL);

    if (page->len == 0)
      break;
    n_modules += page->len;
    g_set_object (&last_module, g_ptr_array_index (page, page->len - 1));
  }
  for (;;) {
    g_autoptr (GPtrArray) page = mediary_service_list_artifacts (test->service, "m", last_artifact, 3, NULL, NULL);

    if (page->len == 0)
      break;
    n_artifacts += page->len;
    g_set_object (&last_artifact, g_ptr_array_index (page, page->len - 1));
  }
  g_assert_cmpuint (n_modules, ==, 8);
  g_assert_cmpuint (n_artifacts, ==, 7);
}

static void
test_a_removed_document_uses_nothing_and_can_come_back (MediaryTest *test)
{
  g_autoptr (MediaryRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  check_in_several (test, "a", 5);
  check_in_several (test, "b", 2);
  before = mediary_test_sql (test, "SELECT * FROM media_references ORDER BY id");

  removal = mediary_service_remove_artifact (test->service, "m", "a", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mediary_removal_get_n_references (removal), ==, 5);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 2);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 5);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM artifacts"), ==, 1);
  g_assert_null (mediary_service_remove_artifact (test->service, "m", "a", NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND);

  g_assert_true (mediary_service_restore (test->service, removal, NULL, NULL));
  after = mediary_test_sql (test, "SELECT * FROM media_references ORDER BY id");
  g_assert_cmpstr (before, ==, after);
}

static void
test_a_renamed_document_keeps_the_ids_of_its_uses (MediaryTest *test)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *check = NULL;

  check_in_several (test, "a", 5);
  check_in_several (test, "old", 2); /* was at the new name: two of the same files */
  before = mediary_test_sql (test, "SELECT id, media_item_id FROM media_references WHERE artifact_name = 'a' ORDER BY id");

  g_assert_true (mediary_service_rename_artifact (test->service, "m", "a", "old", NULL, &error));
  g_assert_no_error (error);
  after = mediary_test_sql (test, "SELECT id, media_item_id FROM media_references WHERE artifact_name = 'old' ORDER BY id");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 5);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT n_items FROM artifacts"), ==, 5);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT n_artifacts FROM modules"), ==, 1);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT max (n_uses) FROM item_facts"), ==, 1);
  check = mediary_test_sql (test, "PRAGMA foreign_key_check");
  g_assert_cmpstr (check, ==, "");

  g_assert_false (mediary_service_rename_artifact (test->service, "m", "a", "b", NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND);
}

static void
test_who_asks_what_changed_is_told_all_of_it (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *gone_path = mediary_test_make_png (test, "gone.png", 4, 2);
  g_autoptr (MediaryReference) gone = mediary_test_check_in (test, gone_path, "m", "a");
  g_autoptr (MediaryReference) kept = NULL;
  g_autoptr (MediaryRemoval) removal = NULL;
  g_autoptr (MediaryChanges) changes = NULL;
  g_autoptr (MediaryChanges) none = NULL;
  g_autoptr (MediaryChanges) ahead = NULL;
  const char *ids[] = { mediary_reference_get_media_item_id (gone), NULL };
  gint64      since = mediary_service_get_revision (test->service);

  kept = mediary_test_check_in (test, path, "m", "a");
  removal = mediary_service_forget_items (test->service, ids, MEDIARY_FORGET_WITH_USES, NULL, NULL);
  g_assert_nonnull (removal);

  changes = mediary_service_list_changes (test->service, since, NULL, NULL);
  g_assert_false (mediary_changes_get_start_over (changes));
  g_assert_cmpint (mediary_changes_get_revision (changes), ==, mediary_service_get_revision (test->service));
  g_assert_cmpuint (g_strv_length ((char **) mediary_changes_get_changed (changes)), ==, 1);
  g_assert_cmpstr (mediary_changes_get_changed (changes)[0], ==, mediary_reference_get_media_item_id (kept));
  g_assert_cmpuint (g_strv_length ((char **) mediary_changes_get_removed (changes)), ==, 1);
  g_assert_cmpstr (mediary_changes_get_removed (changes)[0], ==, ids[0]);

  none = mediary_service_list_changes (test->service, mediary_changes_get_revision (changes), NULL, NULL);
  g_assert_null (mediary_changes_get_changed (none)[0]);
  g_assert_null (mediary_changes_get_removed (none)[0]);

  /* Ahead of the log: it saw another database here. */
  ahead = mediary_service_list_changes (test->service, 1000000, NULL, NULL);
  g_assert_true (mediary_changes_get_start_over (ahead));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/verbs/text-form-round-trip", test_a_text_form_is_taken_apart_as_it_was_made);
  mediary_test_add ("/verbs/only-text-forms", test_only_text_forms_are_taken_for_one);
  mediary_test_add ("/verbs/resolve-wherever-it-is", test_a_reference_leads_to_its_file_wherever_it_is_now);
  mediary_test_add ("/verbs/resolve-by-another-name", test_another_name_of_the_same_file_will_do);
  mediary_test_add ("/verbs/resolve-nothing-else", test_what_is_no_reference_is_not_resolved);
  mediary_test_add ("/verbs/pages-of-uses", test_pages_of_what_a_document_uses_leave_nothing_out);
  mediary_test_add ("/verbs/pages-of-modules", test_pages_of_modules_and_documents_leave_nothing_out);
  mediary_test_add ("/verbs/remove-artifact", test_a_removed_document_uses_nothing_and_can_come_back);
  mediary_test_add ("/verbs/rename-artifact", test_a_renamed_document_keeps_the_ids_of_its_uses);
  mediary_test_add ("/verbs/changes", test_who_asks_what_changed_is_told_all_of_it);

  return g_test_run ();
}
