/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "model/mediary-documents.h"
#include "view/mediary-place-row.h"
#include "view/mediary-reference-row.h"

/* Where keys lead: through the parts of the window, into each and out of it. */

/* The parts of the window in the order of the keyboard, each by a widget that holds it. */
typedef struct {
  gpointer widgets[8];
  guint    n_widgets;
} Parts;

static guint
find_part (const Parts *parts, GtkWidget *focus)
{
  for (guint i = 0; i < parts->n_widgets; i++) {
    if (app_test_is_in (focus, parts->widgets[i]))
      return i;
  }

  return G_MAXUINT;
}

static void
add_part (Parts *parts, gpointer widget)
{
  parts->widgets[parts->n_widgets++] = widget;
}

/* A window may be narrow until the window manager has given it its size, and the bar at its foot needs a moment to go. */
static gboolean
is_settled (MediaryWindow *window)
{
  GtkWidget *bar = gtk_widget_get_last_child (gtk_widget_get_parent (GTK_WIDGET (window->selection_bar)));

  return gtk_window_is_active (GTK_WINDOW (window)) && gtk_widget_get_width (GTK_WIDGET (window)) > 0 &&
    (mediary_shell_get_narrow (window->shell) || !gtk_widget_get_mapped (app_test_find (bar, GTK_TYPE_TOGGLE_BUTTON)));
}

/* Presses @key until every part has been come to, each after the one before it, and the first again. */
static void
assert_goes_round (MediaryWindow *window, const Parts *parts, const char *key, int step)
{
  guint part = find_part (parts, app_test_get_focus (window));
  guint first = part;
  guint n_reached = 0;

  g_assert_cmpuint (first, !=, G_MAXUINT);
  for (guint i = 0; n_reached < parts->n_widgets; i++) {
    GtkWidget *before = app_test_get_focus (window);
    guint      now;

    g_assert_cmpuint (i, <, 60);
    mediary_test_wait_until (is_settled (window));
    app_test_press (window, key);
    mediary_test_wait_until (app_test_get_focus (window) != NULL && app_test_get_focus (window) != before);
    now = find_part (parts, app_test_get_focus (window));
    if (now == part || now == G_MAXUINT)
      continue;

    g_assert_cmpuint (now, ==, (part + parts->n_widgets + (guint) step) % parts->n_widgets);
    part = now;
    n_reached++;
  }
  g_assert_cmpuint (part, ==, first);
}

static void
test_tab_goes_through_all_parts_and_comes_round (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);
  Parts          parts = { 0 };

  app_test_activate (window, "search");
  g_action_group_change_action_state (G_ACTION_GROUP (window), "filter-type", g_variant_new_string ("image"));
  mediary_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window->filter_box)));
  mediary_test_wait_until (app_test_get_n_shown (window) == 3);
  app_test_activate (window, "select-all");
  mediary_test_wait_until (window->selected_items != NULL);
  mediary_test_wait_until (gtk_widget_get_mapped (app_test_find (GTK_WIDGET (window->selection_bar), GTK_TYPE_BUTTON)));

  add_part (&parts, window->sidebar_view);
  add_part (&parts, window->content_header);
  add_part (&parts, window->search_bar);
  add_part (&parts, window->filter_box);
  add_part (&parts, window->grid_view);
  add_part (&parts, window->selection_bar);
  add_part (&parts, window->details);
  g_assert_true (app_test_has_focus_in (window, window->search_bar));
  assert_goes_round (window, &parts, "Tab", 1);
  assert_goes_round (window, &parts, "shift+Tab", -1);

  app_test_close_window (window);
}

/* Nothing in the details can have the keyboard then: it must not stay there. */
static void
test_tab_comes_round_when_nothing_is_selected (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);
  Parts          parts = { 0 };

  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  add_part (&parts, window->sidebar_view);
  add_part (&parts, window->content_header);
  add_part (&parts, window->grid_view);
  assert_goes_round (window, &parts, "Tab", 1);
  assert_goes_round (window, &parts, "shift+Tab", -1);

  app_test_close_window (window);
}

static void
test_f6_goes_from_pane_to_pane (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);
  Parts          parts = { 0 };

  mediary_test_wait_until (app_test_has_focus_in (window, window->content_stack));
  app_test_select (window, 2);
  add_part (&parts, window->sidebar_view);
  add_part (&parts, window->content_stack);
  add_part (&parts, window->details);
  assert_goes_round (window, &parts, "F6", 1);
  assert_goes_round (window, &parts, "F6", 1);
  assert_goes_round (window, &parts, "shift+F6", -1);

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

static GtkTreeListRow *
get_row_at (MediaryWindow *window, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (window->sidebar_selection), position);

  return row; /* the sidebar keeps it */
}

static guint
find_app (MediaryWindow *window)
{
  for (guint i = 0; get_row_at (window, i) != NULL; i++) {
    g_autoptr (MediaryPlace) place = gtk_tree_list_row_get_item (get_row_at (window, i));

    if (mediary_place_get_kind (place) == MEDIARY_PLACE_APP)
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

static void
go_down_to_row (MediaryWindow *window, guint position)
{
  if (!app_test_has_focus_in (window, window->sidebar_view))
    app_test_press (window, "F6");
  mediary_test_wait_until (app_test_has_focus_in (window, window->sidebar_view));
  while (gtk_single_selection_get_selected (window->sidebar_selection) != position) {
    guint before = gtk_single_selection_get_selected (window->sidebar_selection);

    app_test_press (window, "Down");
    mediary_test_wait_until (gtk_single_selection_get_selected (window->sidebar_selection) != before);
  }
}

static void
test_an_app_is_opened_and_closed_by_key (MediaryTest *test)
{
  static const char *const keys[][2] = { { "Right", "Left" }, { "plus", "minus" } };
  MediaryWindow           *window = app_test_open_window_with (test, 1);
  guint                    app;

  mediary_test_wait_until (find_app (window) != GTK_INVALID_LIST_POSITION);
  app = find_app (window);
  go_down_to_row (window, app);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_assert_false (gtk_tree_list_row_get_expanded (get_row_at (window, app)));
    app_test_press (window, keys[i][0]);
    mediary_test_wait_until (gtk_tree_list_row_get_expanded (get_row_at (window, app)));
    app_test_press (window, keys[i][1]);
    mediary_test_wait_until (!gtk_tree_list_row_get_expanded (get_row_at (window, app)));
  }
  g_assert_false (gtk_search_bar_get_search_mode (window->search_bar));

  app_test_press (window, "Right");
  mediary_test_wait_until (gtk_tree_list_row_get_expanded (get_row_at (window, app)));
  app_test_press (window, "Down");
  mediary_test_wait_until (gtk_single_selection_get_selected (window->sidebar_selection) == app + 1);
  mediary_test_wait_until (window->place != NULL && mediary_place_get_kind (window->place) == MEDIARY_PLACE_DOCUMENT);

  app_test_close_window (window);
}

static MediaryPlaceKind
get_kind_at (MediaryWindow *window, guint position)
{
  g_autoptr (MediaryPlace) place = gtk_tree_list_row_get_item (get_row_at (window, position));

  return mediary_place_get_kind (place);
}

/* Whether the last row below the app has the keyboard; it cannot be selected. */
static gboolean
is_focused_at (MediaryWindow *window, guint position)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (window->sidebar_view));
  GtkWidget *child = row != NULL ? gtk_widget_get_first_child (row) : NULL;

  return MEDIARY_IS_PLACE_ROW (child) && mediary_place_row_get_list_row (MEDIARY_PLACE_ROW (child)) == get_row_at (window, position);
}

static void
test_all_documents_are_shown_by_key (MediaryTest *test)
{
  MediaryWindow *window;
  guint          app, more;

  for (guint i = 0; i < MEDIARY_DOCUMENTS_SHOWN + 4; i++) {
    g_autofree char *name = g_strdup_printf ("page %u", i);

    app_test_check_in (test, "a.png", "website", name);
  }
  window = app_test_open_window_showing (test, 1);
  mediary_test_wait_until (find_app (window) != GTK_INVALID_LIST_POSITION);
  app = find_app (window);
  more = app + MEDIARY_DOCUMENTS_SHOWN + 1;
  go_down_to_row (window, app);
  app_test_press (window, "Right");
  mediary_test_wait_until (get_row_at (window, more) != NULL);
  g_assert_cmpint (get_kind_at (window, more), ==, MEDIARY_PLACE_MORE);

  go_down_to_row (window, more - 1);
  app_test_press (window, "Down");
  mediary_test_wait_until (is_focused_at (window, more));
  g_assert_cmpuint (gtk_single_selection_get_selected (window->sidebar_selection), ==, more - 1);
  app_test_press (window, "Return");
  mediary_test_wait_until (get_row_at (window, more + 3) != NULL);
  g_assert_cmpint (get_kind_at (window, more + 3), ==, MEDIARY_PLACE_DOCUMENT);

  app_test_press (window, "Down");
  mediary_test_wait_until (app_test_has_focus_in (window, window->sidebar_view));

  app_test_close_window (window);
}

static void
test_escape_leaves_one_thing_after_the_other (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);

  app_test_activate (window, "search");
  gtk_editable_set_text (GTK_EDITABLE (window->search_entry), "png");
  mediary_test_wait_until (g_strcmp0 (adw_window_title_get_subtitle (window->window_title), "3 of 3 files") == 0);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 1, TRUE);

  app_test_press (window, "Escape");
  mediary_test_wait_until (*gtk_editable_get_text (GTK_EDITABLE (window->search_entry)) == '\0');
  g_assert_true (gtk_search_bar_get_search_mode (window->search_bar));
  mediary_test_wait_until (g_strcmp0 (adw_window_title_get_subtitle (window->window_title), "3 files") == 0);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 1, TRUE);

  app_test_press (window, "Escape");
  mediary_test_wait_until (!gtk_search_bar_get_search_mode (window->search_bar));
  mediary_test_wait_until (app_test_get_focused_file (window) != NULL);
  g_assert_cmpuint (mediary_selection_get_n_selected (window->selection), ==, 1);

  app_test_press (window, "Escape");
  mediary_test_wait_until (mediary_selection_get_n_selected (window->selection) == 0);

  app_test_close_window (window);
}

/* Asked for again until it is so: the window manager may still be at the first size. */
static gboolean
is_at_most (MediaryWindow *window, int width)
{
  if (gtk_widget_get_width (GTK_WIDGET (window)) <= width && mediary_shell_get_details_collapsed (window->shell))
    return TRUE;

  gtk_window_set_default_size (GTK_WINDOW (window), width, 640);

  return FALSE;
}

/* Where they lie over the files: Return leads into them, Escape out of them, and the file is still selected. */
static void
test_return_leads_into_details_and_escape_out (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);

  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  mediary_test_wait_until (is_at_most (window, 760));
  g_assert_false (mediary_shell_get_show_details (window->shell));
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);

  app_test_press (window, "space");
  mediary_test_wait_until (mediary_selection_get_n_selected (window->selection) == 1);
  app_test_press (window, "Return");
  mediary_test_wait_until (mediary_shell_get_show_details (window->shell));
  mediary_test_wait_until (app_test_has_focus_in (window, window->details));

  app_test_press (window, "Escape");
  mediary_test_wait_until (!mediary_shell_get_show_details (window->shell));
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  g_assert_cmpuint (mediary_selection_get_n_selected (window->selection), ==, 1);

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/keyboard/tab-goes-through-all-parts-and-comes-round", test_tab_goes_through_all_parts_and_comes_round);
  mediary_test_add ("/keyboard/tab-comes-round-when-nothing-is-selected", test_tab_comes_round_when_nothing_is_selected);
  mediary_test_add ("/keyboard/f6-goes-from-pane-to-pane", test_f6_goes_from_pane_to_pane);
  mediary_test_add ("/keyboard/keys-pass-by-a-pane-without-anything-to-come-to", test_keys_pass_by_a_pane_without_anything_to_come_to);
  mediary_test_add ("/keyboard/an-app-is-opened-and-closed-by-key", test_an_app_is_opened_and_closed_by_key);
  mediary_test_add ("/keyboard/all-documents-are-shown-by-key", test_all_documents_are_shown_by_key);
  mediary_test_add ("/keyboard/escape-leaves-one-thing-after-the-other", test_escape_leaves_one_thing_after_the_other);
  mediary_test_add ("/keyboard/return-leads-into-details-and-escape-out", test_return_leads_into_details_and_escape_out);

  return g_test_run ();
}
