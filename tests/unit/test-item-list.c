/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "mediary-test.h"
#include "private/mediary-item-list-private.h"
#include "private/mediary-item-private.h"

/* The list model: how much is read, and exactly what is said to have changed. */

/* A view's idea of the list, kept by what the list says alone: it must stay the list's own. */
typedef struct {
  GListModel *model;
  GArray     *numbers;
  guint       n_signals;
  gboolean    outdated;
} Follower;

static gint64
number_at (GListModel *model, guint position)
{
  return g_array_index (MEDIARY_ITEM_LIST (model)->numbers, gint64, position);
}

static void
on_items_changed (GListModel *model, guint position, guint n_removed, guint n_added, gpointer data)
{
  Follower *follower = data;

  follower->n_signals++;
  if (n_removed > 0)
    g_array_remove_range (follower->numbers, position, n_removed);
  for (guint i = 0; i < n_added; i++) {
    gint64 number = number_at (model, position + i);

    g_array_insert_val (follower->numbers, position + i, number);
  }
  g_assert_cmpuint (follower->numbers->len, ==, g_list_model_get_n_items (model));
}

static void
on_outdated (MediaryItemList *list, gpointer data)
{
  ((Follower *) data)->outdated = TRUE;
}

static MediaryItemList *
follow (MediaryTest *test, MediaryQuery *query, Follower *follower)
{
  MediaryItemList *list = mediary_item_list_new (test->service, query);

  follower->model = G_LIST_MODEL (list);
  follower->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), follower);
  g_signal_connect (list, "outdated", G_CALLBACK (on_outdated), follower);
  mediary_test_wait_until (!mediary_item_list_get_loading (list));

  return list;
}

static void
assert_in_step (Follower *follower)
{
  guint n = g_list_model_get_n_items (follower->model);

  g_assert_cmpuint (follower->numbers->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (follower->numbers, gint64, i), ==, number_at (follower->model, i));
}

/* Nobody keeps the list but what is being read for it. */
static void
end (MediaryItemList *list, Follower *follower)
{
  g_signal_handlers_disconnect_by_data (list, follower);
  mediary_test_finalize (list);
  g_array_unref (follower->numbers);
}

static void
add_picture (MediaryTest *test, const char *name)
{
  g_autofree char *path = mediary_test_make_png (test, name, 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
}

static void
count_up (guint *count)
{
  *count += 1;
}

static void
test_an_empty_library_is_an_empty_list (MediaryTest *test)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  Follower         follower = { 0 };
  MediaryItemList *list = follow (test, query, &follower);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_cmpuint (follower.n_signals, ==, 0);
  end (list, &follower);
}

static void
test_only_what_is_asked_for_is_read_and_all_at_once (MediaryTest *test)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  Follower         follower = { 0 };
  MediaryItemList *list;
  MediaryLazyItem *lazy[10];

  for (int i = 0; i < 40; i++) {
    g_autofree char *name = g_strdup_printf ("%d.png", i);

    add_picture (test, name);
  }
  list = follow (test, query, &follower);
  g_assert_cmpuint (mediary_item_list_get_n_fetched (list), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (lazy); i++) {
    lazy[i] = g_list_model_get_item (G_LIST_MODEL (list), i);
    g_assert_null (mediary_lazy_item_get_item (lazy[i]));
  }
  mediary_test_wait_until (mediary_lazy_item_get_item (lazy[9]) != NULL);
  g_assert_cmpuint (mediary_item_list_get_n_fetched (list), ==, 10);
  g_assert_cmpstr (mediary_item_get_display_name (mediary_lazy_item_get_item (lazy[2])), ==, "2.png");

  for (guint i = 0; i < G_N_ELEMENTS (lazy); i++)
    g_object_unref (lazy[i]);
  end (list, &follower);
}

static void
test_scrolling_back_reads_nothing_again (MediaryTest *test)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  Follower         follower = { 0 };
  MediaryItemList *list;
  MediaryLazyItem *lazy;

  add_picture (test, "a.png");
  list = follow (test, query, &follower);
  lazy = g_list_model_get_item (G_LIST_MODEL (list), 0);
  mediary_test_wait_until (mediary_lazy_item_get_item (lazy) != NULL);
  g_object_unref (lazy);

  lazy = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_nonnull (mediary_lazy_item_get_item (lazy));
  g_assert_cmpuint (mediary_item_list_get_n_fetched (list), ==, 1);
  g_object_unref (lazy);
  end (list, &follower);
}

static void
test_a_new_file_appears_in_its_place_as_one_insertion (MediaryTest *test)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  Follower         follower = { 0 };
  MediaryItemList *list;

  add_picture (test, "a.png");
  add_picture (test, "c.png");
  list = follow (test, query, &follower);
  follower.n_signals = 0;
  add_picture (test, "b.png");
  mediary_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) == 3);

  g_assert_cmpuint (follower.n_signals, ==, 1);
  assert_in_step (&follower);
  {
    g_autoptr (MediaryLazyItem) lazy = g_list_model_get_item (G_LIST_MODEL (list), 1);

    mediary_test_wait_until (mediary_lazy_item_get_item (lazy) != NULL);
    g_assert_cmpstr (mediary_item_get_display_name (mediary_lazy_item_get_item (lazy)), ==, "b.png");
  }
  end (list, &follower);
}

static void
test_a_changed_row_is_told_by_the_row_and_not_by_the_list (MediaryTest *test)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  Follower         follower = { 0 };
  MediaryItemList *list;
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) second = NULL;
  MediaryLazyItem *lazy;

  list = follow (test, query, &follower);
  lazy = g_list_model_get_item (G_LIST_MODEL (list), 0);
  mediary_test_wait_until (mediary_lazy_item_get_item (lazy) != NULL);
  follower.n_signals = 0;

  second = mediary_test_check_in (test, path, "m", "b");
  mediary_test_wait_until (mediary_item_get_n_uses (mediary_lazy_item_get_item (lazy)) == 2);
  g_assert_cmpuint (follower.n_signals, ==, 0);
  g_object_unref (lazy);
  end (list, &follower);
}

static void
test_a_list_of_a_document_follows_its_uses (MediaryTest *test)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();
  g_autoptr (MediaryQuery) query = mediary_query_with_artifact (all, "m", "b");
  Follower         follower = { 0 };
  MediaryItemList *list;
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) second = NULL;

  list = follow (test, query, &follower);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  second = mediary_test_check_in (test, path, "m", "b");
  mediary_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) == 1);
  g_assert_true (mediary_service_remove_reference (test->service, mediary_reference_get_id (second), NULL, NULL));
  mediary_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0);
  assert_in_step (&follower);
  end (list, &follower);
}

static void
test_more_than_a_view_follows_makes_the_list_outdated (MediaryTest *test)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("m", "a");
  Follower         follower = { 0 };
  MediaryItemList *list;

  /* a000, a002, … are there; a001, a003, … come between them */
  for (int i = 0; i < 400; i += 2) {
    g_autofree char *name = g_strdup_printf ("a%03d.png", i);

    add_picture (test, name);
  }
  list = follow (test, query, &follower);
  for (int i = 1; i < 400; i += 2) {
    g_autofree char *name = g_strdup_printf ("a%03d.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 3, 2);

    mediary_check_in_job_add_path (job, path);
  }
  mediary_test_run_job (test, job);
  mediary_test_wait_until (follower.outdated || g_list_model_get_n_items (G_LIST_MODEL (list)) == 400);
  assert_in_step (&follower);
  end (list, &follower);
}

static void
assert_same_as_fresh (MediaryTest *test, MediaryItemList *list)
{
  MediaryItemList *fresh = mediary_item_list_new (test->service, mediary_item_list_get_query (list));

  mediary_test_wait_until (!mediary_item_list_get_loading (fresh));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fresh)), ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_assert_cmpint (number_at (G_LIST_MODEL (fresh), i), ==, number_at (G_LIST_MODEL (list), i));
  mediary_test_finalize (fresh);
}

static gpointer
add_many (gpointer data)
{
  MediaryTest *test = data;

  for (int i = 0; i < 800; i++) {
    g_autofree char *name = g_strdup_printf ("%d.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 3, 2);
    g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  }

  return NULL;
}

static void
test_a_list_keeps_up_with_a_writer_that_never_rests (MediaryTest *test)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();
  g_autoptr (MediaryQuery) query = mediary_query_with_order (all, MEDIARY_ORDER_LAST_CHECK_IN, FALSE);
  Follower         follower = { 0 };
  MediaryItemList *list = follow (test, query, &follower);
  GThread         *thread = g_thread_new (NULL, add_many, test);

  mediary_test_wait_until (follower.outdated || g_list_model_get_n_items (G_LIST_MODEL (list)) == 800);
  g_thread_join (thread);
  g_assert_false (follower.outdated); /* new files come one after the other: nothing a view could not follow */
  assert_in_step (&follower);
  assert_same_as_fresh (test, list);
  end (list, &follower);
}

static gpointer
use_list_in_own_context (gpointer data)
{
  MediaryTest *test = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  MediaryService  *service;
  MediaryItemList *list;
  gpointer         alive;

  g_main_context_push_thread_default (context);
  service = mediary_service_open (test->data, NULL, &error);
  g_assert_no_error (error);
  list = mediary_item_list_new (service, query);
  while (mediary_item_list_get_loading (list))
    g_main_context_iteration (context, TRUE);

  /* It goes while it pauses between two readings, and while a row is wanted. */
  g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), 0));
  alive = list;
  g_object_add_weak_pointer (G_OBJECT (list), &alive);
  g_object_unref (list);
  g_assert_null (alive);
  alive = service;
  g_object_add_weak_pointer (G_OBJECT (service), &alive);
  g_object_unref (service);
  for (int i = 0; i < 20 || alive != NULL; i++) {
    g_assert_cmpint (i, <, 10000);
    g_main_context_iteration (context, FALSE);
    g_usleep (10000);
  }
  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
test_who_waits_for_an_item_hears_that_it_is_gone (MediaryTest *test)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  g_autoptr (MediaryLazyItem) lazy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  const char *ids[] = { mediary_reference_get_media_item_id (reference), NULL };
  g_autoptr (MediaryRemoval) removal = NULL;
  Follower         follower = { 0 };
  MediaryItemList *list = follow (test, query, &follower);
  guint            n_notified = 0;

  lazy = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_signal_connect_swapped (lazy, "notify::item", G_CALLBACK (count_up), &n_notified);
  removal = mediary_service_forget_items (test->service, ids, MEDIARY_FORGET_WITH_USES, NULL, &error);
  g_assert_no_error (error);

  mediary_test_wait_until (n_notified > 0);
  g_assert_true (mediary_lazy_item_get_gone (lazy));
  g_assert_null (mediary_lazy_item_get_item (lazy));
  mediary_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0);

  g_clear_object (&lazy);
  end (list, &follower);
}

static void
test_a_list_of_another_context_leaves_nothing_behind_there (MediaryTest *test)
{
  add_picture (test, "a.png");
  g_thread_join (g_thread_new (NULL, use_list_in_own_context, test));
}

static void
test_a_list_can_go_while_it_is_being_read (MediaryTest *test)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();

  add_picture (test, "a.png");
  for (int i = 0; i < 20; i++) {
    MediaryItemList *list = mediary_item_list_new (test->service, query);

    g_object_run_dispose (G_OBJECT (list));
    g_object_unref (list);
  }
  for (int i = 0; i < 20; i++)
    mediary_test_turn ();
}

/* A window that closes does so, with rows in sight that are not read yet. */
static void
test_a_service_can_be_closed_while_items_are_wanted (MediaryTest *test)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  Follower         follower = { 0 };
  MediaryItemList *list;
  MediaryLazyItem *lazy;

  add_picture (test, "a.png");
  list = follow (test, query, &follower);
  lazy = g_list_model_get_item (G_LIST_MODEL (list), 0);
  mediary_service_close (test->service);
  mediary_test_wait_until (mediary_item_list_get_n_fetched (list) == 1);
  for (int i = 0; i < 20; i++)
    mediary_test_turn ();
  g_assert_null (mediary_lazy_item_get_item (lazy));

  g_object_unref (lazy);
  end (list, &follower);
}

static gint64
count_artifacts (MediaryTest *test, MediaryItemList *list, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    gint64 number = mediary_item_list_get_number (list, i);

    g_array_append_val (numbers, number);
  }
  mediary_service_count_artifacts_async (test->service, (const gint64 *) (gpointer) numbers->data, numbers->len, cancellable, mediary_test_on_done, &result);
  mediary_test_wait_until (result != NULL);

  return mediary_service_count_artifacts_finish (test->service, result, error);
}

static void
check_in (MediaryTest *test, const char *name, const char *module_name, const char *artifact_name)
{
  g_autofree char *path = mediary_test_make_png (test, name, 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, module_name, artifact_name);

  g_assert_nonnull (reference);
}

/* Six uses, of three documents of two apps; one item was checked in by hand, which is no document. */
static void
test_each_document_of_several_items_counts_once_and_no_item_is_read (MediaryTest *test)
{
  g_autoptr (MediaryQuery) query = mediary_query_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  MediaryItemList *list;

  check_in (test, "a.png", "m", "a");
  check_in (test, "b.png", "m", "a");
  check_in (test, "b.png", "m", "b");
  check_in (test, "b.png", "n", "a");
  check_in (test, "c.png", "n", "a");
  check_in (test, "d.png", MEDIARY_NO_DOCUMENT_MODULE, MEDIARY_NO_DOCUMENT_ARTIFACT);
  list = mediary_item_list_new (test->service, query);
  mediary_test_wait_until (!mediary_item_list_get_loading (list));

  g_assert_cmpint (count_artifacts (test, list, NULL, &error), ==, 3);
  g_assert_no_error (error);
  g_assert_cmpuint (mediary_item_list_get_n_fetched (list), ==, 0);
  g_assert_cmpint (mediary_item_list_get_number (list, 4), ==, 0);

  g_cancellable_cancel (cancellable);
  g_assert_cmpint (count_artifacts (test, list, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mediary_test_finalize (list);
}

#define ADD(function) mediary_test_add ("/item-list/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (an_empty_library_is_an_empty_list);
  ADD (only_what_is_asked_for_is_read_and_all_at_once);
  ADD (scrolling_back_reads_nothing_again);
  ADD (a_new_file_appears_in_its_place_as_one_insertion);
  ADD (a_changed_row_is_told_by_the_row_and_not_by_the_list);
  ADD (a_list_of_a_document_follows_its_uses);
  ADD (more_than_a_view_follows_makes_the_list_outdated);
  ADD (a_list_keeps_up_with_a_writer_that_never_rests);
  ADD (who_waits_for_an_item_hears_that_it_is_gone);
  ADD (a_list_of_another_context_leaves_nothing_behind_there);
  ADD (a_list_can_go_while_it_is_being_read);
  ADD (a_service_can_be_closed_while_items_are_wanted);
  ADD (each_document_of_several_items_counts_once_and_no_item_is_read);

  return g_test_run ();
}
