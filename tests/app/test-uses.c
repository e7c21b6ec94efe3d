/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-test.h"
#include "view/mediary-check-in-sheet.h"
#include "view/mediary-item-details-private.h"
#include "view/mediary-place-row.h"
#include "view/mediary-preview.h"
#include "view/mediary-reference-row.h"
#include "view/mediary-thumbnail-pile.h"

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

static void
select_all (MediaryWindow *window)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (window->selection));
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

  select_all (window);
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
  select_all (window);
  app_test_activate (window, "add-use");
  mediary_test_wait_until ((sheet = app_test_find_window (MEDIARY_TYPE_CHECK_IN_SHEET)) != NULL);
  destination = mediary_check_in_sheet_dup_destination (sheet);
  g_assert_null (destination);
  gtk_window_close (GTK_WINDOW (sheet));
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
  select_all (window);
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

static void
test_several_files_lie_on_a_pile (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 2);

  select_all (window);
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->details), GTK_TYPE_PICTURE) != NULL);
  mediary_test_wait_until (window->selected_items != NULL && window->selected_items->len == 2);
  g_assert_nonnull (app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_THUMBNAIL_PILE));
  app_test_close_window (window);
}

static gboolean
tells_documents (MediaryWindow *window, const char *text)
{
  AdwActionRow *row = window->details->used_in_row;

  return gtk_widget_get_visible (GTK_WIDGET (row)) && g_str_equal (adw_action_row_get_subtitle (row), text);
}

/* Four uses; a document that uses two of the files is one. */
static void
test_several_files_tell_in_how_many_documents_they_are (MediaryTest *test)
{
  MediaryWindow *window;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "b.png", "website", "index.html");
  app_test_check_in (test, "c.png", "website", "index.html");
  app_test_check_in (test, "c.png", "website", "about.html");
  window = app_test_open_window_showing (test, 3);
  select_all (window);
  mediary_test_wait_until (tells_documents (window, "2 documents"));

  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (window->selection), 2);
  mediary_test_wait_until (tells_documents (window, "1 document"));

  app_test_check_in (test, "a.png", "website", "news.html");
  select_all (window);
  mediary_test_wait_until (tells_documents (window, "3 documents"));
  app_test_close_window (window);
}

static int
get_preview_width (MediaryWindow *window)
{
  GtkWidget    *preview = app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_PREVIEW);
  GtkWidget    *picture = preview != NULL ? app_test_find (preview, GTK_TYPE_PICTURE) : NULL;
  GdkPaintable *paintable = picture != NULL ? gtk_picture_get_paintable (GTK_PICTURE (picture)) : NULL;

  return paintable != NULL ? gdk_paintable_get_intrinsic_width (paintable) : 0;
}

/* The tile’s picture at first; then one that the extractor has drawn as large as the pane needs it. */
static void
test_a_preview_becomes_sharp (MediaryTest *test)
{
  MediaryWindow   *window;
  g_autofree char *path = mediary_test_make_png (test, "a.png", 900, 600);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "website", "index.html");

  g_assert_nonnull (reference);
  window = app_test_open_window_showing (test, 1);
  select_all (window);
  mediary_test_wait_until (get_preview_width (window) == 512 * gtk_widget_get_scale_factor (GTK_WIDGET (window)));
  app_test_close_window (window);
}

/* As the second button does. */
static void
ask_for_menu (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_GESTURE_CLICK (controller) && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY)
      g_signal_emit_by_name (controller, "pressed", 1, 5.0, 5.0);
  }
}

static GtkWidget *
find_row (GtkWidget *parent, const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    MediaryPlace *place = MEDIARY_IS_PLACE_ROW (child) ? mediary_place_row_get_place (MEDIARY_PLACE_ROW (child)) : NULL;
    GtkWidget    *found = place == NULL ? find_row (child, title) : NULL;

    if (found != NULL)
      return found;
    if (place != NULL && gtk_widget_get_mapped (child) && g_str_equal (mediary_place_get_title (place), title))
      return child;
  }

  return NULL;
}

static guint
close_menu (GtkWidget *parent)
{
  GtkWidget *popover;
  guint      n_sections;

  mediary_test_wait_until ((popover = app_test_find_menu (parent)) != NULL && gtk_widget_get_mapped (popover));
  n_sections = (guint) g_menu_model_get_n_items (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (popover)));
  gtk_popover_popdown (GTK_POPOVER (popover));
  mediary_test_wait_until (app_test_find_menu (parent) == NULL);

  return n_sections;
}

/* An app can only be shown; what else can be done with a document is offered too. */
static void
test_an_app_and_a_document_in_the_sidebar_have_a_menu (MediaryTest *test)
{
  MediaryWindow *window;
  GtkWidget     *page, *row;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "b.png", "website", "about.html");
  window = app_test_open_window (test);
  page = gtk_widget_get_parent (gtk_widget_get_ancestor (GTK_WIDGET (window->sidebar_view), GTK_TYPE_SCROLLED_WINDOW));
  app_test_show_document (window, "website", "index.html");
  mediary_test_wait_until (find_row (page, "website") != NULL && find_row (page, "about.html") != NULL);

  ask_for_menu (find_row (page, "All Media"));
  g_assert_null (app_test_find_menu (page));

  ask_for_menu (find_row (page, "website"));
  g_assert_cmpuint (close_menu (page), ==, 1);
  g_assert_null (mediary_window_get_document (window));

  ask_for_menu (find_row (page, "about.html"));
  g_assert_cmpstr (mediary_window_get_document (window)->artifact_name, ==, "about.html");
  g_assert_cmpuint (close_menu (page), ==, 2);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "rename-document"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "remove-document"));

  row = gtk_widget_get_parent (find_row (page, "index.html"));
  g_assert_true (gtk_widget_grab_focus (row));
  mediary_test_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "show-menu"));
  app_test_activate (window, "show-menu");
  g_assert_cmpstr (mediary_window_get_document (window)->artifact_name, ==, "index.html");
  g_assert_cmpuint (close_menu (page), ==, 2);

  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  app_test_activate (window, "show-files");
  g_assert_true (app_test_has_focus_in (window, window->content_stack));
  app_test_close_window (window);
}

static void
test_a_use_has_a_menu (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 1);
  GtkWidget     *row;

  select_all (window);
  mediary_test_wait_until ((row = app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_REFERENCE_ROW)) != NULL && gtk_widget_get_mapped (row));

  ask_for_menu (row);
  g_assert_cmpuint (close_menu (row), ==, 2);

  g_assert_true (gtk_widget_grab_focus (row));
  app_test_activate (window, "show-menu");
  g_assert_cmpuint (close_menu (row), ==, 2);
  g_assert_true (app_test_get_focus (window) == row);

  /* It goes with the row, also while the menu is open. */
  app_test_activate (window, "show-menu");
  g_assert_nonnull (app_test_find_menu (row));
  g_assert_true (gtk_widget_activate_action (row, "use.remove", NULL));
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_REFERENCE_ROW) == NULL);
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
  mediary_test_add ("/uses/a-use-gives-its-reference", test_a_use_gives_its_reference);
  mediary_test_add ("/uses/a-preview-becomes-sharp", test_a_preview_becomes_sharp);
  mediary_test_add ("/uses/several-files-lie-on-a-pile", test_several_files_lie_on_a_pile);
  mediary_test_add ("/uses/several-files-tell-in-how-many-documents-they-are", test_several_files_tell_in_how_many_documents_they_are);
  mediary_test_add ("/uses/an-app-and-a-document-in-the-sidebar-have-a-menu", test_an_app_and_a_document_in_the_sidebar_have_a_menu);
  mediary_test_add ("/uses/a-use-has-a-menu", test_a_use_has_a_menu);

  return g_test_run ();
}
