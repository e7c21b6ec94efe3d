/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/mediary-trash-words.h"
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

/* What the dialog says, which is closed. */
static char *
dup_told (void)
{
  AdwMessageDialog *dialog;
  g_autofree char  *body = NULL;

  mediary_test_wait_until (app_test_get_dialog () != NULL);
  dialog = app_test_get_dialog ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "The File Was Not Moved");
  body = g_strdup (adw_message_dialog_get_body (dialog));
  app_test_answer_dialog ("close");
  mediary_test_wait_until (app_test_get_dialog () == NULL);

  return g_steal_pointer (&body);
}

/* Under a name of its own: the service is a while behind with one that has just come back. */
static void
test_a_file_that_cannot_go_or_come_back_is_told_with_the_reason (MediaryTest *test)
{
  g_autofree char *path = mediary_test_path (test, "taken.png");
  g_autofree char *gone = NULL;
  g_autofree char *taken = NULL;
  MediaryWindow   *window;

  if (!mediary_trash_can_restore ()) {
    g_test_skip ("no Trash service");
    return;
  }

  app_test_check_in_without_document (test, "taken.png");
  window = app_test_open_window_showing (test, 1);
  app_test_select (window, 0);
  g_assert_no_errno (g_unlink (path));
  app_test_activate (window, "trash-file");
  gone = dup_told ();
  g_assert_cmpstr (gone, ==, "“taken.png” is no longer there. It may have been moved or renamed.");

  g_free (mediary_test_make_png (test, "taken.png", 8, 8));
  app_test_activate (window, "trash-file");
  mediary_test_wait_until (app_test_get_n_shown (window) == 0 && !exists (path));
  g_free (mediary_test_make_png (test, "taken.png", 9, 9));
  app_test_activate (window, "undo");
  taken = dup_told ();
  g_assert_cmpstr (taken, ==, "There is another “taken.png” in its place now. Move or rename that one, and undo again.");

  /* As it says. */
  g_assert_no_errno (g_unlink (path));
  app_test_undo (window);
  mediary_test_wait_until (app_test_get_n_shown (window) == 1 && exists (path));

  app_test_close_window (window);
}

static void
assert_explained (int code, MediaryTrashWay way, const char *words)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, code, "not for people");
  g_autoptr (GError) told = mediary_trash_explain ("/folder/a\nb.png", error, way);

  g_assert_error (told, MEDIARY_TRASH_ERROR, code);
  g_assert_nonnull (strstr (told->message, words));
  g_assert_nonnull (strstr (told->message, "“a↵b.png”"));
}

static void
test_each_reason_has_its_own_words (MediaryTest *test)
{
  assert_explained (G_IO_ERROR_NOT_FOUND, MEDIARY_TRASH_TO, "moved or renamed");
  assert_explained (G_IO_ERROR_NOT_SUPPORTED, MEDIARY_TRASH_TO, "has no Trash");
  assert_explained (G_IO_ERROR_PERMISSION_DENIED, MEDIARY_TRASH_TO, "not allowed");
  assert_explained (G_IO_ERROR_READ_ONLY, MEDIARY_TRASH_TO, "may only be read");
  assert_explained (G_IO_ERROR_NO_SPACE, MEDIARY_TRASH_TO, "is full");
  assert_explained (G_IO_ERROR_FAILED, MEDIARY_TRASH_TO, "is connected");
  assert_explained (G_IO_ERROR_NOT_FOUND, MEDIARY_TRASH_BACK, "no longer in the Trash");
  assert_explained (G_IO_ERROR_EXISTS, MEDIARY_TRASH_BACK, "There is another");
  assert_explained (G_IO_ERROR_PERMISSION_DENIED, MEDIARY_TRASH_BACK, "not allowed");
  assert_explained (G_IO_ERROR_READ_ONLY, MEDIARY_TRASH_BACK, "may only be read");
  assert_explained (G_IO_ERROR_NO_SPACE, MEDIARY_TRASH_BACK, "is full");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/trash/a-file-comes-back-with-its-id", test_a_trashed_file_comes_back_with_its_id);
  mediary_test_add ("/trash/a-file-in-use-is-asked-about-and-then-missed", test_a_file_in_use_is_asked_about_and_then_missed);
  mediary_test_add ("/trash/a-file-that-cannot-move-is-told-with-the-reason", test_a_file_that_cannot_go_or_come_back_is_told_with_the_reason);
  mediary_test_add ("/trash/each-reason-has-its-own-words", test_each_reason_has_its_own_words);

  return g_test_run ();
}
