/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "mediary-portal-keep.h"
#include "mediary-test.h"

/* Files that were lent to a sandbox. The portal’s documents are links here, below a folder that is called as theirs; this portal is an
 * old one, and does not say what they are called outside. */

#define LENT_ITEMS "SELECT count (*) FROM item_facts WHERE state = 3"

/* $XDG_RUNTIME_DIR/doc/ID/…, where the portal has it. */
static char *
make_document (const char *document, const char *file)
{
  char            *path = g_build_filename (g_get_user_runtime_dir (), "doc", document, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (link (file, path), ==, 0);

  return path;
}

/* The file itself is where this process cannot read it. */
static void
lend (MediaryTest *test, const char *path, const char *access_path)
{
  g_autoptr (MediaryReference) reference = NULL;

  mediary_service_lend_file (test->service, path, access_path, FALSE);
  reference = mediary_test_check_in (test, path, "website", "index.html");
  g_assert_nonnull (reference);
}

static void
on_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gssize *n_kept = user_data;

  *n_kept = mediary_portal_keep_finish (result, NULL);
}

static gssize
keep (MediaryTest *test, MediaryItem *item, const char *chosen)
{
  g_autoptr (GFile) file = g_file_new_for_path (chosen);
  gssize n_kept = -2;

  mediary_portal_keep_async (test->service, item, file, on_kept, &n_kept);
  mediary_test_wait_until (n_kept != -2);

  return n_kept;
}

static MediaryState
get_state_now (MediaryTest *test, const char *path)
{
  g_autoptr (MediaryItem) item = mediary_test_item (test, path);
  g_autoptr (MediaryResolution) resolution = mediary_service_resolve (test->service, mediary_item_get_id (item), NULL, NULL);

  g_assert_nonnull (resolution);

  return mediary_resolution_get_state (resolution);
}

static void
test_a_folder_keeps_access_to_all_that_are_in_it (MediaryTest *test)
{
  g_autofree char *a = mediary_test_make_png (test, "a.png", 8, 8);
  g_autofree char *b = mediary_test_make_png (test, "b.png", 9, 9);
  g_autofree char *lent_a = make_document ("1/a.png", a);
  g_autofree char *lent_b = make_document ("2/b.png", b);
  g_autofree char *lent_c = make_document ("3/c.png", b);
  g_autofree char *in_folder = make_document ("4/trip/a.png", a);
  g_autofree char *in_subfolder = make_document ("4/trip/day 2/b.png", b);
  g_autofree char *folder = g_path_get_dirname (in_folder);
  g_autofree char *unrelated = make_document ("5/other/a.png", a);
  g_autofree char *unrelated_folder = g_path_get_dirname (unrelated);

  lend (test, "/elsewhere/trip/a.png", lent_a);
  lend (test, "/elsewhere/trip/day 2/b.png", lent_b);
  lend (test, "/media/stick/c.png", lent_c);
  g_assert_cmpint (mediary_test_sql_integer (test, LENT_ITEMS), ==, 3);

  g_assert_cmpint (keep (test, NULL, unrelated_folder), ==, 0);
  g_assert_cmpint (keep (test, NULL, folder), ==, 2);
  g_assert_cmpint (mediary_test_sql_integer (test, LENT_ITEMS), ==, 1);

  /* The session ends, and with it what was lent. */
  g_assert_cmpint (g_unlink (lent_a) + g_unlink (lent_b) + g_unlink (lent_c), ==, 0);
  mediary_test_reopen (test);
  g_assert_cmpint (get_state_now (test, "/elsewhere/trip/a.png"), ==, MEDIARY_STATE_PRESENT);
  g_assert_cmpint (get_state_now (test, "/elsewhere/trip/day 2/b.png"), ==, MEDIARY_STATE_PRESENT);
  g_assert_cmpint (get_state_now (test, "/media/stick/c.png"), ==, MEDIARY_STATE_NO_ACCESS);
}

static void
test_another_file_of_the_same_name_is_not_taken_for_it (MediaryTest *test)
{
  g_autofree char *a = mediary_test_make_png (test, "a.png", 8, 8);
  g_autofree char *b = mediary_test_make_png (test, "b.png", 90, 90);
  g_autofree char *lent = make_document ("6/a.png", a);
  g_autofree char *other = make_document ("7/a.png", b);
  g_autofree char *right = make_document ("8/a.png", a);
  g_autoptr (MediaryItem) item = NULL;
  g_autoptr (MediaryItem) kept = NULL;

  lend (test, "/elsewhere/a.png", lent);
  item = mediary_test_item (test, "/elsewhere/a.png");
  g_assert_cmpint (mediary_item_get_state (item), ==, MEDIARY_STATE_LENT);

  g_assert_cmpint (keep (test, item, other), ==, 0);
  g_assert_cmpint (g_unlink (lent), ==, 0); /* then there is only what is known of it */
  g_assert_cmpint (keep (test, item, other), ==, 0);
  g_assert_cmpint (keep (test, item, right), ==, 1);

  kept = mediary_test_item (test, "/elsewhere/a.png");
  g_assert_cmpstr (mediary_item_get_id (kept), ==, mediary_item_get_id (item));
  g_assert_cmpint (mediary_item_get_state (kept), ==, MEDIARY_STATE_PRESENT);
}

static void
test_what_was_lent_stays_so_when_the_session_has_ended (MediaryTest *test)
{
  g_autofree char *a = mediary_test_make_png (test, "a.png", 8, 8);
  g_autofree char *lent = make_document ("9/a.png", a);
  g_autoptr (MediaryItem) item = NULL;
  g_autoptr (MediaryItem) refreshed = NULL;

  lend (test, "/elsewhere/a.png", lent);
  g_assert_cmpint (g_unlink (lent), ==, 0);
  item = mediary_test_item (test, "/elsewhere/a.png");
  refreshed = mediary_service_refresh_item (test->service, mediary_item_get_id (item), NULL, NULL);

  g_assert_nonnull (refreshed);
  g_assert_cmpint (mediary_item_get_state (refreshed), ==, MEDIARY_STATE_LENT);
  g_assert_cmpstr (mediary_words_for_state (MEDIARY_STATE_LENT), ==, "Lent");
}

int
main (int argc, char **argv)
{
  g_autofree char *runtime = g_dir_make_tmp ("mediary-loans-XXXXXX", NULL);
  g_autofree char *removal = g_strdup_printf ("rm -r '%s'", runtime);
  int              status;

  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/loans/a-folder-keeps-access-to-all-that-are-in-it", test_a_folder_keeps_access_to_all_that_are_in_it);
  mediary_test_add ("/loans/another-file-of-the-same-name-is-not-taken-for-it", test_another_file_of_the_same_name_is_not_taken_for_it);
  mediary_test_add ("/loans/what-was-lent-stays-so-when-the-session-has-ended", test_what_was_lent_stays_so_when_the_session_has_ended);

  status = g_test_run ();
  g_spawn_command_line_sync (removal, NULL, NULL, NULL, NULL);

  return status;
}
