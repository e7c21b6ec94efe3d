/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "app-test.h"
#include "model/mediary-suggestions.h"
#include "view/mediary-check-in-sheet.h"

/* The question who uses files: what is suggested, and what is completed. */

static void
on_suggested (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GPtrArray **) user_data = mediary_suggestions_load_finish (result, NULL);
}

static GPtrArray *
suggest (MediaryWindow *window, MediaryTest *test, const char *name)
{
  g_autofree char *path = mediary_test_path (test, name);
  g_autoslist (GFile) files = app_test_list_files (path, NULL);
  GPtrArray *suggestions = NULL;

  mediary_suggestions_load_async (window->service, files, NULL, NULL, on_suggested, &suggestions);
  mediary_test_wait_until (suggestions != NULL);

  return suggestions;
}

static MediarySuggestion *
find (GPtrArray *suggestions, const char *artifact_name)
{
  for (guint i = 0; i < suggestions->len; i++) {
    MediarySuggestion *suggestion = suggestions->pdata[i];

    if (g_str_equal (suggestion->destination->artifact_name, artifact_name))
      return suggestion;
  }

  return NULL;
}

static void
test_the_document_of_the_neighbours_is_suggested_first (MediaryTest *test)
{
  MediaryWindow *window;
  g_autoptr (GPtrArray) suggestions = NULL;
  MediarySuggestion *first;

  app_test_check_in (test, "shop/a.png", "website", "shop.html");
  app_test_check_in (test, "shop/b.png", "website", "shop.html");
  app_test_check_in (test, "shop/b.png", "website", "index.html");
  app_test_check_in (test, "shop/deeper/c.png", "website", "deeper.html");
  app_test_check_in (test, "other/d.png", "website", "other.html");
  window = app_test_open_window (test);

  suggestions = suggest (window, test, "shop/new.png");
  first = suggestions->pdata[0];
  g_assert_cmpstr (first->destination->artifact_name, ==, "shop.html");
  g_assert_cmpstr (first->reason, ==, "Uses files from the same folder");
  g_assert_true (first->likely);
  g_assert_cmpstr (find (suggestions, "index.html")->reason, ==, "Uses files from the same folder");
  g_assert_cmpstr (find (suggestions, "deeper.html")->reason, ==, "Used lately");
  g_assert_cmpstr (find (suggestions, "other.html")->reason, ==, "Used lately");
  app_test_close_window (window);
}

static void
add_recent (GBookmarkFile *bookmarks, const char *uri, const char *type, gint64 hours)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, (int) -hours);

  g_bookmark_file_set_mime_type (bookmarks, uri, type);
  g_bookmark_file_add_application (bookmarks, uri, "An Editor", "an-editor %u");
  g_bookmark_file_set_modified_date_time (bookmarks, uri, then);
}

/* By the desktop's own list; what is no document, or was opened yesterday, is not among them. */
static void
test_documents_opened_today_are_suggested (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);
  g_autoptr (GBookmarkFile) bookmarks = g_bookmark_file_new ();
  g_autofree char *list = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) suggestions = NULL;
  MediarySuggestion *first;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  add_recent (bookmarks, "file:///home/anna/talk.odp", "application/vnd.oasis.opendocument.presentation", 2);
  add_recent (bookmarks, "file:///home/anna/old.odp", "application/vnd.oasis.opendocument.presentation", 30);
  add_recent (bookmarks, "file:///home/anna/picture.png", "image/png", 1);
  add_recent (bookmarks, "https://example.org/page.html", "text/html", 1);
  g_assert_true (g_bookmark_file_to_file (bookmarks, list, &error));
  g_assert_no_error (error);

  suggestions = suggest (window, test, "new.png");
  g_assert_cmpuint (suggestions->len, ==, 1);
  first = suggestions->pdata[0];
  g_assert_cmpstr (first->destination->artifact_name, ==, "file:///home/anna/talk.odp");
  g_assert_cmpstr (first->reason, ==, "Opened today");

  g_assert_cmpint (g_unlink (list), ==, 0);
  app_test_close_window (window);
}

typedef struct {
  MediaryCheckInSheet *sheet;
  AdwEntryRow         *app_entry;
  AdwEntryRow         *document_entry;
} Sheet;

static void
find_entries (GtkWidget *widget, GPtrArray *entries)
{
  if (ADW_IS_ENTRY_ROW (widget))
    g_ptr_array_add (entries, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_entries (child, entries);
}

/* With “Other…” chosen, which shows the entries. */
static MediaryCheckInSheet *
ask (MediaryWindow *window, MediaryTest *test)
{
  g_autofree char *path = mediary_test_path (test, "new.png");
  g_autoslist (GFile) files = app_test_list_files (path, NULL);
  MediaryCheckInSheet *sheet = mediary_check_in_sheet_new (GTK_WINDOW (window), window->service, files, NULL);

  gtk_window_present (GTK_WINDOW (sheet));
  mediary_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (sheet)));

  return sheet;
}

static Sheet
open_sheet (MediaryWindow *window, MediaryTest *test)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  Sheet sheet = { .sheet = ask (window, test) };

  gtk_widget_activate (app_test_find_row (GTK_WIDGET (sheet.sheet), "Other…"));
  find_entries (GTK_WIDGET (sheet.sheet), entries);
  sheet.app_entry = entries->pdata[0];
  sheet.document_entry = entries->pdata[1];

  return sheet;
}

static void
type (AdwEntryRow *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* What the library knows arrives a moment after the sheet. */
static GtkWidget *
retype (AdwEntryRow *entry, const char *text, const char *title)
{
  type (entry, "");
  type (entry, text);
  for (guint turn = 0; turn < 20; turn++)
    mediary_test_turn ();

  for (GtkWidget *row = gtk_widget_get_next_sibling (GTK_WIDGET (entry)); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    if (app_test_find_row (row, title) == row) /* what is suggested stands above */
      return row;
  }

  return NULL;
}

static void
activate_match (AdwEntryRow *entry, const char *text, const char *title)
{
  GtkWidget *row;

  mediary_test_wait_until ((row = retype (entry, text, title)) != NULL);
  g_signal_emit_by_name (row, "activated");
}

static void
test_names_are_completed_from_the_library (MediaryTest *test)
{
  MediaryWindow *window;
  Sheet          sheet;
  g_autoptr (MediaryDestination) destination = NULL;

  app_test_check_in (test, "a.png", "website", "https://example.org/start");
  app_test_check_in (test, "b.png", "printing works", "poster");
  window = app_test_open_window (test);
  sheet = open_sheet (window, test);

  activate_match (sheet.app_entry, "EBSI", "website");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sheet.app_entry)), ==, "website");
  g_assert_null (app_test_find_row (GTK_WIDGET (sheet.sheet), "website"));

  activate_match (sheet.document_entry, "start", "https://example.org/start");
  destination = mediary_check_in_sheet_dup_destination (sheet.sheet);
  g_assert_cmpstr (destination->module_name, ==, "website");
  g_assert_cmpstr (destination->artifact_name, ==, "https://example.org/start");

  gtk_window_close (GTK_WINDOW (sheet.sheet));
  app_test_close_window (window);
}

/* A document is shown by its name, but it is its address that is meant. */
static void
test_a_chosen_document_keeps_its_address (MediaryTest *test)
{
  MediaryWindow *window;
  Sheet          sheet;
  g_autoptr (MediaryDestination) destination = NULL;
  g_autoptr (MediaryDestination) other = NULL;

  app_test_check_in (test, "a.png", "printing works", "file:///home/anna/poster.xcf");
  window = app_test_open_window (test);
  sheet = open_sheet (window, test);

  activate_match (sheet.document_entry, "poster", "poster.xcf");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sheet.app_entry)), ==, "printing works");
  destination = mediary_check_in_sheet_dup_destination (sheet.sheet);
  g_assert_cmpstr (destination->artifact_name, ==, "file:///home/anna/poster.xcf");

  type (sheet.document_entry, "another poster");
  other = mediary_check_in_sheet_dup_destination (sheet.sheet);
  g_assert_cmpstr (other->artifact_name, ==, "another poster");

  gtk_window_close (GTK_WINDOW (sheet.sheet));
  app_test_close_window (window);
}

static gboolean
answers (MediaryCheckInSheet *sheet, const char *artifact_name)
{
  g_autoptr (MediaryDestination) destination = mediary_check_in_sheet_dup_destination (sheet);

  return destination != NULL && g_str_equal (destination->artifact_name, artifact_name);
}

/* Or a screen reader says nothing of the sheet, and Tab does not go on from there. */
static void
test_the_button_keeps_the_keyboard_when_suggestions_come (MediaryTest *test)
{
  MediaryWindow       *window;
  MediaryCheckInSheet *sheet;

  app_test_check_in (test, "a.png", "website", "index.html");
  window = app_test_open_window (test);
  sheet = ask (window, test);

  mediary_test_wait_until (answers (sheet, "index.html"));
  g_assert_nonnull (gtk_window_get_default_widget (GTK_WINDOW (sheet)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (sheet)) == gtk_window_get_default_widget (GTK_WINDOW (sheet)));

  gtk_window_close (GTK_WINDOW (sheet));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/sheet/the-document-of-the-neighbours-is-suggested-first", test_the_document_of_the_neighbours_is_suggested_first);
  mediary_test_add ("/sheet/documents-opened-today-are-suggested", test_documents_opened_today_are_suggested);
  mediary_test_add ("/sheet/names-are-completed-from-the-library", test_names_are_completed_from_the_library);
  mediary_test_add ("/sheet/a-chosen-document-keeps-its-address", test_a_chosen_document_keeps_its_address);
  mediary_test_add ("/sheet/the-button-keeps-the-keyboard-when-suggestions-come", test_the_button_keeps_the_keyboard_when_suggestions_come);

  return g_test_run ();
}
