/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-actions.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"
#include "model/mediary-names.h"

/*
 * What can be done in the window. The table is the whole of it: action, keys, the words the shortcuts window says for it,
 * and the function that does it, which stands in the file of its topic.
 */

static void
on_open_use (MediaryWindow *self, GVariant *parameter)
{
  const char *module_name, *artifact_name;

  g_variant_get (parameter, "(&s&s)", &module_name, &artifact_name);
  mediary_window_open_document (self, module_name, artifact_name);
}

static void
on_copy_reference (MediaryWindow *self, GVariant *parameter)
{
  mediary_window_edit_copy_reference (self, g_variant_get_string (parameter, NULL));
}

static void
on_copy_package (MediaryWindow *self, GVariant *parameter)
{
  mediary_window_copy_package (self, g_variant_get_string (parameter, NULL));
}

static void
on_try_again (MediaryWindow *self, GVariant *parameter)
{
  mediary_window_try_again (self, g_variant_get_bytestring (parameter));
}

static void
on_check_in_skipped (MediaryWindow *self, GVariant *parameter)
{
  mediary_window_check_in_skipped (self, g_variant_get_bytestring (parameter));
}

static void
on_show_path (MediaryWindow *self, GVariant *parameter)
{
  mediary_window_show_path_in_files (self, g_variant_get_bytestring (parameter));
}

static const MediaryWindowAction actions[] = {
  { "win.check-in", { "<Control>o" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Check in files"), G_CALLBACK (mediary_window_choose_files) },
  { "win.check-in-folder", { "<Shift><Control>o" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Check in a folder"), G_CALLBACK (mediary_window_choose_folder) },
  { "win.paste", { "<Control>v" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Check in copied files"), G_CALLBACK (mediary_window_paste) },
  { "win.copy", { "<Control>c" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Copy the selected files"), G_CALLBACK (mediary_window_copy_selected) },
  { "win.undo", { "<Control>z" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Undo"), G_CALLBACK (mediary_window_undo) },
  { "win.redo", { "<Shift><Control>z" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Redo"), G_CALLBACK (mediary_window_redo) },
  { "win.search", { "<Control>f" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Search"), G_CALLBACK (mediary_window_start_search) },
  { "win.open", { "<Control>Return" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Open the file in its app"), G_CALLBACK (mediary_window_open_selected) },
  { "win.add-use", { "<Control>d" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Add a use of the selected files"), G_CALLBACK (mediary_window_add_use) },
  { "win.remove", { "Delete" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Remove from the document, or from the library"), G_CALLBACK (mediary_window_remove_selected) },
  { "win.trash-file", { "<Control>Delete" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Move the file to the Trash"), G_CALLBACK (mediary_window_trash_selected) },
  { "win.check-again", { "F5" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Look at the files again"), G_CALLBACK (mediary_window_check_again) },
  { "win.toggle-details", { "<Alt>Return" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Show or hide details"), G_CALLBACK (mediary_window_toggle_details), NULL, TRUE },
  { "win.toggle-sidebar", { "F9" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Show the sidebar, where it is a page"), G_CALLBACK (mediary_window_toggle_sidebar) },
  { "win.back", { "<Alt>Left" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Back"), G_CALLBACK (mediary_window_go_back) },
  { "win.next-pane", { "F6" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Next pane"), G_CALLBACK (mediary_window_focus_next_pane) },
  { "win.previous-pane", { "<Shift>F6" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Previous pane"), G_CALLBACK (mediary_window_focus_previous_pane) },
  { "win.select-all", { "<Control>a" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Select all"), G_CALLBACK (mediary_window_edit_select_all) },
  { "win.select-none", { "<Shift><Control>a" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Select none"), G_CALLBACK (mediary_window_edit_select_none) },
  { "win.view-mode::list", { "<Control>1" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("List"), NULL },
  { "win.view-mode::grid", { "<Control>2" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Grid"), NULL },
  { "win.larger", { "<Control>plus", "<Control>equal" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Larger pictures"), G_CALLBACK (mediary_window_enlarge_tiles) },
  { "win.smaller", { "<Control>minus" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Smaller pictures"), G_CALLBACK (mediary_window_shrink_tiles) },
  { "win.usual-size", { "<Control>0" }, MEDIARY_ACTION_GROUP_VIEW, N_ ("Pictures of the usual size"), G_CALLBACK (mediary_window_reset_tiles) },
  { "win.show-menu", { "Menu", "<Shift>F10" }, MEDIARY_ACTION_GROUP_FILES, N_ ("Menu of the file, place or use"), G_CALLBACK (mediary_window_show_menu) },
  { "win.show-details", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_show_details) },
  { "app.help", { "F1" }, MEDIARY_ACTION_GROUP_WINDOW, N_ ("Help"), NULL },
  { "win.show-shortcuts", { "<Control>question" }, MEDIARY_ACTION_GROUP_WINDOW, N_ ("Keyboard shortcuts"), G_CALLBACK (mediary_window_show_shortcuts) },
  { "app.preferences", { "<Control>comma" }, MEDIARY_ACTION_GROUP_WINDOW, N_ ("Preferences"), NULL },
  { "app.new-window", { "<Control>n" }, MEDIARY_ACTION_GROUP_WINDOW, N_ ("New window"), NULL },
  { "window.close", { "<Control>w" }, MEDIARY_ACTION_GROUP_WINDOW, N_ ("Close the window"), NULL },
  { "app.quit", { "<Control>q" }, MEDIARY_ACTION_GROUP_WINDOW, N_ ("Quit"), NULL },
  { "win.escape", { "Escape" }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_escape) },
  { "win.show-files", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_show_files) },
  { "win.show-in-files", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_show_selected_in_files) },
  { "win.open-document", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_open_place) },
  { "win.rename-document", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_rename_document) },
  { "win.remove-document", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_remove_document) },
  { "win.check-document-again", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_check_place_again) },
  { "win.open-use", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (on_open_use), "(ss)" },
  { "win.copy-reference", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (on_copy_reference), "s" },
  { "win.copy-package", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (on_copy_package), "s" },
  { "win.remove-filters", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_remove_filters) },
  { "win.search-everywhere", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_search_everywhere) },
  { "win.stop", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_stop_check_ins) },
  { "win.try-again", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (on_try_again), "ay" },
  { "win.check-in-skipped", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (on_check_in_skipped), "ay" },
  { "win.show-path", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (on_show_path), "ay" },
  { "win.keep-access", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_keep_access) },
  { "win.keep-access-to-folder", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_keep_access_to_folder) },
  { "win.show-last-check-in", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_show_last_check_in) },
  { "win.undo-last-check-in", { NULL }, MEDIARY_ACTION_GROUP_NONE, NULL, G_CALLBACK (mediary_window_undo_last_check_in) },
};

const MediaryWindowAction *
mediary_window_get_actions (guint *n_actions)
{
  *n_actions = G_N_ELEMENTS (actions);

  return actions;
}

void
mediary_window_add_accelerators (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    if (actions[i].keys[0] != NULL)
      gtk_application_set_accels_for_action (application, actions[i].name, actions[i].keys);
  }
}

static void
add_action (MediaryWindow *self, const MediaryWindowAction *row)
{
  const char         *name = row->name + strlen ("win.");
  const GVariantType *type = row->parameter_type != NULL ? G_VARIANT_TYPE (row->parameter_type) : NULL;
  g_autoptr (GSimpleAction) action = NULL;

  if (row->toggles)
    action = g_simple_action_new_stateful (name, type, g_variant_new_boolean (TRUE));
  else
    action = g_simple_action_new (name, type);

  g_signal_connect_swapped (action, "activate", row->run, self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
set_enabled (MediaryWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* There is a menu of what has the keyboard, or there is none. */
static void
on_focus_changed (MediaryWindow *self)
{
  set_enabled (self, "show-menu", mediary_window_has_menu (self));
}

void
mediary_window_init_actions (MediaryWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    if (actions[i].run != NULL)
      add_action (self, &actions[i]);
  }
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (on_focus_changed), NULL);
}

/* What cannot be done now is insensitive, and its key does nothing. */
void
mediary_window_update_actions (MediaryWindow *self)
{
  guint                     n_selected = self->selection != NULL ? mediary_selection_get_n_selected (self->selection) : 0;
  gboolean                  open = self->service != NULL;
  gboolean                  narrow = mediary_shell_get_narrow (self->shell);
  gboolean                  overlaid = mediary_shell_get_details_collapsed (self->shell) && mediary_shell_get_show_details (self->shell);
  gboolean                  has_files = self->list != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;
  const MediaryDestination *document = mediary_window_get_document (self);

  set_enabled (self, "open-document", document != NULL && mediary_names_can_open (document->artifact_name));
  set_enabled (self, "rename-document", document != NULL);
  set_enabled (self, "remove-document", document != NULL);
  set_enabled (self, "check-document-again", document != NULL && has_files);
  set_enabled (self, "add-use", n_selected >= 1);
  set_enabled (self, "check-in", open);
  set_enabled (self, "check-in-folder", open);
  set_enabled (self, "search", open);
  set_enabled (self, "open", n_selected == 1);
  set_enabled (self, "show-in-files", n_selected == 1);
  set_enabled (self, "show-menu", mediary_window_has_menu (self));
  set_enabled (self, "check-again", n_selected >= 1);
  set_enabled (self, "remove", n_selected >= 1);
  set_enabled (self, "trash-file", n_selected >= 1);
  /* While a step is on its way, a key is for what will be there when it has come. */
  set_enabled (self, "undo", self->n_moves > 0 || !g_queue_is_empty (&self->undo));
  set_enabled (self, "redo", self->n_moves > 0 || !g_queue_is_empty (&self->redo));
  set_enabled (self, "undo-last-check-in", mediary_window_can_undo_last_check_in (self));
  set_enabled (self, "stop", self->check_ins->len > 0);
  set_enabled (self, "toggle-sidebar", narrow);
  set_enabled (self, "back", (narrow && mediary_shell_get_content_visible (self->shell)) || overlaid);
}
