/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "mediary-window-actions.h"

static void
test_the_first_file_has_the_keyboard_at_the_start (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);

  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  g_assert_cmpuint (mediary_selection_get_n_selected (window->selection), ==, 0);

  app_test_close_window (window);
}

static void
test_in_an_empty_library_the_button_has_the_keyboard (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  mediary_test_wait_until (GTK_IS_BUTTON (app_test_get_focus (window)));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (app_test_get_focus (window))), ==, "win.check-in");
  g_assert_true (app_test_has_focus_in (window, window->content_stack));

  app_test_close_window (window);
}

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

  app_test_select (window, 2);
  add_part (&parts, window->sidebar_view);
  add_part (&parts, window->content_stack);
  add_part (&parts, window->details);
  assert_goes_round (window, &parts, "F6", 1);
  assert_goes_round (window, &parts, "F6", 1);
  assert_goes_round (window, &parts, "shift+F6", -1);

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

static void
test_after_a_removal_the_neighbour_has_the_keyboard (MediaryTest *test)
{
  MediaryWindow     *window = app_test_open_window_with (test, 4);
  MediaryDestination document = { .module_name = (char *) "website", .artifact_name = (char *) "index.html" };

  mediary_window_show_destination (window, &document);
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  app_test_press (window, "Right");
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "b.png") == 0);
  mediary_test_wait_until (mediary_selection_get_n_selected (window->selection) == 1);

  app_test_press (window, "Delete");
  mediary_test_wait_until (app_test_get_n_shown (window) == 3);
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "c.png") == 0);
  app_test_press (window, "Delete");
  mediary_test_wait_until (app_test_get_n_shown (window) == 2);
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "d.png") == 0);

  app_test_close_window (window);
}

static void
test_after_a_check_in_the_new_file_has_the_keyboard (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window_with (test, 4);
  g_autofree char *path = mediary_test_make_png (test, "bb.png", 8, 8);
  g_autoslist (GFile) files = app_test_list_files (path, NULL);
  MediaryDestination document = { .module_name = (char *) "website", .artifact_name = (char *) "index.html" };

  mediary_window_show_destination (window, &document);
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  mediary_window_receive_files (window, files, NULL);
  mediary_test_wait_until (app_test_get_n_shown (window) == 5);
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "bb.png") == 0);
  mediary_test_wait_until (window->check_ins->len == 0);

  app_test_close_window (window);
}

/* Somebody is at something else by then. */
static void
test_a_check_in_takes_the_keyboard_from_no_text (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window_with (test, 2);
  g_autofree char *path = mediary_test_make_png (test, "bb.png", 8, 8);
  g_autoslist (GFile) files = app_test_list_files (path, NULL);
  MediaryDestination document = { .module_name = (char *) "website", .artifact_name = (char *) "index.html" };

  app_test_activate (window, "search");
  mediary_test_wait_until (app_test_has_focus_in (window, window->search_entry));
  mediary_window_receive_files (window, files, &document);
  mediary_test_wait_until (app_test_get_n_shown (window) == 3);
  mediary_test_wait_until (window->check_ins->len == 0);
  for (guint turn = 0; turn < 100; turn++)
    mediary_test_turn ();
  g_assert_true (app_test_has_focus_in (window, window->search_entry));

  app_test_close_window (window);
}

/* Nor from the places, if somebody has gone there meanwhile. */
static void
test_a_check_in_takes_the_keyboard_from_no_place (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window_with (test, 2);
  g_autofree char *path = mediary_test_make_png (test, "bb.png", 8, 8);
  g_autoslist (GFile) files = app_test_list_files (path, NULL);
  MediaryDestination document = { .module_name = (char *) "website", .artifact_name = (char *) "index.html" };

  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);
  mediary_window_check_in (window, files, &document, FALSE);
  app_test_activate (window, "previous-pane");
  g_assert_true (app_test_has_focus_in (window, window->sidebar_view));
  mediary_test_wait_until (app_test_get_n_shown (window) == 3 && window->check_ins->len == 0);
  for (guint turn = 0; turn < 100; turn++)
    mediary_test_turn ();
  g_assert_true (app_test_has_focus_in (window, window->sidebar_view));

  app_test_close_window (window);
}

static void
test_the_first_file_of_all_has_the_keyboard (MediaryTest *test)
{
  MediaryWindow   *window = app_test_open_window (test);
  g_autofree char *path = mediary_test_make_png (test, "a.png", 8, 8);
  g_autoslist (GFile) files = app_test_list_files (path, NULL);
  MediaryDestination document = { .module_name = (char *) "website", .artifact_name = (char *) "index.html" };

  mediary_test_wait_until (GTK_IS_BUTTON (app_test_get_focus (window)));
  mediary_window_check_in (window, files, &document, FALSE);
  mediary_test_wait_until (window->check_ins->len == 0);
  mediary_test_wait_until (g_strcmp0 (app_test_get_focused_file (window), "a.png") == 0);

  app_test_close_window (window);
}

/* Delete removes a letter of the search, not a file that happens to be selected; and Undo brings the letter back. */
static void
test_keys_in_a_text_are_about_the_text (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);

  app_test_activate (window, "search");
  mediary_test_wait_until (app_test_has_focus_in (window, window->search_entry));
  app_test_press (window, "p");
  app_test_press (window, "n");
  app_test_press (window, "g");
  mediary_test_wait_until (g_strcmp0 (adw_window_title_get_subtitle (window->window_title), "3 of 3 files") == 0);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "remove"));

  app_test_press (window, "Home");
  app_test_press (window, "Delete");
  mediary_test_wait_until (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (window->search_entry)), "ng"));
  app_test_press (window, "ctrl+Delete");
  mediary_test_wait_until (*gtk_editable_get_text (GTK_EDITABLE (window->search_entry)) == '\0');
  app_test_press (window, "ctrl+z");
  mediary_test_wait_until (*gtk_editable_get_text (GTK_EDITABLE (window->search_entry)) != '\0');
  g_assert_null (app_test_get_dialog ());
  g_assert_cmpint (app_test_count (test, "media_references"), ==, 3);

  app_test_close_window (window);
}

static void
test_delete_on_a_filter_removes_the_filter (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 3);

  g_action_group_change_action_state (G_ACTION_GROUP (window), "filter-type", g_variant_new_string ("image"));
  mediary_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window->filter_box)) && app_test_get_n_shown (window) == 3);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window->filter_box), GTK_DIR_TAB_FORWARD));

  app_test_press (window, "Delete");
  mediary_test_wait_until (mediary_filter_is_empty (&window->filter));
  g_assert_null (app_test_get_dialog ());
  g_assert_cmpint (app_test_count (test, "media_references"), ==, 3);

  app_test_close_window (window);
}

typedef struct {
  const char *name; /* of what was done last */
  guint       n_done;
} Record;

static void
on_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Record *record = user_data;

  record->name = g_object_get_data (G_OBJECT (action), "name");
  record->n_done++;
}

/* In the place of the true one, which would open a dialog, or quit. */
static void
add_stub (MediaryWindow *window, const MediaryWindowAction *row, Record *record)
{
  g_auto (GStrv) parts = g_strsplit (row->name, ".", 2);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GVariant) state = NULL; /* the window goes on to set it */
  g_autoptr (GSimpleAction) stub = NULL;
  gpointer map = g_str_equal (parts[0], "win") ? (gpointer) window : (gpointer) gtk_window_get_application (GTK_WINDOW (window));

  g_assert_true (g_action_parse_detailed_name (parts[1], &name, &target, NULL));
  state = g_action_group_get_action_state (map, name);
  stub = state != NULL ? g_simple_action_new_stateful (name, target != NULL ? g_variant_get_type (target) : NULL, state)
                       : g_simple_action_new (name, target != NULL ? g_variant_get_type (target) : NULL);
  g_object_set_data (G_OBJECT (stub), "name", (gpointer) row->name);
  g_signal_connect (stub, "activate", G_CALLBACK (on_activated), record);
  g_action_map_add_action (map, G_ACTION (stub));
}

/* “<Shift><Control>o” as xdotool has it. */
static char *
dup_key (const char *accelerator)
{
  GdkModifierType modifiers;
  guint           key;

  g_assert_true (gtk_accelerator_parse (accelerator, &key, &modifiers));

  return g_strconcat (modifiers & GDK_CONTROL_MASK ? "ctrl+" : "", modifiers & GDK_ALT_MASK ? "alt+" : "",
                      modifiers & GDK_SHIFT_MASK ? "shift+" : "", gdk_keyval_name (key), NULL);
}

/* The shortcuts window is made of the same rows. */
static void
test_every_key_does_what_is_said_of_it (MediaryTest *test)
{
  MediaryWindow             *window = app_test_open_window_with (test, 1);
  Record                     record = { 0 };
  guint                      n_actions, n_pressed = 0;
  const MediaryWindowAction *actions = mediary_window_get_actions (&n_actions);

  mediary_test_wait_until (app_test_get_focused_file (window) != NULL);
  for (guint i = 0; i < n_actions; i++) {
    if (actions[i].keys[0] != NULL && !g_str_has_prefix (actions[i].name, "window."))
      add_stub (window, &actions[i], &record);
  }

  for (guint i = 0; i < n_actions; i++) {
    for (guint j = 0; actions[i].keys[j] != NULL; j++) {
      g_autofree char *key = dup_key (actions[i].keys[j]);

      if (g_str_has_prefix (actions[i].name, "window."))
        continue;

      g_test_message ("%s: %s", key, actions[i].name);
      record = (Record){ 0 };
      app_test_press (window, key);
      mediary_test_wait_until (record.n_done > 0);
      /* Two modes are one action. */
      g_assert_true (g_str_equal (record.name, actions[i].name) || (strstr (actions[i].name, "::") != NULL && g_str_has_prefix (record.name, "win.view-mode::")));
      g_assert_cmpuint (record.n_done, ==, 1);
      n_pressed++;
    }
  }
  g_assert_cmpuint (n_pressed, >, 30);

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/keyboard/the-first-file-has-the-keyboard-at-the-start", test_the_first_file_has_the_keyboard_at_the_start);
  mediary_test_add ("/keyboard/in-an-empty-library-the-button-has-the-keyboard", test_in_an_empty_library_the_button_has_the_keyboard);
  mediary_test_add ("/keyboard/tab-goes-through-all-parts-and-comes-round", test_tab_goes_through_all_parts_and_comes_round);
  mediary_test_add ("/keyboard/tab-comes-round-when-nothing-is-selected", test_tab_comes_round_when_nothing_is_selected);
  mediary_test_add ("/keyboard/f6-goes-from-pane-to-pane", test_f6_goes_from_pane_to_pane);
  mediary_test_add ("/keyboard/an-app-is-opened-and-closed-by-key", test_an_app_is_opened_and_closed_by_key);
  mediary_test_add ("/keyboard/escape-leaves-one-thing-after-the-other", test_escape_leaves_one_thing_after_the_other);
  mediary_test_add ("/keyboard/return-leads-into-details-and-escape-out", test_return_leads_into_details_and_escape_out);
  mediary_test_add ("/keyboard/after-a-removal-the-neighbour-has-the-keyboard", test_after_a_removal_the_neighbour_has_the_keyboard);
  mediary_test_add ("/keyboard/after-a-check-in-the-new-file-has-the-keyboard", test_after_a_check_in_the_new_file_has_the_keyboard);
  mediary_test_add ("/keyboard/a-check-in-takes-the-keyboard-from-no-text", test_a_check_in_takes_the_keyboard_from_no_text);
  mediary_test_add ("/keyboard/a-check-in-takes-the-keyboard-from-no-place", test_a_check_in_takes_the_keyboard_from_no_place);
  mediary_test_add ("/keyboard/the-first-file-of-all-has-the-keyboard", test_the_first_file_of_all_has_the_keyboard);
  mediary_test_add ("/keyboard/keys-in-a-text-are-about-the-text", test_keys_in_a_text_are_about_the_text);
  mediary_test_add ("/keyboard/delete-on-a-filter-removes-the-filter", test_delete_on_a_filter_removes_the_filter);
  mediary_test_add ("/keyboard/every-key-does-what-is-said-of-it", test_every_key_does_what_is_said_of_it);

  return g_test_run ();
}
