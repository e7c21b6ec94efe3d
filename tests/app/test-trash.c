/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "model/mediary-trash.h"

/* The Trash of the desktop, with its own service, which is what puts a file back. */

static gboolean
exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_a_trashed_file_comes_back_with_its_id (MediaryTest *test)
{
  g_autofree char *path = mediary_test_path (test, "ä 100%.png");
  g_autofree char *checksum = NULL;
  g_autofree char *after = NULL;
  g_autofree char *id = NULL;
  g_autofree char *id_after = NULL;
  MediaryWindow   *window;

  if (!mediary_trash_can_restore ()) {
    g_test_skip ("no Trash service");
    return;
  }

  app_test_check_in_without_document (test, "ä 100%.png");
  checksum = mediary_test_checksum (path);
  id = mediary_test_sql (test, "SELECT id FROM media_items");
  window = app_test_open_window_showing (test, 1);
  app_test_select (window, 0);

  app_test_activate (window, "trash-file");
  mediary_test_wait_until (app_test_get_n_shown (window) == 0);
  g_assert_null (app_test_get_dialog ());
  g_assert_false (exists (path));

  app_test_undo (window);
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  g_assert_true (exists (path));
  after = mediary_test_checksum (path);
  id_after = mediary_test_sql (test, "SELECT id FROM media_items");
  g_assert_cmpstr (after, ==, checksum);
  g_assert_cmpstr (id_after, ==, id);

  app_test_redo (window);
  mediary_test_wait_until (app_test_get_n_shown (window) == 0);
  g_assert_false (exists (path));

  app_test_close_window (window);
}

static void
test_a_file_in_use_is_asked_about_and_then_missed (MediaryTest *test)
{
  g_autofree char *path = mediary_test_path (test, "a.png");
  MediaryWindow   *window;

  if (!mediary_trash_can_restore ()) {
    g_test_skip ("no Trash service");
    return;
  }

  window = app_test_open_window_with (test, 1);
  app_test_select (window, 0);

  app_test_activate (window, "trash-file");
  mediary_test_wait_until (app_test_get_dialog () != NULL);
  g_assert_true (exists (path));
  app_test_answer_dialog ("do");
  mediary_test_wait_until (!exists (path));
  mediary_test_wait_until (mediary_item_get_state (mediary_item_details_get_item (window->details)) == MEDIARY_STATE_MISSING);
  g_assert_cmpint (app_test_count (test, "media_references"), ==, 1);

  app_test_undo (window);
  mediary_test_wait_until (exists (path));
  mediary_test_wait_until (mediary_item_get_state (mediary_item_details_get_item (window->details)) == MEDIARY_STATE_PRESENT);

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/trash/a-file-comes-back-with-its-id", test_a_trashed_file_comes_back_with_its_id);
  mediary_test_add ("/trash/a-file-in-use-is-asked-about-and-then-missed", test_a_file_in_use_is_asked_about_and_then_missed);

  return g_test_run ();
}
