/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#define N_ITEMS 1000000

/* What a view of GTK 4.8 holds around what is in sight, twice, and some room: a few hundred, whatever the length. */
#define N_IN_SIGHT 1500

static void
fill_library (MediaryTest *test)
{
  g_autofree char  *script = g_test_build_filename (G_TEST_DIST, "lib", "make-library.py", NULL);
  g_autofree char  *number = g_strdup_printf ("--items=%d", N_ITEMS);
  const char *const command[] = { "/usr/bin/python3", script, number, "--uses=0", test->data, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  mediary_service_close (test->service);
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_no_error (error);
}

static void
wait_for_item (MediaryWindow *window, guint position)
{
  g_autoptr (MediaryLazyItem) lazy_item = g_list_model_get_item (G_LIST_MODEL (window->list), position);

  mediary_test_wait_until (mediary_lazy_item_get_item (lazy_item) != NULL);
}

static void
test_a_million_files_cost_what_is_in_sight (MediaryTest *test)
{
  MediaryWindow *window;
  guint          n_fetched;

  fill_library (test);
  window = app_test_open_window_showing (test, N_ITEMS);
  wait_for_item (window, 0);
  n_fetched = mediary_item_list_get_n_fetched (window->list);
  g_test_message ("%u fetched to open", n_fetched);
  g_assert_cmpuint (n_fetched, >, 0);
  g_assert_cmpuint (n_fetched, <=, N_IN_SIGHT);

  gtk_widget_activate_action (GTK_WIDGET (window->grid_view), "list.scroll-to-item", "u", N_ITEMS - 1);
  wait_for_item (window, N_ITEMS - 1);
  n_fetched = mediary_item_list_get_n_fetched (window->list);
  g_test_message ("%u fetched to scroll to the end", n_fetched);
  g_assert_cmpuint (n_fetched, <=, 2 * N_IN_SIGHT);

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (window->selection));
  g_assert_cmpuint (mediary_selection_get_n_selected (window->selection), ==, N_ITEMS);
  g_assert_cmpuint (mediary_item_list_get_n_fetched (window->list), <=, 2 * N_IN_SIGHT);

  mediary_window_remove_selected (window);
  g_assert_false (window->reads_selected);
  mediary_test_wait_until (app_test_toast_contains (window, "Select at most 50,000 files at once") || app_test_toast_contains (window, "Select at most 50000 files at once"));

  /* One path in a thousand. */
  app_test_activate (window, "search");
  gtk_editable_set_text (GTK_EDITABLE (window->search_entry), "needle");
  mediary_test_wait_until (app_test_get_n_shown (window) == N_ITEMS / 1000);
  wait_for_item (window, N_ITEMS / 1000 - 1);
  g_assert_cmpuint (mediary_item_list_get_n_fetched (window->list), <=, N_IN_SIGHT);

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/million/a-million-files-cost-what-is-in-sight", test_a_million_files_cost_what_is_in_sight);

  return g_test_run ();
}
