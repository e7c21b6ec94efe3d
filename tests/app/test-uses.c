/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app-test.h"
#include "view/mediary-check-in-sheet.h"
#include "view/mediary-item-details-private.h"
#include "view/mediary-reference-row.h"

/* What can be done with the uses of files, and with the documents that have them. */

static gint64
count_uses_of (MediaryTest *test, const char *artifact_name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM media_references WHERE artifact_name = '%s'", artifact_name);

  return mediary_test_sql_integer (test, sql);
}

static void
test_a_document_is_removed_and_comes_back (MediaryTest *test)
{
  MediaryWindow   *window;
  g_autofree char *before = NULL;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "b.png", "website", "index.html");
  before = app_test_dup_ids (test);
  window = app_test_open_window (test);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "remove-document"));

  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (app_test_get_n_shown (window) == 2 && mediary_window_get_document (window) != NULL);
  app_test_activate (window, "remove-document");
  mediary_test_wait_until (app_test_toast_contains (window, "“index.html” removed from the library; its files stay"));
  g_assert_cmpint (count_uses_of (test, "index.html"), ==, 0);
  g_assert_cmpint (app_test_count (test, "media_items"), ==, 2);

  app_test_activate (window, "undo");
  mediary_test_wait_until (count_uses_of (test, "index.html") == 2);
  app_test_assert_ids (test, before);
  app_test_close_window (window);
}

static gboolean
shows (MediaryWindow *window, const char *artifact_name)
{
  const MediaryDestination *document = mediary_window_get_document (window);

  return document != NULL && g_str_equal (document->artifact_name, artifact_name) && app_test_get_n_shown (window) == 1;
}

static void
give_name (const char *name)
{
  GtkWidget *entry = app_test_find (GTK_WIDGET (app_test_get_dialog ()), ADW_TYPE_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  app_test_answer_dialog ("do");
}

static void
test_a_document_gets_another_name (MediaryTest *test)
{
  MediaryWindow *window;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "b.png", "website", "about.html");
  window = app_test_open_window (test);
  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (app_test_get_n_shown (window) == 1 && mediary_window_get_document (window) != NULL);

  app_test_activate (window, "rename-document");
  give_name ("about.html");
  mediary_test_wait_until (app_test_toast_contains (window, "“about.html” is a document that Mediary knows already"));
  g_assert_cmpint (count_uses_of (test, "index.html"), ==, 1);

  app_test_activate (window, "rename-document");
  give_name (" start.html ");
  mediary_test_wait_until (count_uses_of (test, "start.html") == 1 && count_uses_of (test, "index.html") == 0);
  mediary_test_wait_until (shows (window, "start.html"));

  app_test_activate (window, "undo");
  mediary_test_wait_until (count_uses_of (test, "index.html") == 1 && count_uses_of (test, "start.html") == 0);
  mediary_test_wait_until (shows (window, "index.html"));
  app_test_close_window (window);
}

/* The likeliest document is the answer; “No Document Yet” would be none. */
static void
test_a_use_is_added_to_selected_files (MediaryTest *test)
{
  MediaryWindow       *window;
  MediaryCheckInSheet *sheet;
  g_autoptr (MediaryDestination) destination = NULL;

  app_test_check_in_without_document (test, "a.png");
  app_test_check_in_without_document (test, "b.png");
  app_test_check_in (test, "c.png", "website", "index.html");
  window = app_test_open_window (test);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "add-use"));
  mediary_test_wait_until (app_test_get_n_shown (window) == 3);

  app_test_select_all (window);
  app_test_activate (window, "add-use");
  mediary_test_wait_until ((sheet = app_test_find_window (MEDIARY_TYPE_CHECK_IN_SHEET)) != NULL);
  mediary_test_wait_until ((destination = mediary_check_in_sheet_dup_destination (sheet)) != NULL);
  g_assert_cmpstr (destination->artifact_name, ==, "index.html");
  g_signal_emit_by_name (sheet, "accepted");
  gtk_window_close (GTK_WINDOW (sheet));
  mediary_test_wait_until (count_uses_of (test, "index.html") == 3 && window->check_ins->len == 0);
  app_test_close_window (window);
}

static void
test_without_a_likely_document_nothing_is_answered (MediaryTest *test)
{
  MediaryWindow       *window;
  MediaryCheckInSheet *sheet;
  g_autoptr (MediaryDestination) destination = NULL;

  app_test_check_in_without_document (test, "a.png");
  window = app_test_open_window_showing (test, 1);
  app_test_select_all (window);
  app_test_activate (window, "add-use");
  mediary_test_wait_until ((sheet = app_test_find_window (MEDIARY_TYPE_CHECK_IN_SHEET)) != NULL);
  destination = mediary_check_in_sheet_dup_destination (sheet);
  g_assert_null (destination);
  gtk_window_close (GTK_WINDOW (sheet));
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

static const char *
get_event (MediaryWindow *window, guint i)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (window->details->history_rows->pdata[i]));
}

/* Its uses stay what they are. */
static void
test_a_file_that_moves_tells_so_in_its_history (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 20, 10);
  g_autofree char *moved = mediary_test_path (test, "b.png");
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "website", "index.html");
  g_autoptr (MediaryItem) item = NULL;
  MediaryWindow *window = app_test_open_window_showing (test, 1);

  app_test_select_all (window);
  mediary_test_wait_until (window->details->history_rows->len == 2);

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  item = mediary_service_relink_item (test->service, mediary_reference_get_media_item_id (reference), moved, NULL, NULL);
  g_assert_nonnull (item);
  mediary_test_wait_until (window->details->history_rows->len == 3);
  g_assert_cmpstr (get_event (window, 0), ==, "Renamed from “a.png”");
  g_assert_cmpstr (get_event (window, 1), ==, "Checked in to “index.html”");
  g_assert_cmpstr (get_event (window, 2), ==, "Came to the library");

  app_test_close_window (window);
}

static void
on_text (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_a_use_gives_its_reference (MediaryTest *test)
{
  MediaryWindow   *window;
  GtkWidget       *row;
  g_autofree char *path = mediary_test_make_png (test, "a.png", 20, 10);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "website", "https://example.org/start");
  g_autofree char *expected = mediary_reference_to_text (reference);
  g_autofree char *text = NULL;

  window = app_test_open_window_showing (test, 1);
  app_test_select_all (window);
  mediary_test_wait_until ((row = app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_REFERENCE_ROW)) != NULL);

  g_assert_true (gtk_widget_activate_action (row, "win.copy-reference", "s", expected));
  mediary_test_wait_until (app_test_toast_contains (window, "Reference copied"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL, on_text, &text);
  mediary_test_wait_until (text != NULL);
  g_assert_cmpstr (text, ==, expected);

  g_assert_true (gtk_widget_activate_action (row, "use.remove", NULL));
  mediary_test_wait_until (app_test_count (test, "media_references") == 0);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/uses/a-document-is-removed-and-comes-back", test_a_document_is_removed_and_comes_back);
  mediary_test_add ("/uses/a-document-gets-another-name", test_a_document_gets_another_name);
  mediary_test_add ("/uses/a-use-is-added-to-selected-files", test_a_use_is_added_to_selected_files);
  mediary_test_add ("/uses/without-a-likely-document-nothing-is-answered", test_without_a_likely_document_nothing_is_answered);
  mediary_test_add ("/uses/a-file-that-moves-tells-so-in-its-history", test_a_file_that_moves_tells_so_in_its_history);
  mediary_test_add ("/uses/a-use-leads-to-its-document", test_a_use_leads_to_its_document);
  mediary_test_add ("/uses/a-use-gives-its-reference", test_a_use_gives_its_reference);

  return g_test_run ();
}
