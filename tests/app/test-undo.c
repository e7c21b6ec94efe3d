/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

/* What was done is had back: the same rows with the same ids. */

static void
test_a_check_in_is_undone (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);

  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  app_test_drop (test, window, "b.png", NULL);
  mediary_test_wait_until (app_test_check_in_is_over (window) && app_test_get_n_shown (window) == 2);

  app_test_undo (window);
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  g_assert_cmpint (app_test_count (test, "media_references"), ==, 1);

  app_test_close_window (window);
}

static void
check_in_one (MediaryTest *test, MediaryWindow *window)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 8, 8);
  g_autoslist (GFile) files = app_test_list_files (path, NULL);
  g_autoptr (MediaryDestination) destination = mediary_destination_new ("website", "index.html");

  mediary_window_check_in (window, files, destination, TRUE);
  mediary_test_wait_until (app_test_toast_contains (window, "1 file checked in to “index.html”"));
}

static void
test_a_check_in_is_undone_and_redone (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *before = NULL;

  check_in_one (test, window);
  before = app_test_dup_ids (test);

  app_test_undo (window);
  mediary_test_wait_until (app_test_count (test, "media_items") == 0);
  app_test_redo (window);
  mediary_test_wait_until (app_test_count (test, "media_items") == 1);
  app_test_assert_ids (test, before);

  app_test_close_window (window);
}

static void
test_a_removed_use_comes_back_with_its_id (MediaryTest *test)
{
  MediaryWindow   *window;
  g_autofree char *before = NULL;
  g_autofree char *path = mediary_test_make_png (test, "a.png", 20, 10);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "website", "index.html");

  before = app_test_dup_ids (test);
  window = app_test_open_window_showing (test, 1);
  app_test_select (window, 0);

  mediary_window_remove_use (window, reference);
  mediary_test_wait_until (app_test_toast_contains (window, "Removed from “index.html”"));
  g_assert_cmpint (app_test_count (test, "media_references"), ==, 0);

  app_test_undo (window);
  mediary_test_wait_until (app_test_count (test, "media_references") == 1);
  app_test_assert_ids (test, before);

  app_test_close_window (window);
}

/* Whether it is possible just now or not. */
static void
ask_for (MediaryWindow *window, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

static void
test_keys_of_undo_and_redo_may_be_fast (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  check_in_one (test, window);
  for (guint i = 0; i < 2; i++) {
    ask_for (window, "undo");
    ask_for (window, "redo");
  }
  ask_for (window, "undo");
  mediary_test_wait_until (window->n_moves == 0 && g_queue_is_empty (&window->moves));
  g_assert_cmpint (app_test_count (test, "media_items"), ==, 0);
  g_assert_cmpuint (g_queue_get_length (&window->undo), ==, 0);
  g_assert_cmpuint (g_queue_get_length (&window->redo), ==, 1);

  app_test_close_window (window);
}

static void
test_what_could_not_be_undone_can_be_tried_again (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  check_in_one (test, window);
  mediary_service_close (window->service);
  app_test_activate (window, "undo");
  mediary_test_wait_until (window->n_moves == 0);
  g_assert_cmpuint (g_queue_get_length (&window->undo), ==, 1);
  g_assert_cmpuint (g_queue_get_length (&window->redo), ==, 0);

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/undo/a-check-in-is-undone", test_a_check_in_is_undone);
  mediary_test_add ("/undo/a-check-in-is-undone-and-redone", test_a_check_in_is_undone_and_redone);
  mediary_test_add ("/undo/a-removed-use-comes-back-with-its-id", test_a_removed_use_comes_back_with_its_id);
  mediary_test_add ("/undo/keys-of-undo-and-redo-may-be-fast", test_keys_of_undo_and_redo_may_be_fast);
  mediary_test_add ("/undo/what-could-not-be-undone-can-be-tried-again", test_what_could_not_be_undone_can_be_tried_again);

  return g_test_run ();
}
