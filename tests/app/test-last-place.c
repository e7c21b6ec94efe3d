/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app-test.h"

/* Where the window opens: at the place where it was closed, if that is still there. */

static guint
find_row (MediaryWindow *window, const char *title)
{
  GListModel *rows = G_LIST_MODEL (window->sidebar_selection);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
    g_autoptr (MediaryPlace) place = gtk_tree_list_row_get_item (row);

    if (g_str_equal (mediary_place_get_title (place), title))
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

static void
show (MediaryWindow *window, const char *title)
{
  mediary_test_wait_until (find_row (window, title) != GTK_INVALID_LIST_POSITION);
  mediary_window_select_place (window, find_row (window, title));
  g_assert_cmpstr (mediary_place_get_title (window->place), ==, title);
}

static gboolean
is_at (MediaryWindow *window, const char *title)
{
  return g_str_equal (mediary_place_get_title (window->place), title);
}

/* That the row is selected which says so, too. */
static void
assert_at (MediaryWindow *window, const char *title, guint n_files)
{
  g_autoptr (MediaryPlace) selected = gtk_tree_list_row_get_item (gtk_single_selection_get_selected_item (window->sidebar_selection));

  g_assert_cmpstr (mediary_place_get_title (window->place), ==, title);
  g_assert_true (selected == window->place);
  mediary_test_wait_until (app_test_get_n_shown (window) == n_files);
}

static void
test_it_opens_at_the_document_it_was_closed_at (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);

  app_test_check_in (test, "other.png", "letters", "letter.odt");
  app_test_show_document (window, "letters", "letter.odt");
  app_test_close_window (window);

  window = app_test_open_window_again (test);
  assert_at (window, "letter.odt", 1);
  app_test_close_window (window);

  window = app_test_open_window (test); /* nothing is remembered */
  assert_at (window, "All Media", 4);
  app_test_close_window (window);
}

static void
test_it_opens_at_each_kind_of_place (MediaryTest *test)
{
  static const struct {
    const char *title;
    guint       n_files;
  } places[] = { { "Images", 3 }, { "Video", 0 }, { "No Known Use", 0 }, { "website", 3 }, { "All Media", 3 } };
  MediaryWindow *window = app_test_open_window_with (test, 3);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    show (window, places[i].title);
    app_test_close_window (window);
    window = app_test_open_window_again (test);
    assert_at (window, places[i].title, places[i].n_files);
  }
  app_test_close_window (window);
}

/* The apps in their order. */
static char *
dup_apps (MediaryWindow *window, guint n_apps)
{
  GListModel *apps = mediary_sidebar_get_apps (window->sidebar);
  g_autoptr (GString) titles = g_string_new (NULL);

  mediary_test_wait_until (g_list_model_get_n_items (apps) == n_apps);
  for (guint i = 0; i < n_apps; i++) {
    g_autoptr (MediaryPlace) app = g_list_model_get_item (apps, i);

    g_string_append_printf (titles, "%s ", mediary_place_get_title (app));
  }

  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
test_the_apps_have_the_same_order_wherever_it_opens (MediaryTest *test)
{
  static const char *const apps[] = { "first", "second", "third", "fourth" };
  MediaryWindow           *window;
  g_autofree char         *usual = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (apps); i++)
    app_test_check_in (test, "a.png", apps[i], "document");
  window = app_test_open_window (test);
  usual = dup_apps (window, G_N_ELEMENTS (apps));

  for (guint i = 0; i < G_N_ELEMENTS (apps); i++) {
    g_autofree char *now = NULL;

    app_test_show_document (window, apps[i], "document");
    app_test_close_window (window);
    window = app_test_open_window_again (test);
    now = dup_apps (window, G_N_ELEMENTS (apps));
    g_assert_cmpstr (now, ==, usual);
  }
  app_test_close_window (window);
}

static void
test_a_document_that_is_gone_gives_way_to_all_files (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 2);
  g_autoptr (MediaryRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;

  app_test_check_in (test, "other.png", "letters", "letter.odt");
  app_test_show_document (window, "letters", "letter.odt");
  app_test_close_window (window);

  removal = mediary_service_remove_artifact (test->service, "letters", "letter.odt", NULL, &error);
  g_assert_no_error (error);
  window = app_test_open_window_again (test);
  mediary_test_wait_until (is_at (window, "All Media"));
  assert_at (window, "All Media", 3);
  mediary_test_wait_until (find_row (window, "letters") == GTK_INVALID_LIST_POSITION); /* no row of it stays */
  app_test_close_window (window);

  window = app_test_open_window_again (test);
  assert_at (window, "All Media", 3);
  app_test_close_window (window);
}

static void
test_a_problem_that_is_solved_gives_way_to_all_files (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window_with (test, 2);
  g_autofree char *path = mediary_test_path (test, "a.png");
  g_autofree char *away = mediary_test_path (test, "away.png");

  g_assert_cmpint (g_rename (path, away), ==, 0);
  app_test_select_all (window);
  app_test_activate (window, "check-again");
  show (window, "Not Found");
  app_test_close_window (window);

  window = app_test_open_window_again (test);
  assert_at (window, "Not Found", 1);
  g_assert_cmpint (g_rename (away, path), ==, 0);
  app_test_select_all (window);
  app_test_activate (window, "check-again");
  mediary_test_wait_until (app_test_get_n_shown (window) == 0);
  app_test_close_window (window);

  window = app_test_open_window_again (test);
  mediary_test_wait_until (is_at (window, "All Media"));
  assert_at (window, "All Media", 2);
  app_test_close_window (window);
}

static void
test_it_opens_at_the_last_check_in_when_that_has_been_read (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *memory = g_build_filename (test->data, "last-check-in-1", NULL);
  g_autoptr (MediaryDestination) document = mediary_destination_new ("website", "index.html");

  app_test_drop (test, window, "a.png", document);
  mediary_test_wait_until (app_test_check_in_is_over (window) && g_file_test (memory, G_FILE_TEST_EXISTS));
  mediary_window_show_last_check_in (window);
  app_test_close_window (window);

  window = app_test_open_window_again (test);
  mediary_test_wait_until (is_at (window, "Last Check-in"));
  g_assert_cmpstr (app_test_get_page (window), ==, "outcome");
  app_test_close_window (window);

  g_assert_cmpint (g_unlink (memory), ==, 0);
  window = app_test_open_window_again (test);
  mediary_test_wait_until (!window->awaits_last_check_in);
  assert_at (window, "All Media", 1);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/last-place/it-opens-at-the-document-it-was-closed-at", test_it_opens_at_the_document_it_was_closed_at);
  mediary_test_add ("/last-place/it-opens-at-each-kind-of-place", test_it_opens_at_each_kind_of_place);
  mediary_test_add ("/last-place/the-apps-have-the-same-order-wherever-it-opens", test_the_apps_have_the_same_order_wherever_it_opens);
  mediary_test_add ("/last-place/a-document-that-is-gone-gives-way-to-all-files", test_a_document_that_is_gone_gives_way_to_all_files);
  mediary_test_add ("/last-place/a-problem-that-is-solved-gives-way-to-all-files", test_a_problem_that_is_solved_gives_way_to_all_files);
  mediary_test_add ("/last-place/it-opens-at-the-last-check-in-when-that-has-been-read", test_it_opens_at_the_last_check_in_when_that_has_been_read);

  return g_test_run ();
}
