/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "app-test.h"
#include "mediary-dialogs.h"
#include "mediary-release-notes.h"
#include "view/mediary-check-in-sheet.h"
#include "view/mediary-item-tile.h"
#include "view/mediary-outcome-row.h"
#include "view/mediary-reference-row.h"

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
test_an_empty_library_says_what_to_do (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  g_assert_cmpstr (app_test_get_page (window), ==, "empty");

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
test_a_search_that_finds_nothing_says_so (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 2);

  app_test_activate (window, "search");
  gtk_editable_set_text (GTK_EDITABLE (window->search_entry), "b.png");
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  gtk_editable_set_text (GTK_EDITABLE (window->search_entry), "zebra");
  mediary_test_wait_until (g_str_equal (app_test_get_page (window), "no_results"));
  app_test_activate (window, "escape");
  mediary_test_wait_until (app_test_get_n_shown (window) == 2);
  g_assert_cmpstr (app_test_get_page (window), ==, "items");

  app_test_close_window (window);
}

/* The buttons in the row of chips, by their words for a screen reader, which are their tooltips too. */
static GtkWidget *
find_chip (MediaryWindow *window, const char *words)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (window->filter_box)); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *chip = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));

    if (g_str_equal (gtk_widget_get_tooltip_text (chip), words))
      return chip;
  }

  return NULL;
}

static void
test_a_filter_is_a_chip_that_can_be_removed (MediaryTest *test)
{
  MediaryWindow *window;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "b.png", "paper", "draft");
  app_test_check_in_without_document (test, "c.png");
  window = app_test_open_window_showing (test, 3);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->filter_box)));

  g_action_group_change_action_state (G_ACTION_GROUP (window), "filter-app", g_variant_new_string ("paper"));
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  g_assert_cmpstr (adw_window_title_get_subtitle (window->window_title), ==, "1 of 3 files");
  g_action_group_change_action_state (G_ACTION_GROUP (window), "filter-type", g_variant_new_string ("audio"));
  mediary_test_wait_until (g_str_equal (app_test_get_page (window), "no_results"));

  gtk_widget_activate (find_chip (window, "Remove filter Audio"));
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  gtk_widget_activate (find_chip (window, "Remove filter Used by paper"));
  mediary_test_wait_until (app_test_get_n_shown (window) == 3);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->filter_box)));

  g_action_group_change_action_state (G_ACTION_GROUP (window), "filter-no-use", g_variant_new_boolean (TRUE));
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  g_assert_true (mediary_filter_is_empty (&window->filter));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "filter-no-use"));

  app_test_close_window (window);
}

static void
test_a_search_suggests_documents_and_apps (MediaryTest *test)
{
  MediaryWindow *window;

  app_test_check_in (test, "a.png", "website", "file:///home/anna/spring%20t%C3%A4lk.odp");
  app_test_check_in (test, "b.png", "paper", "draft");
  window = app_test_open_window_showing (test, 2);
  mediary_test_wait_until (g_list_model_get_n_items (mediary_sidebar_get_apps (window->sidebar)) == 2);

  app_test_activate (window, "search");
  gtk_editable_set_text (GTK_EDITABLE (window->search_entry), "Spring TALK");
  mediary_test_wait_until (find_chip (window, "Document: spring tälk.odp") != NULL);
  mediary_test_wait_until (app_test_get_n_shown (window) == 1); /* the words are in the document’s name */

  gtk_editable_set_text (GTK_EDITABLE (window->search_entry), "pape");
  mediary_test_wait_until (find_chip (window, "App: paper") != NULL);
  g_assert_null (find_chip (window, "Document: spring tälk.odp"));
  g_signal_emit_by_name (find_chip (window, "App: paper"), "clicked");
  mediary_test_wait_until (mediary_place_get_kind (window->place) == MEDIARY_PLACE_APP);
  g_assert_null (find_chip (window, "App: paper"));

  app_test_close_window (window);
}

static void
test_files_dropped_on_a_document_ask_nothing (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window_with (test, 1);
  g_autofree char *path = mediary_test_make_png (test, "Ünï cödé – zwei.png", 20, 10);
  g_autoslist (GFile) files = app_test_list_files (path, NULL);

  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);

  mediary_window_receive_files (window, files, NULL);
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
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *path = mediary_test_make_png (test, "a.png", 20, 10);
  GtkWindow       *sheet;
  g_autoslist (GFile) files = app_test_list_files (path, NULL);

  mediary_window_receive_files (window, files, NULL);
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

static void
test_a_check_in_is_undone (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window_with (test, 1);
  g_autofree char *path = mediary_test_make_png (test, "b.png", 20, 10);
  g_autoslist (GFile) files = app_test_list_files (path, NULL);

  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  mediary_window_receive_files (window, files, NULL);
  mediary_test_wait_until (app_test_check_in_is_over (window) && app_test_get_n_shown (window) == 2);

  app_test_activate (window, "undo");
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  g_assert_cmpint (app_test_count (test, "media_references"), ==, 1);

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

  app_test_activate (window, "undo");
  mediary_test_wait_until (app_test_count (test, "media_references") == 1);
  app_test_assert_ids (test, before);

  app_test_close_window (window);
}

static void
test_a_use_leads_to_its_document (MediaryTest *test)
{
  MediaryWindow *window;
  GtkWidget     *row;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "b.png", "website", "about.html");
  window = app_test_open_window_showing (test, 2);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);
  mediary_test_wait_until ((row = app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_REFERENCE_ROW)) != NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "index.html");

  adw_action_row_activate (ADW_ACTION_ROW (row));
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  g_assert_cmpstr (adw_window_title_get_title (window->window_title), ==, "index.html");

  app_test_close_window (window);
}

/* Warnings end the test. */
static void
test_the_window_gets_narrow_and_wide_without_a_warning (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);

  for (int width = 1200; width >= 360; width -= 40)
    app_test_resize (window, width);
  mediary_test_wait_until (mediary_shell_get_narrow (window->shell));
  g_assert_true (mediary_shell_get_details_collapsed (window->shell));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 360);

  for (int width = 360; width <= 1200; width += 40)
    app_test_resize (window, width);
  mediary_test_wait_until (!mediary_shell_get_narrow (window->shell));
  mediary_test_wait_until (mediary_shell_get_show_details (window->shell));

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

/* Before that it cannot have the focus. */
static gboolean
has_mapped_use (MediaryWindow *window)
{
  GtkWidget *row = app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_REFERENCE_ROW);

  return row != NULL && gtk_widget_get_mapped (row);
}

static void
test_keys_pass_by_a_pane_without_anything_to_come_to (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);

  app_test_resize (window, 1200); /* it may be as the last window was */
  mediary_test_wait_until (!mediary_shell_get_narrow (window->shell) && !mediary_shell_get_details_collapsed (window->shell));
  mediary_shell_set_show_details (window->shell, TRUE);
  mediary_test_wait_until (app_test_has_focus_in (window, window->content_stack));

  app_test_activate (window, "next-pane");
  g_assert_true (app_test_has_focus_in (window, window->sidebar_view));
  app_test_activate (window, "next-pane");
  g_assert_true (app_test_has_focus_in (window, window->content_stack));

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);
  mediary_test_wait_until (has_mapped_use (window));
  app_test_activate (window, "next-pane");
  g_assert_true (app_test_has_focus_in (window, window->details));

  app_test_close_window (window);
}

static void
test_the_menu_of_the_files_is_about_the_selected (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);
  GtkWidget     *files = gtk_widget_get_parent (GTK_WIDGET (window->content_stack));
  GtkWidget     *menu;

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "show-menu"));

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);
  app_test_activate (window, "show-menu");
  mediary_test_wait_until ((menu = app_test_find_menu (files)) != NULL && gtk_widget_get_mapped (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  mediary_test_wait_until (app_test_find_menu (files) == NULL);

  app_test_close_window (window);
}

static gboolean
has_label (GtkWidget *parent, const char *text)
{
  if (GTK_IS_LABEL (parent) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (parent)), text) == 0)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    if (has_label (child, text))
      return TRUE;
  }

  return FALSE;
}

static void
test_several_selected_files_are_summed_up (MediaryTest *test)
{
  MediaryWindow *window;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "a.png", "paper", "draft");
  app_test_check_in_without_document (test, "b.png");
  window = app_test_open_window_showing (test, 2);

  app_test_activate (window, "select-all");
  mediary_test_wait_until (has_label (GTK_WIDGET (window->details), "2 images"));
  g_assert_true (has_label (GTK_WIDGET (window->details), "2 Files Selected"));
  mediary_test_wait_until (has_label (GTK_WIDGET (window->details), "2 documents"));
  g_assert_true (has_label (GTK_WIDGET (window->details), "No Known Use"));

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

static void
count_up (guint *n_changes)
{
  *n_changes += 1;
}

/* The panes ask for less when they are narrow: that must not make them wide again. */
static void
test_no_width_makes_the_panes_swing (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);
  guint          n_changes = 0;

  for (int width = 1000; width >= 600; width -= 100)
    app_test_resize (window, width);

  g_signal_connect_swapped (window->shell, "notify::narrow", G_CALLBACK (count_up), &n_changes);
  for (int width = 600; width <= 800; width += 20) {
    app_test_resize (window, width);
    for (guint turn = 0; turn < 30; turn++)
      mediary_test_turn ();
  }
  g_assert_cmpuint (n_changes, <=, 1);

  app_test_close_window (window);
}

static void
test_both_views_fit_a_narrow_window (MediaryTest *test)
{
  static const char *const modes[] = { "grid", "list" };
  MediaryWindow           *window;

  app_test_check_in (test, "a picture with a name that is longer than most names of pictures are.png", "website", "index.html");
  app_test_check_in_without_document (test, "b.png");
  window = app_test_open_window_showing (test, 2);
  app_test_resize (window, 560); /* the sidebar becomes a page, and the header gets room */
  app_test_resize (window, 360);
  mediary_test_wait_until (mediary_shell_get_narrow (window->shell));

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++) {
    int minimum;

    g_action_group_activate_action (G_ACTION_GROUP (window), "view-mode", g_variant_new_string (modes[i]));
    for (guint turn = 0; turn < 20; turn++)
      mediary_test_turn ();
    gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    g_assert_cmpint (minimum, <=, 360);
  }

  app_test_close_window (window);
}

/* The place of the keyboard is looked for again when a frame is drawn. */
static void
wait_for_frames (MediaryWindow *window, gint64 n_frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gint64         last = gdk_frame_clock_get_frame_counter (clock) + n_frames;

  while (gdk_frame_clock_get_frame_counter (clock) < last) {
    gtk_widget_queue_draw (GTK_WIDGET (window));
    mediary_test_turn ();
  }
}

static gboolean
has_focus_on_selected (MediaryWindow *window, gpointer view)
{
  GtkWidget *focus = app_test_get_focus (window);

  return focus != NULL && gtk_widget_get_parent (focus) == view && (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED) != 0;
}

static void
test_the_keyboard_stays_with_the_file_in_another_view (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 2);

  gtk_widget_grab_focus (GTK_WIDGET (window->grid_view));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 1, TRUE);

  g_action_group_activate_action (G_ACTION_GROUP (window), "view-mode", g_variant_new_string ("list"));
  mediary_test_wait_until (has_focus_on_selected (window, window->list_view));
  wait_for_frames (window, 5);
  g_assert_true (has_focus_on_selected (window, window->list_view));

  g_action_group_activate_action (G_ACTION_GROUP (window), "view-mode", g_variant_new_string ("grid"));
  mediary_test_wait_until (has_focus_on_selected (window, window->grid_view));
  wait_for_frames (window, 5);
  g_assert_true (has_focus_on_selected (window, window->grid_view));

  app_test_activate (window, "larger");
  mediary_test_wait_until (has_focus_on_selected (window, window->grid_view));
  wait_for_frames (window, 5);
  g_assert_true (has_focus_on_selected (window, window->grid_view));

  app_test_close_window (window);
}

/* With what may be said below it. */
static void
test_every_page_fits_a_narrow_window (MediaryTest *test)
{
  static const char *const pages[] = { "loading", "failed", "empty", "nothing_wrong", "all_used", "nothing", "no_results", "items", "outcome" };
  MediaryWindow           *window = app_test_open_window (test);
  g_autofree char         *text = mediary_test_make_bytes (test, "a text with a name that is longer than most names of texts are.txt", "hello", -1);
  g_autofree char         *damaged = mediary_test_make_bytes (test, "damaged.png", "\x89PNG\r\n\x1a\nand then nothing more of it", 34);
  g_autoptr (MediaryDestination) document = mediary_destination_new ("a long name of an app", "a name of a document that is longer than most of them");
  g_autoslist (GFile) files = app_test_list_files (damaged, text, NULL);

  app_test_resize (window, 560);
  app_test_resize (window, 360);
  mediary_test_wait_until (mediary_shell_get_narrow (window->shell));
  mediary_window_receive_files (window, files, document);
  mediary_test_wait_until (app_test_check_in_is_over (window));
  mediary_window_show_last_check_in (window);
  mediary_test_wait_until (g_str_equal (app_test_get_page (window), "outcome"));
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->outcome_page), MEDIARY_TYPE_OUTCOME_ROW) != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    int minimum;

    gtk_stack_set_visible_child_name (window->content_stack, pages[i]);
    for (guint turn = 0; turn < 20; turn++)
      mediary_test_turn ();
    gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    if (minimum > 360)
      app_test_say_widths (window, 300);
    g_test_message ("“%s” needs %d", pages[i], minimum);
    g_assert_cmpint (minimum, <=, 360);
  }

  app_test_close_window (window);
}

static void
test_every_action_with_a_key_exists (MediaryTest *test)
{
  MediaryWindow  *window = app_test_open_window (test);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_auto (GStrv) names = gtk_application_list_action_descriptions (application);
  guint n_keys = 0;

  for (guint i = 0; names[i] != NULL; i++) {
    g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, names[i]);
    g_autofree char *name = NULL;
    g_autoptr (GVariant) target = NULL;

    g_assert_true (g_action_parse_detailed_name (names[i], &name, &target, NULL));
    if (g_str_has_prefix (name, "win."))
      g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window), name + strlen ("win.")));
    n_keys += g_strv_length (keys);
  }
  g_assert_cmpuint (n_keys, >=, 20);

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
  mediary_test_add ("/window/a-search-that-finds-nothing-says-so", test_a_search_that_finds_nothing_says_so);
  mediary_test_add ("/window/a-filter-is-a-chip-that-can-be-removed", test_a_filter_is_a_chip_that_can_be_removed);
  mediary_test_add ("/window/a-search-suggests-documents-and-apps", test_a_search_suggests_documents_and_apps);
  mediary_test_add ("/window/files-dropped-on-a-document-ask-nothing", test_files_dropped_on_a_document_ask_nothing);
  mediary_test_add ("/window/files-dropped-on-no-document-ask-once", test_files_dropped_on_no_document_ask_once);
  mediary_test_add ("/window/what-is-not-on-this-computer-is-told", test_what_is_not_on_this_computer_is_told);
  mediary_test_add ("/window/an-empty-drop-is-told", test_an_empty_drop_is_told);
  mediary_test_add ("/window/each-refused-file-has-a-sentence", test_each_refused_file_has_a_sentence);
  mediary_test_add ("/window/what-a-folder-holds-beside-media-is-counted", test_what_a_folder_holds_beside_media_is_counted);
  mediary_test_add ("/window/odd-files-and-names-are-taken-or-told", test_odd_files_and_names_are_taken_or_told);
  mediary_test_add ("/window/a-file-that-may-not-be-read-has-a-sentence", test_a_file_that_may_not_be_read_has_a_sentence);
  mediary_test_add ("/window/a-check-in-is-undone", test_a_check_in_is_undone);
  mediary_test_add ("/window/a-removed-use-comes-back-with-its-id", test_a_removed_use_comes_back_with_its_id);
  mediary_test_add ("/window/a-use-leads-to-its-document", test_a_use_leads_to_its_document);
  mediary_test_add ("/window/it-gets-narrow-and-wide-without-a-warning", test_the_window_gets_narrow_and_wide_without_a_warning);
  mediary_test_add ("/window/the-menu-of-the-files-is-about-the-selected", test_the_menu_of_the_files_is_about_the_selected);
  mediary_test_add ("/window/several-selected-files-are-summed-up", test_several_selected_files_are_summed_up);
  mediary_test_add ("/window/files-are-looked-at-again", test_files_are_looked_at_again);
  mediary_test_add ("/window/what-is-read-when-it-is-closed-is-not-shown", test_what_is_read_when_the_window_is_closed_is_not_shown);
  mediary_test_add ("/window/no-width-makes-the-panes-swing", test_no_width_makes_the_panes_swing);
  mediary_test_add ("/window/the-keyboard-stays-with-the-file-in-another-view", test_the_keyboard_stays_with_the_file_in_another_view);
  mediary_test_add ("/window/both-views-fit-a-narrow-window", test_both_views_fit_a_narrow_window);
  mediary_test_add ("/window/every-page-fits-a-narrow-window", test_every_page_fits_a_narrow_window);
  mediary_test_add ("/window/keys-pass-by-a-pane-without-anything-to-come-to", test_keys_pass_by_a_pane_without_anything_to_come_to);
  mediary_test_add ("/window/every-action-with-a-key-exists", test_every_action_with_a_key_exists);

  return g_test_run ();
}
