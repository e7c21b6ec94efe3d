/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "app-test.h"
#include "view/mediary-check-in-sheet.h"
#include "view/mediary-item-tile.h"
#include "view/mediary-outcome-row.h"

/* Files that are dropped: where they go, and what is said of each that is not taken. */

static void
test_files_dropped_on_a_document_ask_nothing (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);

  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);

  app_test_drop (test, window, "Ünï cödé – zwei.png", NULL);
  g_assert_null (app_test_find_window (MEDIARY_TYPE_CHECK_IN_SHEET));
  mediary_test_wait_until (app_test_check_in_is_over (window));
  mediary_test_wait_until (app_test_get_n_shown (window) == 2);
  mediary_test_wait_until (app_test_toast_contains (window, "1 file checked in to “index.html”"));
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count(*) FROM media_references WHERE artifact_name = 'index.html'"), ==, 2);

  app_test_close_window (window);
}

static void
test_files_dropped_on_no_document_ask_once (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);
  GtkWindow     *sheet;

  app_test_drop (test, window, "a.png", NULL);
  sheet = app_test_find_window (MEDIARY_TYPE_CHECK_IN_SHEET);
  g_assert_nonnull (sheet);
  g_assert_cmpint (app_test_count (test, "media_items"), ==, 0);

  gtk_widget_activate (gtk_window_get_default_widget (sheet));
  mediary_test_wait_until (app_test_check_in_is_over (window));
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count(*) FROM media_references"
                                                   " WHERE module_name = 'org.mediary.Mediary' AND artifact_name = 'Library'"),
                   ==, 1);
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  mediary_test_wait_until (app_test_find_window (MEDIARY_TYPE_CHECK_IN_SHEET) == NULL);

  app_test_close_window (window);
}

static void
test_what_is_not_on_this_computer_is_told (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);
  g_autoslist (GFile) files = app_test_list_files ("http://example.org/picture.png", NULL);

  mediary_window_receive_files (window, files, NULL);
  mediary_test_wait_until (app_test_toast_contains (window, "Only files on this computer"));
  g_assert_null (app_test_find_window (MEDIARY_TYPE_CHECK_IN_SHEET));

  app_test_close_window (window);
}

static void
test_an_empty_drop_is_told (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  mediary_window_receive_files (window, NULL, NULL);
  mediary_test_wait_until (app_test_toast_contains (window, "No file arrived"));

  app_test_close_window (window);
}

static MediaryOutcomeEntry *
find_entry (MediaryWindow *window, const char *name)
{
  GListModel *rows = mediary_outcomes_get_rows (window->outcomes);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (GObject) row = g_list_model_get_item (rows, i);
    g_autofree char *base = MEDIARY_IS_OUTCOME_ENTRY (row) ? g_path_get_basename (mediary_outcome_entry_get_path (MEDIARY_OUTCOME_ENTRY (row))) : NULL;

    if (g_strcmp0 (base, name) == 0)
      return MEDIARY_OUTCOME_ENTRY (row); /* its list keeps it */
  }

  return NULL;
}

static void
assert_sentence (MediaryWindow *window, const char *name, const char *sentence)
{
  MediaryOutcomeEntry *entry = find_entry (window, name);

  g_assert_nonnull (entry);
  g_assert_cmpstr (mediary_outcome_entry_get_sentence (entry), ==, sentence);
}

static void
test_each_refused_file_has_a_sentence (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *good = mediary_test_make_png (test, "in/good.png", 20, 10);
  g_autofree char *text = mediary_test_make_bytes (test, "notes.txt", "Not a picture.\n", -1);
  g_autofree char *fake = mediary_test_make_bytes (test, "in/fake.png", "Not a picture either.\n", -1);
  g_autofree char *empty = mediary_test_make_bytes (test, "in/empty.png", "", 0);
  g_autofree char *folder = mediary_test_path (test, "in");
  g_autofree char *gone = mediary_test_path (test, "gone.png");
  g_autoptr (MediaryDestination) document = mediary_destination_new ("website", "index.html");
  g_autoslist (GFile) files = app_test_list_files (folder, text, gone, NULL);
  g_autofree char *description = g_content_type_get_description ("text/plain"); /* newer ones have a capital letter */
  g_autofree char *plain = g_strdup_printf ("Not an image, video or sound: %s.", description);

  mediary_window_receive_files (window, files, document);
  mediary_test_wait_until (app_test_check_in_is_over (window));
  mediary_test_wait_until (app_test_toast_contains (window, "1 checked in, 4 not"));

  assert_sentence (window, "gone.png", "There is no such file. It may have been moved or renamed.");
  assert_sentence (window, "notes.txt", plain);
  assert_sentence (window, "fake.png", "This is not an image, video or sound.");
  assert_sentence (window, "empty.png", "The file is empty.");
  g_assert_cmpint (app_test_count (test, "media_items"), ==, 1);

  mediary_window_show_last_check_in (window);
  mediary_test_wait_until (g_str_equal (app_test_get_page (window), "outcome"));
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->outcome_page), MEDIARY_TYPE_OUTCOME_ROW) != NULL);
  g_assert_true (g_file_test (good, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (text, G_FILE_TEST_EXISTS) && g_file_test (fake, G_FILE_TEST_EXISTS) && g_file_test (empty, G_FILE_TEST_EXISTS));

  app_test_close_window (window);
}

static void
test_what_a_folder_holds_beside_media_is_counted (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *picture = mediary_test_make_png (test, "folder/a.png", 20, 10);
  g_autofree char *text = mediary_test_make_bytes (test, "folder/notes.txt", "hello", -1);
  g_autofree char *folder = mediary_test_path (test, "folder");
  g_autofree char *alone = mediary_test_make_bytes (test, "alone.txt", "hello", -1);
  g_autofree char *summary = NULL;
  g_autoslist (GFile) files = app_test_list_files (folder, alone, NULL);

  app_test_show_document (window, "website", "index.html");
  mediary_window_receive_files (window, files, NULL);
  mediary_test_wait_until (app_test_check_in_is_over (window));
  mediary_test_wait_until (app_test_toast_contains (window, "1 checked in, 1 not"));
  summary = mediary_outcomes_dup_summary (window->outcomes);
  g_assert_cmpstr (summary, ==, "1 checked in · 1 not checked in · 1 other file left out");
  g_assert_null (find_entry (window, "notes.txt"));
  g_assert_nonnull (find_entry (window, "alone.txt"));

  app_test_close_window (window);
}

/* What nobody may wait for, what GIO has no name for, and names that are bytes. */
static void
test_odd_files_and_names_are_taken_or_told (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *newline = mediary_test_make_png (test, "odd/new\nline.png", 20, 10);
  g_autofree char *bytes = mediary_test_make_png (test, "odd/\xff\xfe.png", 20, 10);
  g_autofree char *unknown = mediary_test_make_bytes (test, "odd/thing.qqq", "\x01\x02\x03\x04", 4);
  g_autofree char *fifo = mediary_test_path (test, "odd/fifo.png");
  g_autofree char *folder = mediary_test_path (test, "odd");
  g_autoptr (MediaryDestination) document = mediary_destination_new ("website", "index.html");
  g_autoslist (GFile) files = app_test_list_files (unknown, bytes, newline, fifo, NULL);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  mediary_window_receive_files (window, files, document);
  mediary_test_wait_until (app_test_check_in_is_over (window));
  mediary_test_wait_until (app_test_toast_contains (window, "2 checked in, 2 not"));
  assert_sentence (window, "thing.qqq", "This is not an image, video or sound.");
  assert_sentence (window, "fifo.png", "This is not an image, video or sound.");
  g_assert_cmpint (app_test_count (test, "media_items"), ==, 2);
  mediary_test_wait_until (app_test_get_n_shown (window) == 2);
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->grid_view), MEDIARY_TYPE_ITEM_TILE) != NULL);
  mediary_test_wait_until (app_test_says (GTK_WIDGET (window->grid_view), "new↵line.png")); /* and does not end in the middle */
  mediary_window_show_last_check_in (window);
  mediary_test_wait_until (app_test_says (GTK_WIDGET (window->outcome_page), "new↵line.png"));
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));

  app_test_close_window (window);
}

/* Root may read anything; so the look is another user's. */
static void
test_a_file_that_may_not_be_read_has_a_sentence (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *secret = mediary_test_make_png (test, "secret.png", 20, 10);
  g_autoptr (MediaryDestination) document = mediary_destination_new ("website", "index.html");
  g_autoslist (GFile) files = app_test_list_files (secret, NULL);
  uid_t user = geteuid ();

  g_assert_cmpint (chmod (secret, 0), ==, 0);
  g_assert_cmpint (chmod (test->folder, 0755), ==, 0);
  g_assert_cmpint (chmod (test->files, 0755), ==, 0);
  if (user == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  mediary_window_receive_files (window, files, document);
  mediary_test_wait_until (app_test_check_in_is_over (window));
  g_assert_cmpint (seteuid (user), ==, 0);

  assert_sentence (window, "secret.png", "You are not allowed to read this file. Its owner can allow it in its permissions.");
  g_assert_cmpint (app_test_count (test, "media_items"), ==, 0);

  app_test_close_window (window);
}

static gboolean
is_veil_faded_in (MediaryWindow *window)
{
  return gtk_revealer_get_child_revealed (GTK_REVEALER (app_test_find (GTK_WIDGET (window->drop_veil), GTK_TYPE_REVEALER)));
}

static void
test_the_veil_does_not_fade_for_who_wants_no_motion (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);
  GtkSettings   *settings = gtk_settings_get_default ();

  for (int animations = 1; animations >= 0; animations--) {
    g_object_set (settings, "gtk-enable-animations", animations, NULL);
    mediary_drop_veil_show (window->drop_veil, "Check In…");
    g_assert_cmpint (is_veil_faded_in (window), ==, !animations);
    mediary_test_wait_until (is_veil_faded_in (window));

    mediary_drop_veil_hide (window->drop_veil);
    g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (window->drop_veil)), ==, animations);
    mediary_test_wait_until (!gtk_widget_get_visible (GTK_WIDGET (window->drop_veil)));
  }
  gtk_settings_reset_property (settings, "gtk-enable-animations");

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/drop/files-dropped-on-a-document-ask-nothing", test_files_dropped_on_a_document_ask_nothing);
  mediary_test_add ("/drop/files-dropped-on-no-document-ask-once", test_files_dropped_on_no_document_ask_once);
  mediary_test_add ("/drop/what-is-not-on-this-computer-is-told", test_what_is_not_on_this_computer_is_told);
  mediary_test_add ("/drop/an-empty-drop-is-told", test_an_empty_drop_is_told);
  mediary_test_add ("/drop/each-refused-file-has-a-sentence", test_each_refused_file_has_a_sentence);
  mediary_test_add ("/drop/what-a-folder-holds-beside-media-is-counted", test_what_a_folder_holds_beside_media_is_counted);
  mediary_test_add ("/drop/odd-files-and-names-are-taken-or-told", test_odd_files_and_names_are_taken_or_told);
  mediary_test_add ("/drop/a-file-that-may-not-be-read-has-a-sentence", test_a_file_that_may_not_be_read_has_a_sentence);
  mediary_test_add ("/drop/the-veil-does-not-fade-for-who-wants-no-motion", test_the_veil_does_not_fade_for_who_wants_no_motion);

  return g_test_run ();
}
