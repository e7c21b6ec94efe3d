/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "mediary-test.h"
#include "private/mediary-service-private.h"

/* The service's verbs, that it closes, and two services on one library. */

static gboolean
restore (MediaryTest *test, MediaryReference *reference)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean restored;

  mediary_service_restore_reference_async (test->service, reference, NULL, mediary_test_on_done, &result);
  mediary_test_wait_until (result != NULL);
  restored = mediary_service_restore_reference_finish (test->service, result, &error);
  g_assert_no_error (error);

  return restored;
}

static void
test_a_removed_use_comes_back_with_its_id (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) again = NULL;

  g_assert_true (mediary_service_remove_reference (test->service, mediary_reference_get_id (reference), NULL, NULL));
  g_assert_true (restore (test, reference));
  g_assert_true (restore (test, reference)); /* once more does no harm */
  again = mediary_test_check_in (test, path, "m", "a");
  g_assert_cmpstr (mediary_reference_get_id (reference), ==, mediary_reference_get_id (again));
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT n_uses FROM item_facts"), ==, 1);
}

static void
test_removing_what_is_not_there_is_not_found (MediaryTest *test)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mediary_service_remove_reference (test->service, "no such id", NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND);
}

static void
test_a_service_that_closes_answers_everyone_and_stores_no_half_read_file (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_test_make_job (test, 500, "a");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mediary_service_check_in_many_async (test->service, job, NULL, mediary_test_on_done, &result);
  mediary_test_wait_until (mediary_check_in_job_get_n_done (job) > 0);
  mediary_service_close (test->service);
  mediary_test_wait_until (result != NULL);
  g_assert_true (mediary_check_in_job_get_finished (job));
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items WHERE metadata LIKE '%no-extractor%'"), ==, 0);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==,
                   mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_ADDED));
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  (*(guint *) data)++;
}

static void
test_a_service_that_closes_answers_who_waits_for_a_picture_or_an_item (MediaryTest *test)
{
  enum { N = 40 };
  g_autoptr (MediaryCheckInJob) job = mediary_test_make_job (test, N, "a");
  guint n_answers = 0;

  mediary_test_run_job (test, job);
  for (int i = 0; i < N; i++) {
    g_autofree char *name = g_strdup_printf ("%d.png", i);
    g_autofree char *path = mediary_test_path (test, name);
    g_autoptr (MediaryItem) item = mediary_test_item (test, path);

    mediary_service_load_thumbnail_async (test->service, item, 128, NULL, on_answered, &n_answers);
    mediary_service_find_item_async (test->service, path, NULL, on_answered, &n_answers);
  }
  mediary_service_close (test->service);
  mediary_test_wait_until (n_answers == 2 * N);
}

static gpointer
ask_until_closed (gpointer data)
{
  MediaryTest     *test = data;
  g_autofree char *path = mediary_test_path (test, "0.png");
  g_autoptr (GError) error = NULL;

  while (error == NULL) {
    g_autoptr (MediaryItem) item = mediary_service_find_item (test->service, path, NULL, &error);
    g_autoptr (MediaryReference) reference =
      error == NULL ? mediary_service_check_in_media (test->service, path, "m", "a", NULL, &error) : NULL;

    if (error == NULL)
      g_assert_true (item != NULL && reference != NULL);
  }

  return GINT_TO_POINTER (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
                          g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

static void
test_a_service_that_closes_answers_other_threads (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_test_make_job (test, 1, "a");
  GThread *threads[4];

  mediary_test_run_job (test, job);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, ask_until_closed, test);
  g_usleep (20000);
  mediary_service_close (test->service);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
}

/* Writer thread. What SQLite does by itself when a disk is full in the middle of a transaction. */
static gboolean
lose_transaction (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  g_assert_true (mediary_database_execute (database, "ROLLBACK", NULL));
  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NO_SPACE, "Full");

  return FALSE;
}

static void
test_a_full_disk_is_said_when_it_ends_the_transaction (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = NULL;

  g_assert_false (mediary_service_write (test->service, lose_transaction, NULL, NULL, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NO_SPACE);
  reference = mediary_test_check_in (test, path, "m", "a"); /* and the next one is written */
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 1);
}

static void
test_a_closed_service_says_so (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = NULL;

  mediary_service_close (test->service);
  reference = mediary_service_check_in_media (test->service, path, "m", "a", NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
on_changed (MediaryService *service, gint64 revision, gpointer data)
{
  *(gint64 *) data = revision;
}

static void
test_a_change_by_another_service_is_noticed (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (GError) error = NULL;
  MediaryService *other = mediary_service_open (test->data, NULL, &error);
  g_autoptr (MediaryReference) reference = NULL;
  gint64 revision = 0;

  g_assert_no_error (error);
  mediary_service_watch (test->service);
  g_signal_connect (test->service, "changed", G_CALLBACK (on_changed), &revision);
  reference = mediary_service_check_in_media (other, path, "m", "a", NULL, &error);
  g_assert_no_error (error);
  mediary_test_wait_until (revision > 0);
  g_assert_cmpint (revision, ==, mediary_service_get_revision (other));
  mediary_test_finalize (other);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(MediaryService **) data = mediary_service_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_a_service_opens_without_blocking (MediaryTest *test)
{
  MediaryService *service = NULL;

  mediary_service_open_async (test->data, NULL, on_opened, &service);
  mediary_test_wait_until (service != NULL);
  mediary_test_finalize (service);
}

static void
test_uses_are_listed_both_ways (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) a = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) b = mediary_test_check_in (test, path, "m", "b");
  g_autoptr (MediaryReference) c = mediary_test_check_in (test, path, "n", "a");
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) modules = mediary_service_list_modules (test->service, NULL, 0, NULL, NULL);
  g_autoptr (GPtrArray) artifacts = mediary_service_list_artifacts (test->service, "m", NULL, 0, NULL, NULL);
  const char *id = mediary_reference_get_media_item_id (a);

  first = mediary_service_list_references (test->service, id, NULL, 1, NULL, NULL);
  g_assert_cmpuint (first->len, ==, 1);
  rest = mediary_service_list_references (test->service, id, g_ptr_array_index (first, 0), 0, NULL, NULL);
  g_assert_cmpuint (rest->len, ==, 2);
  g_assert_cmpstr (mediary_reference_get_id (g_ptr_array_index (rest, 0)), ==, mediary_reference_get_id (b));
  g_assert_cmpstr (mediary_reference_get_id (g_ptr_array_index (rest, 1)), ==, mediary_reference_get_id (c));
  g_assert_cmpuint (modules->len, ==, 2);
  g_assert_cmpuint (artifacts->len, ==, 2);
}

static void
test_uses_continue_behind_one_that_is_removed (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) a = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) b = mediary_test_check_in (test, path, "m", "b");
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mediary_service_remove_reference (test->service, mediary_reference_get_id (a), NULL, NULL));
  rest = mediary_service_list_references (test->service, mediary_reference_get_media_item_id (a), a, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpstr (mediary_reference_get_id (g_ptr_array_index (rest, 0)), ==, mediary_reference_get_id (b));
}

static void
test_origin_and_location_are_kept_beside_the_table (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_test_make_job (test, 1, "a");
  g_autoptr (GPtrArray) uses = NULL;
  g_autoptr (MediaryItem) item = NULL;
  g_autofree char *path = mediary_test_path (test, "0.png");

  mediary_check_in_job_set_origin (job, MEDIARY_ORIGIN_ADDED);
  mediary_check_in_job_set_location (job, "Sheet1 B4");
  mediary_test_run_job (test, job);
  item = mediary_test_item (test, path);
  uses = mediary_service_list_references (test->service, mediary_item_get_id (item), NULL, 0, NULL, NULL);
  g_assert_cmpint (mediary_reference_get_origin (g_ptr_array_index (uses, 0)), ==, MEDIARY_ORIGIN_ADDED);
  g_assert_cmpstr (mediary_reference_get_location (g_ptr_array_index (uses, 0)), ==, "Sheet1 B4");
}

static void
test_nothing_is_said_to_be_in_a_library_that_is_not_in_its_place (MediaryTest *test)
{
  g_autofree char *database = g_strdup (mediary_service_get_database_path (test->service));
  g_autofree char *elsewhere = g_strconcat (database, ".elsewhere", NULL);
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) before = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) meanwhile = NULL;
  g_autoptr (MediaryReference) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (database, elsewhere), ==, 0);
  meanwhile = mediary_service_check_in_media (test->service, path, "m", "b", NULL, &error);
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_FAILED);
  g_assert_null (meanwhile);

  g_clear_error (&error);
  g_assert_cmpint (g_rename (elsewhere, database), ==, 0);
  after = mediary_service_check_in_media (test->service, path, "m", "b", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count(*) FROM media_references"), ==, 2);
}

static void
on_drawn (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryThumbnail) thumbnail = mediary_service_load_thumbnail_finish (MEDIARY_SERVICE (object), result, &error);
  int *width = user_data;

  if (thumbnail == NULL && !g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_FAILED)) /* no time */
    g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_EXTRACTION_FAILED);
  *width = thumbnail != NULL ? mediary_thumbnail_get_width (thumbnail) : 0;
}

/* The width of its picture; 0: none can be made. */
static int
load_picture (MediaryTest *test, const char *sample)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "extractor", "samples", sample, NULL);
  g_autofree char *name = g_path_get_basename (sample);
  g_autofree char *content = NULL;
  g_autofree char *path = NULL;
  g_autoptr (MediaryReference) reference = NULL;
  g_autoptr (MediaryItem) item = NULL;
  gsize size;
  int   width = -1;

  g_assert_true (g_file_get_contents (source, &content, &size, NULL));
  path = mediary_test_make_bytes (test, name, content, (gssize) size);
  reference = mediary_test_check_in (test, path, "m", "a");
  item = mediary_test_item (test, path);
  mediary_service_load_thumbnail_async (test->service, item, 128, NULL, on_drawn, &width);
  mediary_test_wait_until (width >= 0);

  return width;
}

static void
test_a_video_has_a_picture_and_a_sound_without_a_cover_has_none (MediaryTest *test)
{
  int width = 0;

  for (guint i = 0; i < 10 && width == 0; i++) /* a decoder has four seconds, and a machine may have other things to do */
    width = load_picture (test, "webm/tiny.webm");
  g_assert_cmpint (width, >, 0);
  g_assert_cmpint (load_picture (test, "mp3/tiny.mp3"), ==, 0);
}

#define ADD(function) mediary_test_add ("/service/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (a_removed_use_comes_back_with_its_id);
  ADD (nothing_is_said_to_be_in_a_library_that_is_not_in_its_place);
  ADD (removing_what_is_not_there_is_not_found);
  ADD (a_service_that_closes_answers_everyone_and_stores_no_half_read_file);
  ADD (a_service_that_closes_answers_who_waits_for_a_picture_or_an_item);
  ADD (a_service_that_closes_answers_other_threads);
  ADD (a_full_disk_is_said_when_it_ends_the_transaction);
  ADD (a_closed_service_says_so);
  ADD (a_change_by_another_service_is_noticed);
  ADD (a_video_has_a_picture_and_a_sound_without_a_cover_has_none);
  ADD (a_service_opens_without_blocking);
  ADD (uses_are_listed_both_ways);
  ADD (uses_continue_behind_one_that_is_removed);
  ADD (origin_and_location_are_kept_beside_the_table);

  return g_test_run ();
}
