/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-test.h"

/* Removing: what is asked before, and what stays. */

#define N_MANY 300

static void
test_uses_are_removed_from_the_document_that_is_shown (MediaryTest *test)
{
  MediaryWindow   *window;
  g_autofree char *before = NULL;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "b.png", "website", "index.html");
  app_test_check_in (test, "a.png", "website", "about.html");
  before = app_test_dup_ids (test);
  window = app_test_open_window_showing (test, 2);
  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (app_test_get_n_shown (window) == 2 && g_str_equal (adw_window_title_get_title (window->window_title), "index.html"));

  app_test_select_all (window);
  app_test_activate (window, "remove");
  mediary_test_wait_until (app_test_toast_contains (window, "2 uses removed"));
  g_assert_cmpint (app_test_count (test, "media_references"), ==, 1);
  g_assert_cmpint (app_test_count (test, "media_items"), ==, 2);

  app_test_undo (window);
  mediary_test_wait_until (app_test_get_n_shown (window) == 2);
  app_test_assert_ids (test, before);

  app_test_redo (window);
  mediary_test_wait_until (app_test_count (test, "media_references") == 1);
  app_test_undo (window);
  mediary_test_wait_until (app_test_count (test, "media_references") == 3);
  app_test_assert_ids (test, before);

  app_test_close_window (window);
}

static void
remove_first_use (MediaryTest *test, MediaryWindow *window)
{
  MediaryItem *item = mediary_item_details_get_item (window->details);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = mediary_service_list_references (test->service, mediary_item_get_id (item), NULL, 1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (uses->len, ==, 1);
  mediary_window_remove_use (window, uses->pdata[0]);
}

static void
test_removals_that_follow_each_other_are_one (MediaryTest *test)
{
  MediaryWindow   *window;
  g_autofree char *before = NULL;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "a.png", "website", "about.html");
  before = app_test_dup_ids (test);
  window = app_test_open_window_showing (test, 1);
  app_test_select (window, 0);

  remove_first_use (test, window);
  mediary_test_wait_until (app_test_count (test, "media_references") == 1 && app_test_toast_contains (window, "Removed from"));
  remove_first_use (test, window);
  mediary_test_wait_until (app_test_toast_contains (window, "2 uses removed"));

  app_test_undo (window);
  mediary_test_wait_until (app_test_count (test, "media_references") == 2);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  app_test_assert_ids (test, before);

  app_test_close_window (window);
}

static void
test_a_file_without_a_known_use_is_forgotten_and_stays_on_the_disk (MediaryTest *test)
{
  MediaryWindow   *window;
  g_autofree char *path = mediary_test_path (test, "b.png");
  g_autofree char *before = NULL;

  app_test_check_in_without_document (test, "a.png");
  app_test_check_in_without_document (test, "b.png");
  app_test_check_in_without_document (test, "c.png");
  before = app_test_dup_ids (test);
  window = app_test_open_window_showing (test, 3);
  app_test_select (window, 1);

  app_test_activate (window, "remove");
  mediary_test_wait_until (app_test_toast_contains (window, "“b.png” removed from the library"));
  mediary_test_wait_until (app_test_get_n_shown (window) == 2);
  g_assert_null (app_test_get_dialog ());
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  /* The next one has its place. */
  mediary_test_wait_until (mediary_item_details_get_item (window->details) != NULL &&
                           g_str_equal (mediary_item_get_display_name (mediary_item_details_get_item (window->details)), "c.png"));

  app_test_undo (window);
  mediary_test_wait_until (app_test_get_n_shown (window) == 3);
  app_test_assert_ids (test, before);

  app_test_close_window (window);
}

static void
test_a_file_in_use_is_asked_about (MediaryTest *test)
{
  MediaryWindow   *window;
  g_autofree char *before = NULL;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "a.png", "website", "about.html");
  before = app_test_dup_ids (test);
  window = app_test_open_window_showing (test, 1);
  app_test_select (window, 0);

  app_test_activate (window, "remove");
  mediary_test_wait_until (app_test_get_dialog () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (app_test_get_dialog ()), ==, "Still Used in 2 Documents");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (app_test_get_dialog ()), "index.html"));
  app_test_answer_dialog ("cancel");
  mediary_test_wait_until (app_test_get_dialog () == NULL);
  app_test_assert_ids (test, before);

  app_test_activate (window, "remove");
  mediary_test_wait_until (app_test_get_dialog () != NULL);
  app_test_answer_dialog ("do");
  mediary_test_wait_until (app_test_get_n_shown (window) == 0);
  g_assert_cmpint (app_test_count (test, "media_references"), ==, 0);

  app_test_undo (window);
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  app_test_assert_ids (test, before);

  app_test_close_window (window);
}

/* Most of them were never in sight, so that the window had only their numbers. */
static void
test_all_that_is_selected_is_removed (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new (MEDIARY_NO_DOCUMENT_MODULE, MEDIARY_NO_DOCUMENT_ARTIFACT);
  MediaryWindow   *window;
  g_autofree char *before = NULL;

  for (guint i = 0; i < N_MANY; i++) {
    g_autofree char *name = g_strdup_printf ("%u.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 8, 8);

    mediary_check_in_job_add_path (job, path);
  }
  mediary_test_run_job (test, job);
  before = app_test_dup_ids (test);
  window = app_test_open_window_showing (test, N_MANY);

  app_test_activate (window, "select-all");
  app_test_activate (window, "remove");
  g_action_group_activate_action (G_ACTION_GROUP (window), "remove", NULL); /* a key that was pressed for too long */
  mediary_test_wait_until (app_test_toast_contains (window, "300 files removed from the library"));
  g_assert_cmpint (app_test_count (test, "media_items"), ==, 0);
  g_assert_cmpuint (g_queue_get_length (&window->undo), ==, 1);

  app_test_undo (window);
  mediary_test_wait_until (app_test_get_n_shown (window) == N_MANY);
  app_test_assert_ids (test, before);

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/remove/uses-from-the-document-that-is-shown", test_uses_are_removed_from_the_document_that_is_shown);
  mediary_test_add ("/remove/removals-that-follow-each-other-are-one", test_removals_that_follow_each_other_are_one);
  mediary_test_add ("/remove/a-file-without-a-known-use-is-forgotten-and-stays-on-the-disk", test_a_file_without_a_known_use_is_forgotten_and_stays_on_the_disk);
  mediary_test_add ("/remove/a-file-in-use-is-asked-about", test_a_file_in_use_is_asked_about);
  mediary_test_add ("/remove/all-that-is-selected-is-removed", test_all_that_is_selected_is_removed);

  return g_test_run ();
}
