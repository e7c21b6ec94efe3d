/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-test.h"
#include "mediary-window-actions.h"

/* What each key does. */

static void
test_every_action_with_a_key_exists (MediaryTest *test)
{
  MediaryWindow  *window = app_test_open_window (test);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_auto (GStrv) names = gtk_application_list_action_descriptions (application);
  guint n_keys = 0;

  for (guint i = 0; names[i] != NULL; i++) {
    g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, names[i]);
    g_autofree char *name = NULL;
    g_autoptr (GVariant) target = NULL;

    g_assert_true (g_action_parse_detailed_name (names[i], &name, &target, NULL));
    if (g_str_has_prefix (name, "win."))
      g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window), name + strlen ("win.")));
    n_keys += g_strv_length (keys);
  }
  g_assert_cmpuint (n_keys, >=, 20);

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

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/shortcuts/every-action-with-a-key-exists", test_every_action_with_a_key_exists);
  mediary_test_add ("/shortcuts/every-key-does-what-is-said-of-it", test_every_key_does_what_is_said_of_it);
  mediary_test_add ("/shortcuts/keys-in-a-text-are-about-the-text", test_keys_in_a_text_are_about_the_text);
  mediary_test_add ("/shortcuts/delete-on-a-filter-removes-the-filter", test_delete_on_a_filter_removes_the_filter);

  return g_test_run ();
}
