/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "app-test.h"
#include "model/mediary-last-check-in.h"
#include "view/mediary-check-in-sheet.h"
#include "view/mediary-outcome-row.h"

/* What became of the last check-in, and what can be done about it, also after a new start. */

static void
check_in_two (MediaryWindow *window, const char *first, const char *second)
{
  g_autoptr (MediaryDestination) document = mediary_destination_new ("website", "index.html");
  g_autoslist (GFile) files = app_test_list_files (first, second, NULL);

  mediary_window_receive_files (window, files, document);
  mediary_test_wait_until (app_test_check_in_is_over (window));
}

static gboolean
is_there (MediaryTest *test)
{
  g_autofree char *path = g_build_filename (test->data, "last-check-in-1", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static char *
dup_summary (MediaryWindow *window)
{
  return mediary_outcomes_dup_summary (window->outcomes);
}

static MediaryOutcomeAction
get_action (MediaryWindow *window, const char *path)
{
  MediaryOutcomeEntry *entry = mediary_outcomes_find (window->outcomes, path);

  g_assert_nonnull (entry);

  return mediary_outcome_entry_get_action (entry);
}

static void
try_again (MediaryWindow *window, const char *path)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), "try-again", g_variant_new_bytestring (path));
}

static void
test_it_is_there_at_the_next_start (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *good = mediary_test_make_png (test, "good \xff.png", 20, 10);
  g_autofree char *text = mediary_test_make_bytes (test, "notes.txt", "hello", -1);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  check_in_two (window, good, text);
  before = dup_summary (window);
  g_assert_cmpstr (before, ==, "1 checked in · 1 not checked in");
  mediary_test_wait_until (is_there (test));
  app_test_close_window (window);

  window = app_test_open_window (test);
  mediary_test_wait_until (window->outcomes != NULL);
  after = dup_summary (window);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (get_action (window, text), ==, MEDIARY_OUTCOME_ACTION_SHOW);
  g_assert_cmpint (get_action (window, good), ==, MEDIARY_OUTCOME_ACTION_NONE);
  g_assert_cmpstr (mediary_outcomes_get_destination (window->outcomes)->artifact_name, ==, "index.html");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo-last-check-in")); /* the stack ended with the window */

  g_assert_true (gtk_widget_is_sensitive (window->view_switch));
  mediary_window_show_last_check_in (window);
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->outcome_page), MEDIARY_TYPE_OUTCOME_ROW) != NULL);
  g_assert_false (gtk_widget_is_sensitive (window->view_switch)); /* a report is neither grid nor list */
  app_test_close_window (window);
}

static void
test_a_refused_file_is_tried_again (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *good = mediary_test_make_png (test, "good.png", 20, 10);
  g_autofree char *late = mediary_test_path (test, "late.png");
  g_autofree char *made = NULL;
  g_autofree char *summary = NULL;

  check_in_two (window, good, late);
  g_assert_cmpint (get_action (window, late), ==, MEDIARY_OUTCOME_ACTION_TRY_AGAIN);
  mediary_test_wait_until (is_there (test));
  app_test_close_window (window);

  window = app_test_open_window (test);
  mediary_test_wait_until (window->outcomes != NULL);
  try_again (window, late);
  mediary_test_wait_until (window->check_ins->len == 0 && app_test_toast_contains (window, "1 file was not checked in"));
  g_assert_cmpint (get_action (window, late), ==, MEDIARY_OUTCOME_ACTION_TRY_AGAIN);

  made = mediary_test_make_png (test, "late.png", 30, 20);
  try_again (window, late);
  mediary_test_wait_until (window->check_ins->len == 0 && app_test_toast_contains (window, "1 file checked in to “index.html”"));
  summary = dup_summary (window);
  g_assert_cmpstr (summary, ==, "2 checked in");
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count(*) FROM media_references WHERE artifact_name = 'index.html'"), ==, 2);
  app_test_close_window (window);
}

static void
test_details_that_could_not_be_read_are_read_again (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *good = mediary_test_make_png (test, "good.png", 20, 10);
  g_autofree char *damaged = mediary_test_make_bytes (test, "damaged.png", "\x89PNG\r\n\x1a\nand then nothing more of it", 34);
  g_autofree char *whole = NULL;

  check_in_two (window, good, damaged);
  g_assert_cmpint (get_action (window, damaged), ==, MEDIARY_OUTCOME_ACTION_READ_AGAIN);

  whole = mediary_test_make_png (test, "damaged.png", 300, 150);
  try_again (window, damaged);
  mediary_test_wait_until (get_action (window, damaged) == MEDIARY_OUTCOME_ACTION_NONE);
  g_assert_nonnull (strstr (mediary_outcome_entry_get_sentence (mediary_outcomes_find (window->outcomes, damaged)), "300 × 150"));
  app_test_close_window (window);
}

static void
check_in_top_of (MediaryWindow *window, const char *folder)
{
  g_autoptr (MediaryDestination) document = mediary_destination_new ("website", "index.html");
  g_autoslist (GFile) files = app_test_list_files (folder, NULL);

  mediary_window_check_in (window, files, document, FALSE);
  mediary_test_wait_until (window->check_ins->len == 0);
}

static void
assert_summary (MediaryWindow *window, const char *expected)
{
  g_autofree char *summary = dup_summary (window);

  g_assert_cmpstr (summary, ==, expected);
}

static gboolean
is_answered (MediaryCheckInSheet *sheet)
{
  g_autoptr (MediaryDestination) destination = mediary_check_in_sheet_dup_destination (sheet);

  return destination != NULL && g_strcmp0 (destination->artifact_name, "index.html") == 0;
}

/* Asks as the row’s button does, and answers with what the sheet has chosen. */
static void
check_in_skipped (MediaryWindow *window, const char *folder)
{
  MediaryCheckInSheet *sheet;

  g_action_group_activate_action (G_ACTION_GROUP (window), "check-in-skipped", g_variant_new_bytestring (folder));
  sheet = app_test_find_window (MEDIARY_TYPE_CHECK_IN_SHEET);
  g_assert_nonnull (sheet);
  mediary_test_wait_until (is_answered (sheet));
  gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (sheet)));
  mediary_test_wait_until (app_test_find_window (MEDIARY_TYPE_CHECK_IN_SHEET) == NULL && window->check_ins->len == 0);
}

static void
test_a_skipped_folder_is_told_and_checked_in_from_its_row (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *top = mediary_test_make_png (test, "in/a.png", 20, 10);
  g_autofree char *first = mediary_test_make_png (test, "in/first/b.png", 21, 10);
  g_autofree char *deeper = mediary_test_make_png (test, "in/first/deeper/c.png", 22, 10);
  g_autofree char *second = mediary_test_make_png (test, "in/second/d.png", 23, 10);
  g_autofree char *folder = mediary_test_path (test, "in");
  g_autofree char *first_folder = mediary_test_path (test, "in/first");
  g_autofree char *second_folder = mediary_test_path (test, "in/second");

  check_in_top_of (window, folder);
  mediary_test_wait_until (app_test_toast_contains (window, "1 file checked in to “index.html”")); /* it was wanted so: no failure */
  assert_summary (window, "1 checked in · 2 folders skipped");
  g_assert_cmpint (get_action (window, first_folder), ==, MEDIARY_OUTCOME_ACTION_CHECK_IN_FOLDER);
  g_assert_cmpstr (mediary_outcome_entry_get_sentence (mediary_outcomes_find (window->outcomes, first_folder)), ==, "A folder was skipped.");

  check_in_skipped (window, first_folder);
  assert_summary (window, "3 checked in · 1 folder skipped");
  g_assert_null (mediary_outcomes_find (window->outcomes, first_folder));
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count(*) FROM media_references WHERE artifact_name = 'index.html'"), ==, 3);
  app_test_close_window (window);

  window = app_test_open_window (test);
  mediary_test_wait_until (window->outcomes != NULL);
  assert_summary (window, "3 checked in · 1 folder skipped");
  check_in_skipped (window, second_folder);
  assert_summary (window, "4 checked in");
  app_test_close_window (window);
}

static void
test_a_folder_of_folders_says_that_they_were_skipped (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *picture = mediary_test_make_png (test, "in/only/a.png", 20, 10);
  g_autofree char *folder = mediary_test_path (test, "in");

  check_in_top_of (window, folder);
  mediary_test_wait_until (app_test_toast_contains (window, "1 folder was skipped"));
  assert_summary (window, "1 folder skipped");
  app_test_close_window (window);
}

/* A name may be longer than the library takes. */
static void
test_a_check_in_that_cannot_begin_says_why (MediaryTest *test)
{
  const char      *sentence = "The name of an app, a document or a file is empty, too long, or not readable text. Use a shorter one.";
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *path = mediary_test_make_png (test, "good.png", 20, 10);
  g_autofree char *name = g_strnfill (100000, 'a');
  g_autoptr (MediaryDestination) document = mediary_destination_new ("website", name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GSList) files = g_slist_prepend (NULL, file);

  mediary_window_check_in (window, files, document, TRUE);
  mediary_test_wait_until (window->check_ins->len == 0 && app_test_toast_contains (window, sentence));
  assert_summary (window, sentence);
  g_assert_false (is_there (test)); /* there is nothing to remember */
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count(*) FROM media_items"), ==, 0);
  app_test_close_window (window);
}

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint *n_saved = user_data;

  g_assert_true (mediary_last_check_in_save_finish (result, &error));
  g_assert_no_error (error);
  ++*n_saved;
}

/* A check-in that has not begun, which is all that the memory looks at. */
static MediaryOutcomes *
new_outcomes (const char *artifact_name)
{
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("website", artifact_name);

  return mediary_outcomes_new (job, NULL);
}

static void
on_newest_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  char **artifact_name = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryOutcomes) outcomes = mediary_last_check_in_load_finish (result, &error);

  g_assert_no_error (error);
  *artifact_name = g_strdup (mediary_outcomes_get_destination (outcomes)->artifact_name);
}

static void
test_the_newest_is_remembered (MediaryTest *test)
{
  const guint      n_check_ins = 50;
  guint            n_saved = 0;
  g_autofree char *artifact_name = NULL;

  for (guint i = 1; i <= n_check_ins; i++) {
    g_autofree char *name = g_strdup_printf ("page %u", i);
    g_autoptr (MediaryOutcomes) outcomes = new_outcomes (name);

    mediary_last_check_in_save_async (test->data, outcomes, on_saved, &n_saved);
    g_assert_finalize_object (g_steal_pointer (&outcomes)); /* what is saved is a copy */
  }
  mediary_test_wait_until (n_saved == n_check_ins);

  mediary_last_check_in_load_async (test->data, NULL, on_newest_loaded, &artifact_name);
  mediary_test_wait_until (artifact_name != NULL);
  g_assert_cmpstr (artifact_name, ==, "page 50");
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryOutcomes) outcomes = mediary_last_check_in_load_finish (result, NULL);
  gboolean *refused = user_data;

  g_assert_null (outcomes);
  *refused = TRUE;
}

static void
test_a_damaged_memory_is_no_memory (MediaryTest *test)
{
  g_autofree char *path = g_build_filename (test->data, "last-check-in-1", NULL);
  const char      *texts[] = { "", "x", "no such thing at all, but longer than a header would have to be" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    gboolean refused = FALSE;

    g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
    mediary_last_check_in_load_async (test->data, NULL, on_loaded, &refused);
    mediary_test_wait_until (refused);
  }
}

/* The row of a file, or that of the report’s first heading for NULL. */
static guint
find_position (MediaryWindow *window, const char *path)
{
  GListModel *rows = mediary_outcomes_get_rows (window->outcomes);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (GObject) row = g_list_model_get_item (rows, i);

    if (path == NULL || (MEDIARY_IS_OUTCOME_ENTRY (row) && g_str_equal (mediary_outcome_entry_get_path (MEDIARY_OUTCOME_ENTRY (row)), path)))
      return i;
  }
  g_assert_not_reached ();
}

static GtkWidget *
get_outcome_view (MediaryWindow *window)
{
  GtkWidget *row;

  mediary_test_wait_until ((row = app_test_find (GTK_WIDGET (window->outcome_page), MEDIARY_TYPE_OUTCOME_ROW)) != NULL);

  return gtk_widget_get_ancestor (row, GTK_TYPE_LIST_VIEW);
}

/* As a click does. */
static void
select_row (MediaryWindow *window, const char *path)
{
  GtkWidget *view = get_outcome_view (window);

  gtk_widget_activate_action (view, "list.select-item", "(ubb)", find_position (window, path), FALSE, FALSE);
}

static void
activate_row (MediaryWindow *window, const char *path)
{
  GtkWidget *view = get_outcome_view (window);

  gtk_widget_activate_action (view, "list.activate-item", "u", find_position (window, path));
}

static gboolean
shows_details_of (MediaryWindow *window, const char *path)
{
  MediaryItem *item = mediary_item_details_get_item (window->details);

  return item != NULL && g_str_equal (mediary_item_get_path (item), path);
}

static gboolean
is_enabled (MediaryWindow *window, const char *action_name)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action_name);
}

static const char *const commands[] = { "open", "show-in-files", "add-use", "check-again", "remove", "trash-file" };

static void
assert_enabled (MediaryWindow *window, gboolean enabled)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_assert_cmpint (is_enabled (window, commands[i]), ==, enabled);
}

static void
test_a_row_of_a_file_in_the_library_shows_its_details (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *good = mediary_test_make_png (test, "good.png", 20, 10);
  g_autofree char *better = mediary_test_make_png (test, "better.png", 30, 10);
  g_autofree char *text = mediary_test_make_bytes (test, "notes.txt", "hello", -1);

  check_in_two (window, good, text);
  check_in_two (window, good, better);
  mediary_window_show_last_check_in (window);
  assert_enabled (window, FALSE);

  select_row (window, good); /* already here */
  mediary_test_wait_until (shows_details_of (window, good));
  assert_enabled (window, TRUE);
  g_assert_cmpstr (app_test_get_page (window), ==, "outcome");

  select_row (window, better);                    /* checked in */
  g_assert_false (is_enabled (window, "remove")); /* neither this one nor the one before, until it is read */
  mediary_test_wait_until (shows_details_of (window, better));
  assert_enabled (window, TRUE);

  app_test_activate (window, "select-none");
  g_assert_null (mediary_item_details_get_item (window->details));
  g_assert_null (mediary_outcome_page_get_selected (window->outcome_page));
  assert_enabled (window, FALSE);

  mediary_shell_set_show_details (window->shell, FALSE);
  activate_row (window, good);
  g_assert_true (mediary_shell_get_show_details (window->shell));
  mediary_test_wait_until (shows_details_of (window, good));

  mediary_window_select_place (window, 0);
  mediary_test_wait_until (window->next_list == NULL && app_test_get_n_shown (window) == 2);
  g_assert_null (mediary_item_details_get_item (window->details));
  g_assert_null (mediary_outcome_page_get_selected (window->outcome_page));
  app_test_close_window (window);
}

static void
test_a_row_that_was_not_checked_in_is_not_selected (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *good = mediary_test_make_png (test, "good.png", 20, 10);
  g_autofree char *text = mediary_test_make_bytes (test, "notes.txt", "hello", -1);

  check_in_two (window, good, text);
  mediary_window_show_last_check_in (window);
  mediary_shell_set_show_details (window->shell, FALSE);

  select_row (window, text);
  g_assert_null (mediary_outcome_page_get_selected (window->outcome_page));
  select_row (window, NULL);
  g_assert_null (mediary_outcome_page_get_selected (window->outcome_page));
  assert_enabled (window, FALSE);

  select_row (window, good);
  g_assert_nonnull (mediary_outcome_page_get_selected (window->outcome_page));
  mediary_test_wait_until (shows_details_of (window, good));
  app_test_close_window (window);
}

static gboolean
has_focus_on_selected (MediaryWindow *window)
{
  GtkWidget *focus = app_test_get_focus (window);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (window->outcome_page)) && (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED) != 0;
}

static void
test_where_the_window_is_narrow_the_details_are_a_page_that_leads_back_to_the_row (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *good = mediary_test_make_png (test, "good.png", 20, 10);
  g_autofree char *text = mediary_test_make_bytes (test, "notes.txt", "hello", -1);

  app_test_resize (window, 360);
  check_in_two (window, good, text);
  mediary_window_show_last_check_in (window);
  mediary_window_come_to_files (window);
  activate_row (window, good);
  mediary_test_wait_until (mediary_shell_get_details_page (window->shell) && shows_details_of (window, good));

  app_test_activate (window, "back");
  mediary_test_wait_until (!mediary_shell_get_details_page (window->shell) && has_focus_on_selected (window));
  g_assert_cmpstr (app_test_get_page (window), ==, "outcome");
  g_assert_true (shows_details_of (window, good));
  app_test_close_window (window);
}

/* What was selected before the report came, or all that its place has, is out of sight. */
static void
test_commands_in_the_report_are_for_its_selected_file_only (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *good = mediary_test_make_png (test, "good.png", 20, 10);
  g_autofree char *better = mediary_test_make_png (test, "better.png", 30, 10);

  app_test_check_in_without_document (test, "earlier.png");
  check_in_two (window, good, better);
  mediary_window_select_place (window, 0);
  mediary_test_wait_until (window->next_list == NULL && app_test_get_n_shown (window) == 3);
  app_test_select_all (window);
  g_assert_true (is_enabled (window, "remove"));

  mediary_window_show_last_check_in (window);
  app_test_activate (window, "select-all");
  assert_enabled (window, FALSE);

  select_row (window, better);
  mediary_test_wait_until (shows_details_of (window, better));
  app_test_activate (window, "remove");
  mediary_test_wait_until (app_test_get_dialog () != NULL); /* index.html uses it */
  app_test_answer_dialog ("do");
  mediary_test_wait_until (mediary_test_sql_integer (test, "SELECT count(*) FROM media_items") == 2);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count(*) FROM media_items WHERE path LIKE '%/better.png'"), ==, 0);
  mediary_test_wait_until (!is_enabled (window, "remove"));

  app_test_undo (window);
  mediary_test_wait_until (shows_details_of (window, better)); /* its row is still the one that is selected */
  assert_enabled (window, TRUE);

  app_test_activate (window, "remove");
  mediary_test_wait_until (app_test_get_dialog () != NULL);
  app_test_answer_dialog ("do");
  mediary_test_wait_until (!is_enabled (window, "remove"));
  select_row (window, NULL);
  app_test_undo (window);
  mediary_test_wait_until (mediary_test_sql_integer (test, "SELECT count(*) FROM media_items") == 3);
  mediary_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (window->list)) == 1); /* it is back in the list of before */
  assert_enabled (window, FALSE);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/last-check-in/it-is-there-at-the-next-start", test_it_is_there_at_the_next_start);
  mediary_test_add ("/last-check-in/a-refused-file-is-tried-again", test_a_refused_file_is_tried_again);
  mediary_test_add ("/last-check-in/details-that-could-not-be-read-are-read-again", test_details_that_could_not_be_read_are_read_again);
  mediary_test_add ("/last-check-in/a-skipped-folder-is-told-and-checked-in-from-its-row", test_a_skipped_folder_is_told_and_checked_in_from_its_row);
  mediary_test_add ("/last-check-in/a-folder-of-folders-says-that-they-were-skipped", test_a_folder_of_folders_says_that_they_were_skipped);
  mediary_test_add ("/last-check-in/a-check-in-that-cannot-begin-says-why", test_a_check_in_that_cannot_begin_says_why);
  mediary_test_add ("/last-check-in/a-row-of-a-file-in-the-library-shows-its-details", test_a_row_of_a_file_in_the_library_shows_its_details);
  mediary_test_add ("/last-check-in/a-row-that-was-not-checked-in-is-not-selected", test_a_row_that_was_not_checked_in_is_not_selected);
  mediary_test_add ("/last-check-in/where-the-window-is-narrow-the-details-are-a-page-that-leads-back-to-the-row", test_where_the_window_is_narrow_the_details_are_a_page_that_leads_back_to_the_row);
  mediary_test_add ("/last-check-in/commands-in-the-report-are-for-its-selected-file-only", test_commands_in_the_report_are_for_its_selected_file_only);
  mediary_test_add ("/last-check-in/the-newest-is-remembered", test_the_newest_is_remembered);
  mediary_test_add ("/last-check-in/a-damaged-memory-is-no-memory", test_a_damaged_memory_is_no_memory);

  return g_test_run ();
}
