/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-dialogs.h"
#include "mediary-window-private.h"
#include "model/mediary-names.h"
#include "model/mediary-texture-cache.h"
#include "view/mediary-accessible.h"

/*
 * What can be done in the window. The table at the end is the whole of it: action, keys, and the words the shortcuts
 * window says for it.
 */

static void
on_files_chosen (GSList *files, gpointer user_data)
{
  mediary_window_receive_chosen (user_data, files);
}

static void
on_check_in (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_dialogs_choose_files (user_data, on_files_chosen, user_data);
}

static void
on_check_in_folder (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_dialogs_choose_folder (user_data, on_files_chosen, user_data);
}

/* An entry that has the focus keeps its own Copy, Paste and Select All. */
static gboolean
pass_to_text (MediaryWindow *self, const char *action_name)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!GTK_IS_EDITABLE (focus) && !GTK_IS_LABEL (focus))
    return FALSE;

  return gtk_widget_activate_action (focus, action_name, NULL);
}

static void
on_paste (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (!pass_to_text (user_data, "clipboard.paste"))
    mediary_window_paste (user_data);
}

static void
on_copy (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (!pass_to_text (user_data, "clipboard.copy"))
    mediary_window_copy_selected (user_data);
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow *self = user_data;

  mediary_shell_set_content_visible (self->shell, TRUE);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
on_search_everywhere (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow   *self = user_data;
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));

  mediary_window_select_place (self, 0);
  mediary_window_clear_filter (self);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
}

static void
on_remove_filters (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_clear_filter (user_data);
  mediary_window_reload_items (user_data);
}

static void
on_toggle_sidebar (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow *self = user_data;

  mediary_shell_set_content_visible (self->shell, !mediary_shell_get_content_visible (self->shell));
}

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow *self = user_data;

  if (mediary_shell_get_details_collapsed (self->shell) && mediary_shell_get_show_details (self->shell))
    mediary_shell_set_show_details (self->shell, FALSE);
  else
    mediary_shell_set_content_visible (self->shell, FALSE);
}

static void
on_toggle_details (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow *self = user_data;

  mediary_shell_set_show_details (self->shell, !mediary_shell_get_show_details (self->shell));
}

/* Escape leaves, one after the other: the search, the selection, the details that lie over the files. */
static void
on_escape (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow *self = user_data;

  if (gtk_search_bar_get_search_mode (self->search_bar))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  else if (mediary_shell_get_details_collapsed (self->shell) && mediary_shell_get_show_details (self->shell))
    mediary_shell_set_show_details (self->shell, FALSE);
  else if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
on_select_all (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow *self = user_data;

  if (!pass_to_text (self, "selection.select-all") && self->selection != NULL)
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

static void
on_select_none (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow *self = user_data;

  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_open_selected (user_data);
}

/* The document whose place is shown. */
static void
on_open_document (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow            *self = user_data;
  const MediaryDestination *destination = mediary_place_get_destination (self->place);

  mediary_window_open_document (self, destination->module_name, destination->artifact_name);
}

static void
on_open_use (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *module_name, *artifact_name;

  g_variant_get (parameter, "(&s&s)", &module_name, &artifact_name);
  mediary_window_open_document (user_data, module_name, artifact_name);
}

static void
on_copy_reference (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), g_variant_get_string (parameter, NULL));
  mediary_window_toast (user_data, _("Reference copied"), NULL, NULL);
}

static void
on_show_in_files (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow *self = user_data;
  g_autoptr (MediaryLazyItem) lazy_item = mediary_window_dup_selected (self);
  MediaryItem *item = lazy_item != NULL ? mediary_lazy_item_get_item (lazy_item) : NULL;
  g_autoptr (GFile) file = item != NULL ? mediary_item_dup_file (item) : NULL;
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

  if (uri != NULL)
    mediary_window_show_in_files (self, uri);
}

static void
on_add_use (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_add_use (user_data);
}

static void
on_rename_document (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_rename_document (user_data);
}

static void
on_remove_document (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_remove_document (user_data);
}

static void
on_check_document_again (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_check_place_again (user_data);
}

static void
on_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_remove_selected (user_data);
}

static void
on_trash (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_trash_selected (user_data);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_undo (user_data);
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_redo (user_data);
}

static void
on_undo_last_check_in (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_undo_last_check_in (user_data);
}

static void
on_keep_access (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_keep_access (user_data);
}

static void
on_show_last_check_in (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_show_last_check_in (user_data);
}

static void
on_try_again (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_try_again (user_data, g_variant_get_bytestring (parameter));
}

static void
on_show_path (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *uri = g_filename_to_uri (g_variant_get_bytestring (parameter), NULL, NULL);

  if (uri != NULL)
    mediary_window_show_in_files (user_data, uri);
}

static void
on_stop (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_stop_check_ins (user_data);
}

static void
change_tile_size (MediaryWindow *self, int direction)
{
  static const int sizes[] = { 96, 140, 200 };
  int              size = g_settings_get_int (self->settings, "tile-size");
  int              i = 0;

  while (i < (int) G_N_ELEMENTS (sizes) - 1 && sizes[i] < size)
    i++;

  size = direction == 0 ? 140 : sizes[CLAMP (i + direction, 0, (int) G_N_ELEMENTS (sizes) - 1)];
  g_settings_set_int (self->settings, "tile-size", size);
  mediary_window_rebuild_items (self);
}

static void
on_larger (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  change_tile_size (user_data, 1);
}

static void
on_smaller (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  change_tile_size (user_data, -1);
}

static void
on_usual_size (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  change_tile_size (user_data, 0);
}

static void
on_check_again (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_check_again (user_data);
}

static void
on_show_menu (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_show_menu (user_data);
}

static void
on_show_details (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MediaryWindow *self = user_data;

  mediary_shell_set_show_details (self->shell, TRUE);
}

static void
on_next_pane (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_focus_pane (user_data, 1);
}

static void
on_previous_pane (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_window_focus_pane (user_data, -1);
}

static void on_show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data);

/* How the shortcuts window groups them. */
enum {
  GROUP_NONE, /* not told */
  GROUP_FILES,
  GROUP_VIEW,
  GROUP_WINDOW,
  N_GROUPS,
};

static const char *const group_titles[N_GROUPS] = { NULL, N_ ("Files"), N_ ("Looking"), N_ ("Window") };

/* Every action of the window with its keys. */
static const struct {
  const char *name; /* with its group: “win.undo” */
  const char *keys[3];
  int         group;
  const char *title;
  void (*activate) (GSimpleAction *action, GVariant *parameter, gpointer user_data);
  const char *parameter_type;
} actions[] = {
  { "win.check-in", { "<Control>o" }, GROUP_FILES, N_ ("Check in files"), on_check_in },
  { "win.check-in-folder", { "<Shift><Control>o" }, GROUP_FILES, N_ ("Check in a folder"), on_check_in_folder },
  { "win.paste", { "<Control>v" }, GROUP_FILES, N_ ("Check in copied files"), on_paste },
  { "win.copy", { "<Control>c" }, GROUP_FILES, N_ ("Copy the selected files"), on_copy },
  { "win.undo", { "<Control>z" }, GROUP_FILES, N_ ("Undo"), on_undo },
  { "win.redo", { "<Shift><Control>z" }, GROUP_FILES, N_ ("Redo"), on_redo },
  { "win.search", { "<Control>f" }, GROUP_VIEW, N_ ("Search"), on_search },
  { "win.open", { "<Control>Return" }, GROUP_FILES, N_ ("Open the file in its app"), on_open },
  { "win.add-use", { "<Control>d" }, GROUP_FILES, N_ ("Add a use of the selected files"), on_add_use },
  { "win.remove", { "Delete" }, GROUP_FILES, N_ ("Remove from the document, or from the library"), on_remove },
  { "win.trash-file", { "<Control>Delete" }, GROUP_FILES, N_ ("Move the file to the Trash"), on_trash },
  { "win.check-again", { "F5" }, GROUP_FILES, N_ ("Look at the files again"), on_check_again },
  { "win.toggle-details", { "<Alt>Return" }, GROUP_VIEW, N_ ("Show or hide details"), NULL },
  { "win.toggle-sidebar", { "F9" }, GROUP_VIEW, N_ ("Show the sidebar, where it is a page"), on_toggle_sidebar },
  { "win.back", { "<Alt>Left" }, GROUP_VIEW, N_ ("Back"), on_back },
  { "win.next-pane", { "F6" }, GROUP_VIEW, N_ ("Next pane"), on_next_pane },
  { "win.previous-pane", { "<Shift>F6" }, GROUP_VIEW, N_ ("Previous pane"), on_previous_pane },
  { "win.select-all", { "<Control>a" }, GROUP_VIEW, N_ ("Select all"), on_select_all },
  { "win.select-none", { "<Shift><Control>a" }, GROUP_VIEW, N_ ("Select none"), on_select_none },
  { "win.view-mode::list", { "<Control>1" }, GROUP_VIEW, N_ ("List"), NULL },
  { "win.view-mode::grid", { "<Control>2" }, GROUP_VIEW, N_ ("Grid"), NULL },
  { "win.larger", { "<Control>plus", "<Control>equal" }, GROUP_VIEW, N_ ("Larger pictures"), on_larger },
  { "win.smaller", { "<Control>minus" }, GROUP_VIEW, N_ ("Smaller pictures"), on_smaller },
  { "win.usual-size", { "<Control>0" }, GROUP_VIEW, N_ ("Pictures of the usual size"), on_usual_size },
  { "win.show-menu", { "Menu", "<Shift>F10" }, GROUP_FILES, N_ ("Menu of the files"), on_show_menu },
  { "win.show-details", { NULL }, GROUP_NONE, NULL, on_show_details },
  { "app.help", { "F1" }, GROUP_WINDOW, N_ ("Help"), NULL },
  { "win.show-shortcuts", { "<Control>question" }, GROUP_WINDOW, N_ ("Keyboard shortcuts"), on_show_shortcuts },
  { "app.preferences", { "<Control>comma" }, GROUP_WINDOW, N_ ("Preferences"), NULL },
  { "app.new-window", { "<Control>n" }, GROUP_WINDOW, N_ ("New window"), NULL },
  { "window.close", { "<Control>w" }, GROUP_WINDOW, N_ ("Close the window"), NULL },
  { "app.quit", { "<Control>q" }, GROUP_WINDOW, N_ ("Quit"), NULL },
  { "win.escape", { "Escape" }, GROUP_NONE, NULL, on_escape },
  { "win.show-in-files", { NULL }, GROUP_NONE, NULL, on_show_in_files },
  { "win.open-document", { NULL }, GROUP_NONE, NULL, on_open_document },
  { "win.rename-document", { NULL }, GROUP_NONE, NULL, on_rename_document },
  { "win.remove-document", { NULL }, GROUP_NONE, NULL, on_remove_document },
  { "win.check-document-again", { NULL }, GROUP_NONE, NULL, on_check_document_again },
  { "win.open-use", { NULL }, GROUP_NONE, NULL, on_open_use, "(ss)" },
  { "win.copy-reference", { NULL }, GROUP_NONE, NULL, on_copy_reference, "s" },
  { "win.remove-filters", { NULL }, GROUP_NONE, NULL, on_remove_filters },
  { "win.search-everywhere", { NULL }, GROUP_NONE, NULL, on_search_everywhere },
  { "win.stop", { NULL }, GROUP_NONE, NULL, on_stop },
  { "win.try-again", { NULL }, GROUP_NONE, NULL, on_try_again, "ay" },
  { "win.show-path", { NULL }, GROUP_NONE, NULL, on_show_path, "ay" },
  { "win.keep-access", { NULL }, GROUP_NONE, NULL, on_keep_access },
  { "win.show-last-check-in", { NULL }, GROUP_NONE, NULL, on_show_last_check_in },
  { "win.undo-last-check-in", { NULL }, GROUP_NONE, NULL, on_undo_last_check_in },
};

/* As a template does it: there is no call for it before GTK 4.14, and a child set otherwise drives out the parts of the window. */
static void
add (GtkWidget *parent, GtkWidget *child)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();

  GTK_BUILDABLE_GET_IFACE (parent)->add_child (GTK_BUILDABLE (parent), builder, G_OBJECT (child), NULL);
}

static GtkWidget *
new_group (int number)
{
  GtkWidget *group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", _(group_titles[number]), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    g_autofree char *keys = g_strjoinv (" ", (char **) actions[i].keys);

    if (actions[i].group == number)
      add (group, g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "accelerator", keys, "title", _(actions[i].title), NULL));
  }

  return group;
}

/* The toolkit’s own button to search has a picture only. */
static void
name_search (GtkWidget *widget)
{
  const char *icon_name = GTK_IS_BUTTON (widget) ? gtk_button_get_icon_name (GTK_BUTTON (widget)) : NULL;

  if (icon_name != NULL && strstr (icon_name, "find") != NULL) {
    mediary_accessible_set_label (widget, _("Search"));
    gtk_widget_set_tooltip_text (widget, _("Search"));
  }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_search (child);
}

/* Made from the table, so it cannot tell anything else. */
static void
on_show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "transient-for", user_data, "modal", TRUE, NULL);
  GtkWidget *section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "window", "visible", TRUE, NULL);

  for (int group = GROUP_NONE + 1; group < N_GROUPS; group++)
    add (section, new_group (group));

  add (window, section);
  name_search (window);
  gtk_window_present (GTK_WINDOW (window));
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
on_view_mode_changed (MediaryWindow *self)
{
  mediary_window_update_view_mode (self);
}

static void
on_show_thumbnails (MediaryWindow *self)
{
  mediary_texture_cache_set_enabled (g_settings_get_boolean (self->settings, "show-thumbnails"));
  mediary_window_rebuild_items (self);
}

void
mediary_window_init_actions (MediaryWindow *self)
{
  static const GActionEntry toggles[] = { { .name = "toggle-details", .activate = on_toggle_details, .state = "true" } };
  static const char *const  keys[] = { "view-mode", "sort-key", "sort-descending" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    GActionEntry entry = { .name = actions[i].name + strlen ("win."), .activate = actions[i].activate, .parameter_type = actions[i].parameter_type };

    if (actions[i].activate != NULL)
      g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, self);
  }

  g_action_map_add_action_entries (G_ACTION_MAP (self), toggles, G_N_ELEMENTS (toggles), self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (GAction) action = g_settings_create_action (self->settings, keys[i]);

    g_action_map_add_action (G_ACTION_MAP (self), action);
  }

  g_signal_connect_object (self->settings, "changed::view-mode", G_CALLBACK (on_view_mode_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::show-thumbnails", G_CALLBACK (on_show_thumbnails), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::sort-key", G_CALLBACK (mediary_window_reload_items), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::sort-descending", G_CALLBACK (mediary_window_reload_items), self, G_CONNECT_SWAPPED);
}

static void
set_enabled (MediaryWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
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
  set_enabled (self, "show-menu", n_selected >= 1);
  set_enabled (self, "check-again", n_selected >= 1);
  set_enabled (self, "remove", n_selected >= 1);
  set_enabled (self, "trash-file", n_selected >= 1);
  set_enabled (self, "undo", !g_queue_is_empty (&self->undo));
  set_enabled (self, "redo", !g_queue_is_empty (&self->redo));
  set_enabled (self, "undo-last-check-in", mediary_window_can_undo_last_check_in (self));
  set_enabled (self, "stop", self->check_ins->len > 0);
  set_enabled (self, "toggle-sidebar", narrow);
  set_enabled (self, "back", (narrow && mediary_shell_get_content_visible (self->shell)) || overlaid);
}
