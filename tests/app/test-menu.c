/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "view/mediary-place-row.h"
#include "view/mediary-reference-row.h"

/* What the second button and the menu key offer, and of what. */

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

  app_test_select_all (window);
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

  mediary_test_add ("/menu/the-menu-of-the-files-is-about-the-selected", test_the_menu_of_the_files_is_about_the_selected);
  mediary_test_add ("/menu/an-app-and-a-document-in-the-sidebar-have-a-menu", test_an_app_and_a_document_in_the_sidebar_have_a_menu);
  mediary_test_add ("/menu/a-use-has-a-menu", test_a_use_has_a_menu);

  return g_test_run ();
}
