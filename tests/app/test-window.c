/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "app-test.h"
#include "mediary-dialogs.h"
#include "mediary-release-notes.h"
#include "view/mediary-item-tile.h"

/* The window itself: how it begins, what comes to it from elsewhere, and how it ends. */

static void
test_an_empty_library_says_what_to_do (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  g_assert_cmpstr (app_test_get_page (window), ==, "empty");

  app_test_close_window (window);
}

static void
test_about_says_what_is_new_in_this_version (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *none = mediary_release_notes_dup ("0.0.0");
  AdwAboutWindow  *about;
  const char      *notes;

  g_assert_cmpstr (none, ==, "");
  mediary_dialogs_show_about (GTK_WINDOW (window), 0);
  about = app_test_find_window (ADW_TYPE_ABOUT_WINDOW);
  notes = adw_about_window_get_release_notes (about);
  g_assert_true (g_str_has_prefix (notes, "<p>") && g_str_has_suffix (notes, "</p>"));
  g_assert_cmpuint (strlen (notes), >, strlen ("<p></p>"));
  g_assert_cmpstr (adw_about_window_get_release_notes_version (about), ==, MEDIARY_VERSION);

  gtk_window_destroy (GTK_WINDOW (about));
  app_test_close_window (window);
}

/* Pages 5 to 12 hold tables and indexes; what they say is gone. */
static void
damage_library (MediaryTest *test)
{
  g_autofree char *path = g_build_filename (test->data, "mediary.db", NULL);
  g_autofree char *contents = NULL;
  gsize            length;

  mediary_service_close (test->service);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents + 5 * 4096, 0x5a, 8 * 4096);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

static guint
count_message_dialogs (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint       n_dialogs = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    n_dialogs += ADW_IS_MESSAGE_DIALOG (window) ? 1 : 0;
  }

  return n_dialogs;
}

static void
test_a_restored_library_is_told_once (MediaryTest *test)
{
  MediaryWindow *window;

  app_test_check_in (test, "a.png", "website", "index.html");
  damage_library (test);

  window = app_test_open_window (test);
  mediary_test_wait_until (count_message_dialogs () == 1);
  app_test_close_window (window);
  mediary_test_wait_until (count_message_dialogs () == 0);

  window = app_test_open_window (test);
  g_assert_cmpuint (count_message_dialogs (), ==, 0);
  app_test_close_window (window);
}

static void
test_files_of_another_program_appear (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  app_test_check_in (test, "a.png", "website", "index.html");
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  g_assert_cmpstr (app_test_get_page (window), ==, "items");
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->grid_view), MEDIARY_TYPE_ITEM_TILE) != NULL);

  app_test_close_window (window);
}

static void
test_files_are_looked_at_again (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window_with (test, 1);
  g_autofree char *path = mediary_test_path (test, "a.png");

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);

  app_test_activate (window, "check-again");
  mediary_test_wait_until (app_test_toast_contains (window, "1 file checked: it is where it was"));
  g_assert_cmpint (g_unlink (path), ==, 0);
  app_test_activate (window, "check-again");
  mediary_test_wait_until (mediary_test_sql_integer (test, "SELECT state FROM item_facts") == MEDIARY_STATE_MISSING);
  mediary_test_wait_until (mediary_sidebar_get_place (window->sidebar, MEDIARY_PLACE_NEEDS_ATTENTION) != NULL);

  app_test_close_window (window);
}

static gboolean
load_diary (gpointer user_data)
{
  g_object_notify (user_data, "loaded");

  return G_SOURCE_REMOVE;
}

static gboolean
let_go (gpointer user_data)
{
  g_object_unref (user_data);

  return G_SOURCE_REMOVE;
}

/* A check-in, or something to be done when there is time, keeps a window that is closed for a while. */
static void
test_what_is_read_when_the_window_is_closed_is_not_shown (MediaryTest *test)
{
  MediaryWindow      *window = app_test_open_window (test);
  MediaryApplication *application = MEDIARY_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));

  g_idle_add_full (G_PRIORITY_HIGH, load_diary, g_object_ref (mediary_application_get_play_diary (application)), g_object_unref);
  g_idle_add (let_go, g_object_ref (window));

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/window/an-empty-library-says-what-to-do", test_an_empty_library_says_what_to_do);
  mediary_test_add ("/window/about-says-what-is-new-in-this-version", test_about_says_what_is_new_in_this_version);
  mediary_test_add ("/window/a-restored-library-is-told-once", test_a_restored_library_is_told_once);
  mediary_test_add ("/window/files-of-another-program-appear", test_files_of_another_program_appear);
  mediary_test_add ("/window/files-are-looked-at-again", test_files_are_looked_at_again);
  mediary_test_add ("/window/what-is-read-when-it-is-closed-is-not-shown", test_what_is_read_when_the_window_is_closed_is_not_shown);

  return g_test_run ();
}
