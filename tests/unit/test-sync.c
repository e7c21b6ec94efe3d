/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mediary-test.h"
#include "private/mediary-service-private.h"

/* A document's whole set of uses; looking at a file again; giving an item another file. */

static void
run (MediaryTest *test, MediarySync *sync, guint n_added, guint n_kept, guint n_removed)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mediary_service_sync (test->service, sync, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mediary_sync_get_n_added (sync), ==, n_added);
  g_assert_cmpuint (mediary_sync_get_n_kept (sync), ==, n_kept);
  g_assert_cmpuint (mediary_removal_get_n_references (mediary_sync_get_removal (sync)), ==, n_removed);
}

static char *
make (MediaryTest *test, guint number)
{
  g_autofree char *name = g_strdup_printf ("%u.png", number);

  return mediary_test_make_png (test, name, 3 + number, 2);
}

/* The files from first to last, last not among them. */
static MediarySync *
sync_of (MediaryTest *test, const char *artifact, guint first, guint last)
{
  MediarySync *sync = mediary_sync_new ("m", artifact);

  for (guint i = first; i < last; i++) {
    g_autofree char *path = make (test, i);

    mediary_sync_add_path (sync, path, NULL);
  }

  return sync;
}

static gint64
count_uses (MediaryTest *test, const char *artifact)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM media_references WHERE artifact_name = '%s'", artifact);

  return mediary_test_sql_integer (test, sql);
}

static void
test_a_saved_document_has_exactly_the_uses_it_told (MediaryTest *test)
{
  g_autoptr (MediarySync) first = sync_of (test, "a", 0, 10);
  g_autoptr (MediarySync) second = sync_of (test, "a", 5, 12);
  g_autoptr (MediarySync) empty = mediary_sync_new ("m", "a");
  g_autoptr (MediarySync) other = sync_of (test, "b", 0, 2);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run (test, other, 2, 0, 0);
  run (test, first, 10, 0, 0);
  before = mediary_test_sql (test, "SELECT id FROM media_references WHERE artifact_name = 'a' ORDER BY id");
  run (test, second, 2, 5, 5);
  g_assert_cmpint (count_uses (test, "a"), ==, 7);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT n_items FROM artifacts WHERE name = 'a'"), ==, 7);

  /* Everything comes back with its id; what was added meanwhile stays. */
  g_assert_true (mediary_service_restore (test->service, mediary_sync_get_removal (second), NULL, NULL));
  after = mediary_test_sql (test, "SELECT id FROM media_references WHERE artifact_name = 'a' ORDER BY id LIMIT 10");
  g_assert_cmpstr (before, ==, after);

  run (test, empty, 0, 0, 12);
  g_assert_cmpint (count_uses (test, "a"), ==, 0);
  g_assert_cmpint (count_uses (test, "b"), ==, 2);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 12);
}

static void
test_telling_the_same_again_writes_nothing (MediaryTest *test)
{
  g_autoptr (MediarySync) first = sync_of (test, "a", 0, 10);
  g_autoptr (MediarySync) again = sync_of (test, "a", 0, 10);
  gint64 revision;

  run (test, first, 10, 0, 0);
  revision = mediary_service_get_revision (test->service);
  run (test, again, 0, 10, 0);
  g_assert_cmpint (mediary_service_get_revision (test->service), ==, revision);
}

static void
test_it_is_one_transaction (MediaryTest *test)
{
  g_autoptr (MediarySync) before = sync_of (test, "a", 0, 100);
  g_autoptr (MediarySync) sync = sync_of (test, "a", 50, 300);
  guint n_commits;

  run (test, before, 100, 0, 0);
  n_commits = mediary_writer_get_n_commits (test->service->writer);
  run (test, sync, 200, 50, 50);
  g_assert_cmpuint (mediary_writer_get_n_commits (test->service->writer), ==, n_commits + 1);
}

static void
test_one_use_that_is_refused_keeps_no_other_out (MediaryTest *test)
{
  g_autoptr (MediarySync) sync = sync_of (test, "a", 0, 3);
  g_autofree char *text = mediary_test_make_bytes (test, "notes.txt", "Words.", -1);
  g_autofree char *gone = mediary_test_path (test, "gone.png");

  mediary_sync_add_path (sync, text, NULL);
  mediary_sync_add_path (sync, gone, NULL);
  mediary_sync_add_text (sync, "mediary:nonsense", NULL);
  run (test, sync, 3, 0, 0);
  g_assert_cmpuint (mediary_sync_get_n_refused (sync), ==, 3);
  g_assert_nonnull (mediary_sync_get_reference (sync, 0));
  g_assert_null (mediary_sync_get_error (sync, 0));
  g_assert_error (mediary_sync_get_error (sync, 3), MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
  g_assert_error (mediary_sync_get_error (sync, 4), MEDIARY_ERROR, MEDIARY_ERROR_FILE_NOT_FOUND);
  g_assert_error (mediary_sync_get_error (sync, 5), MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND);
}

static void
test_a_file_that_is_gone_stays_used (MediaryTest *test)
{
  g_autoptr (MediarySync) first = sync_of (test, "a", 0, 2);
  g_autoptr (MediarySync) again = sync_of (test, "a", 0, 2);
  g_autofree char *path = mediary_test_path (test, "1.png");

  run (test, first, 2, 0, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  run (test, again, 0, 2, 0);
}

static void
test_places_of_one_file_are_told_together (MediaryTest *test)
{
  g_autofree char *path = make (test, 0);
  g_autoptr (MediarySync) sync = mediary_sync_new ("m", "a");
  g_autoptr (MediarySync) moved = mediary_sync_new ("m", "a");
  g_autoptr (MediaryReference) reference = NULL;

  mediary_sync_add_path (sync, path, "Sheet1.B4");
  mediary_sync_add_path (sync, path, "Sheet2.A1");
  run (test, sync, 1, 0, 0);
  g_assert_cmpstr (mediary_reference_get_id (mediary_sync_get_reference (sync, 0)), ==,
                   mediary_reference_get_id (mediary_sync_get_reference (sync, 1)));
  reference = mediary_service_get_reference (test->service, mediary_reference_get_id (mediary_sync_get_reference (sync, 0)), NULL, NULL);
  g_assert_cmpstr (mediary_reference_get_location (reference), ==, "Sheet1.B4, Sheet2.A1");

  mediary_sync_add_path (moved, path, "Sheet3.C7");
  run (test, moved, 0, 1, 0);
  g_clear_object (&reference);
  reference = mediary_service_get_reference (test->service, mediary_reference_get_id (mediary_sync_get_reference (sync, 0)), NULL, NULL);
  g_assert_cmpstr (mediary_reference_get_location (reference), ==, "Sheet3.C7");
}

static void
test_a_cell_copied_from_another_document_gets_a_use_of_its_own (MediaryTest *test)
{
  g_autofree char *path = make (test, 0);
  g_autoptr (MediaryReference) original = mediary_test_check_in (test, path, "m", "a");
  g_autofree char *text = mediary_reference_to_text (original);
  g_autoptr (MediarySync) same = mediary_sync_new ("m", "a");
  g_autoptr (MediarySync) copy = mediary_sync_new ("m", "b");
  MediaryReference *copied;

  mediary_sync_add_text (same, text, NULL);
  run (test, same, 0, 1, 0);
  g_assert_cmpstr (mediary_reference_get_id (mediary_sync_get_reference (same, 0)), ==, mediary_reference_get_id (original));

  mediary_sync_add_text (copy, text, NULL);
  run (test, copy, 1, 0, 0);
  copied = mediary_sync_get_reference (copy, 0);
  g_assert_cmpstr (mediary_reference_get_id (copied), !=, mediary_reference_get_id (original));
  g_assert_cmpstr (mediary_reference_get_media_item_id (copied), ==, mediary_reference_get_media_item_id (original));
}

static void
test_what_is_cancelled_changes_nothing (MediaryTest *test)
{
  g_autoptr (MediarySync) sync = sync_of (test, "a", 0, 10);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  mediary_service_sync_async (test->service, sync, cancellable, mediary_test_on_done, &result);
  mediary_test_wait_until (result != NULL);
  g_assert_false (mediary_service_sync_finish (test->service, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 0);
}

static void
test_arguments_out_of_bounds_are_refused (MediaryTest *test)
{
  g_autoptr (MediarySync) nameless = mediary_sync_new ("", "a");
  g_autoptr (MediarySync) twice = mediary_sync_new ("m", "a");
  g_autoptr (MediarySync) placed = mediary_sync_new ("m", "a");
  g_autofree char *location = g_strnfill (1025, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_false (mediary_service_sync (test->service, nameless, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  g_assert_true (mediary_service_sync (test->service, twice, NULL, NULL));
  g_assert_false (mediary_service_sync (test->service, twice, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  mediary_sync_add_path (placed, "/a.png", location);
  g_assert_false (mediary_service_sync (test->service, placed, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT);
}

static void
test_a_check_in_at_another_place_moves_the_use (MediaryTest *test)
{
  g_autofree char *path = make (test, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) first = NULL;
  g_autoptr (MediaryReference) second = NULL;
  g_autoptr (MediaryReference) third = NULL;

  first = mediary_service_check_in_media_at (test->service, path, "m", "a", "page 1", NULL, &error);
  g_assert_no_error (error);
  second = mediary_service_check_in_media_at (test->service, path, "m", "a", "page 2", NULL, &error);
  third = mediary_test_check_in (test, path, "m", "a");
  g_assert_cmpstr (mediary_reference_get_location (first), ==, "page 1");
  g_assert_cmpstr (mediary_reference_get_location (second), ==, "page 2");
  g_assert_cmpstr (mediary_reference_get_location (third), ==, "page 2");
  g_assert_cmpstr (mediary_reference_get_id (first), ==, mediary_reference_get_id (third));
}

static MediaryItem *
refresh (MediaryTest *test, const char *id, GError **error)
{
  return mediary_service_refresh_item (test->service, id, NULL, error);
}

static void
test_a_refresh_sees_what_became_of_the_file (MediaryTest *test)
{
  g_autofree char *path = make (test, 0);
  g_autofree char *bigger = NULL;
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  const char *id = mediary_reference_get_media_item_id (reference);
  g_autoptr (MediaryItem) changed = NULL;
  g_autoptr (MediaryItem) gone = NULL;
  g_autoptr (GError) error = NULL;

  bigger = mediary_test_make_png (test, "0.png", 30, 20);
  changed = refresh (test, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mediary_metadata_get_width (mediary_item_get_metadata (changed)), ==, 30);
  g_assert_cmpuint (mediary_item_get_n_uses (changed), ==, 1);

  g_assert_cmpint (g_unlink (path), ==, 0);
  gone = refresh (test, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mediary_item_get_state (gone), ==, MEDIARY_STATE_MISSING);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 1);

  g_assert_null (refresh (test, "no such id", &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND);
}

static void
test_a_refresh_says_when_details_cannot_be_read (MediaryTest *test)
{
  g_autofree char *path = make (test, 0);
  g_autofree char *broken = NULL;
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (GError) error = NULL;

  broken = mediary_test_make_bytes (test, "0.png", "\x89PNG\r\n\x1a\n and nothing more", -1);
  g_assert_null (refresh (test, mediary_reference_get_media_item_id (reference), &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_EXTRACTION_FAILED);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items WHERE metadata LIKE '%\"note\"%'"), ==, 1);
}

static void
test_a_relinked_item_keeps_id_and_uses (MediaryTest *test)
{
  g_autofree char *path = make (test, 0);
  g_autofree char *moved = mediary_test_path (test, "folder-elsewhere.png");
  g_autofree char *edited = mediary_test_make_png (test, "edited.png", 77, 20);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  const char *id = mediary_reference_get_media_item_id (reference);
  g_autoptr (MediaryItem) item = NULL;
  g_autoptr (MediaryItem) other = NULL;
  g_autoptr (MediaryItem) by_old_path = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  item = mediary_service_relink_item (test->service, id, moved, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mediary_item_get_id (item), ==, id);
  g_assert_cmpstr (mediary_item_get_path (item), ==, moved);
  g_assert_cmpint (mediary_item_get_state (item), ==, MEDIARY_STATE_PRESENT);
  g_assert_cmpuint (mediary_item_get_n_uses (item), ==, 1);

  other = mediary_service_relink_item (test->service, id, edited, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mediary_metadata_get_width (mediary_item_get_metadata (other)), ==, 77);
  by_old_path = mediary_test_item (test, path);
  g_assert_cmpstr (mediary_item_get_id (by_old_path), ==, id);
}

static void
on_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **places = user_data;

  *places = mediary_service_list_earlier_places_finish (MEDIARY_SERVICE (object), result, NULL);
}

static void
test_earlier_places_are_listed_the_last_first (MediaryTest *test)
{
  g_autofree char *path = make (test, 0);
  g_autofree char *moved = mediary_test_path (test, "moved.png");
  g_autofree char *link = mediary_test_path (test, "link.png");
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  const char *id = mediary_reference_get_media_item_id (reference);
  g_autoptr (GPtrArray) before = mediary_service_list_earlier_places (test->service, id, NULL, NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) none = mediary_service_list_earlier_places (test->service, "no-such-item", NULL, NULL);
  g_autoptr (MediaryItem) item = NULL;
  g_autoptr (MediaryReference) by_link = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpuint (before->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  item = mediary_service_relink_item (test->service, id, moved, NULL, NULL);
  g_assert_nonnull (item);
  g_assert_cmpint (symlink (moved, link), ==, 0);
  by_link = mediary_test_check_in (test, link, "m", "a"); /* another name, but no earlier place */

  mediary_service_list_earlier_places_async (test->service, id, NULL, on_listed, &after);
  mediary_test_wait_until (after != NULL);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (mediary_earlier_place_get_path (after->pdata[0]), ==, path);
  g_assert_cmpint (ABS (mediary_earlier_place_get_left_at (after->pdata[0]) - now), <, 600);
}

static void
test_moves_within_a_second_are_told_in_their_order (MediaryTest *test)
{
  static const char *const names[] = { "z.png", "a.png", "m.png", "b.png", "y.png" };
  g_autofree char         *path = make (test, 0);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  const char *id = mediary_reference_get_media_item_id (reference);
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *next = mediary_test_path (test, names[i]);
    g_autoptr (MediaryItem) item = NULL;

    g_assert_cmpint (g_rename (path, next), ==, 0);
    item = mediary_service_relink_item (test->service, id, next, NULL, NULL);
    g_assert_nonnull (item);
    g_ptr_array_insert (left, 0, g_steal_pointer (&path));
    path = g_steal_pointer (&next);
  }

  places = mediary_service_list_earlier_places (test->service, id, NULL, NULL);
  g_assert_cmpuint (places->len, ==, left->len);
  for (guint i = 0; i < places->len; i++)
    g_assert_cmpstr (mediary_earlier_place_get_path (places->pdata[i]), ==, left->pdata[i]);
}

static void
test_a_file_that_another_item_uses_is_not_taken_away (MediaryTest *test)
{
  g_autofree char *path = make (test, 0);
  g_autofree char *used = make (test, 1);
  g_autofree char *unused = make (test, 2);
  g_autofree char *text = mediary_test_make_bytes (test, "notes.txt", "Words.", -1);
  g_autofree char *gone = mediary_test_path (test, "gone.png");
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) use = mediary_test_check_in (test, used, "m", "b");
  g_autoptr (MediaryReference) none = NULL;
  const char *id = mediary_reference_get_media_item_id (reference);
  g_autoptr (MediaryItem) item = NULL;
  g_autoptr (GError) error = NULL;

  none = mediary_test_check_in (test, unused, MEDIARY_NO_DOCUMENT_MODULE, MEDIARY_NO_DOCUMENT_ARTIFACT);
  g_assert_null (mediary_service_relink_item (test->service, id, used, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_null (mediary_service_relink_item (test->service, id, text, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
  g_clear_error (&error);
  g_assert_null (mediary_service_relink_item (test->service, id, gone, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_FILE_NOT_FOUND);
  g_clear_error (&error);

  item = mediary_service_relink_item (test->service, id, unused, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mediary_item_get_path (item), ==, unused);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/sync/exactly-what-was-told", test_a_saved_document_has_exactly_the_uses_it_told);
  mediary_test_add ("/sync/same-again-writes-nothing", test_telling_the_same_again_writes_nothing);
  mediary_test_add ("/sync/one-transaction", test_it_is_one_transaction);
  mediary_test_add ("/sync/one-refused", test_one_use_that_is_refused_keeps_no_other_out);
  mediary_test_add ("/sync/gone-stays-used", test_a_file_that_is_gone_stays_used);
  mediary_test_add ("/sync/places", test_places_of_one_file_are_told_together);
  mediary_test_add ("/sync/copied-cell", test_a_cell_copied_from_another_document_gets_a_use_of_its_own);
  mediary_test_add ("/sync/cancelled", test_what_is_cancelled_changes_nothing);
  mediary_test_add ("/sync/bounds", test_arguments_out_of_bounds_are_refused);
  mediary_test_add ("/sync/check-in-at", test_a_check_in_at_another_place_moves_the_use);
  mediary_test_add ("/refresh/file", test_a_refresh_sees_what_became_of_the_file);
  mediary_test_add ("/refresh/details", test_a_refresh_says_when_details_cannot_be_read);
  mediary_test_add ("/relink/keeps-id", test_a_relinked_item_keeps_id_and_uses);
  mediary_test_add ("/relink/earlier-places", test_earlier_places_are_listed_the_last_first);
  mediary_test_add ("/relink/moves-within-a-second", test_moves_within_a_second_are_told_in_their_order);
  mediary_test_add ("/relink/other-item", test_a_file_that_another_item_uses_is_not_taken_away);

  return g_test_run ();
}
