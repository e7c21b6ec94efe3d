/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-test.h"

/* What is looked for, and what it is narrowed to. */

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
  MediaryWindow *window = app_test_open_window_with_apps (test);

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

static gboolean
says_all (GtkWidget *chip)
{
  GtkLabel *label = GTK_LABEL (app_test_find (chip, GTK_TYPE_LABEL));

  return gtk_widget_get_width (GTK_WIDGET (label)) > 0 && !pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

/* The menus beside it go below. */
static void
test_a_narrow_window_suggests_whole_names (MediaryTest *test)
{
  MediaryWindow *window;

  app_test_check_in (test, "a.png", "website", "file:///home/anna/spring%20talk.odp");
  window = app_test_open_window_showing (test, 1);
  app_test_resize (window, 560);
  app_test_resize (window, 360);

  app_test_activate (window, "search");
  gtk_editable_set_text (GTK_EDITABLE (window->search_entry), "spring");
  mediary_test_wait_until (find_chip (window, "Document: spring talk.odp") != NULL);
  mediary_test_wait_until (says_all (find_chip (window, "Document: spring talk.odp")));

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/search/a-search-that-finds-nothing-says-so", test_a_search_that_finds_nothing_says_so);
  mediary_test_add ("/search/a-filter-is-a-chip-that-can-be-removed", test_a_filter_is_a_chip_that_can_be_removed);
  mediary_test_add ("/search/a-search-suggests-documents-and-apps", test_a_search_suggests_documents_and_apps);
  mediary_test_add ("/search/a-narrow-window-suggests-whole-names", test_a_narrow_window_suggests_whole_names);

  return g_test_run ();
}
