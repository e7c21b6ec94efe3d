/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

#include "mediary-dialogs.h"

#include <glib/gi18n.h>

#include "mediary-words.h"
#include "view/mediary-accessible.h"
#include "view/mediary-aside.h"
#include "view/mediary-fitting.h"

/**
 * MediaryWindow:
 *
 * Places at the start, the files of one of them in the middle, one file with its uses at the end.
 *
 * This file holds what is shown; the rest stands by role in mediary-window-*.c.
 */
G_DEFINE_FINAL_TYPE (MediaryWindow, mediary_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_search_changed (MediaryWindow *self)
{
  gboolean searching = gtk_search_bar_get_search_mode (self->search_bar);

  mediary_window_suggest (self, searching ? gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) : "");
  mediary_window_reload_items (self);
}

static void
on_search_stopped (MediaryWindow *self)
{
  mediary_window_leave_search (self);
}

static void
on_narrow_changed (MediaryWindow *self)
{
  mediary_window_update_narrow (self);
}

static void
on_content_visible (MediaryWindow *self)
{
  mediary_window_update_actions (self);
}

static void
on_show_details_changed (MediaryWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "toggle-details");

  if (action != NULL) {
    g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (mediary_shell_get_show_details (self->shell)));
    mediary_window_update_actions (self);
  }
  mediary_window_update_room (self);
  if (!mediary_shell_get_details_collapsed (self->shell))
    g_settings_set_boolean (self->settings, "show-details", mediary_shell_get_show_details (self->shell));
}

static void
on_use_activated (MediaryItemDetails *details, MediaryReference *reference, MediaryWindow *self)
{
  g_autoptr (MediaryDestination) destination = mediary_destination_new (mediary_reference_get_module_name (reference),
                                                                        mediary_reference_get_artifact_name (reference));

  mediary_window_show_destination (self, destination);
}

static void
on_remove_use (MediaryItemDetails *details, MediaryReference *reference, MediaryWindow *self)
{
  mediary_window_remove_use (self, reference);
}

static void
show_failure (MediaryWindow *self, const GError *error)
{
  g_autofree char *sentence = mediary_words_for_problem (error);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1); /* a status page takes markup, and paths are anything */

  adw_status_page_set_description (self->failed_page, escaped);
  gtk_stack_set_visible_child_name (self->content_stack, "failed");
}

/* Told once: the first window that has the library does it. */
static void
tell_recovery (MediaryWindow *self)
{
  g_autofree char *sentence = mediary_words_for_recovery (self->service);

  if (sentence == NULL || g_object_get_data (G_OBJECT (self->service), "recovery-told") != NULL)
    return;

  g_object_set_data (G_OBJECT (self->service), "recovery-told", GINT_TO_POINTER (TRUE));
  mediary_dialogs_tell (GTK_WINDOW (self), _("Your Library Was Restored"), sentence);
}

/* Told once: the first window does it that is still open. */
static void
tell_culprits (MediaryWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_auto (GStrv) culprits = NULL;

  if (application == NULL)
    return;

  culprits = mediary_play_diary_steal_culprits (mediary_application_get_play_diary (MEDIARY_APPLICATION (application)));
  if (culprits != NULL)
    mediary_dialogs_show_culprits (GTK_WINDOW (self), (const char *const *) culprits);
}

static void
watch_play_diary (MediaryWindow *self, MediaryPlayDiary *diary)
{
  mediary_item_details_set_play_diary (self->details, diary);
  g_signal_connect_object (diary, "notify::loaded", G_CALLBACK (tell_culprits), self, G_CONNECT_SWAPPED);
  if (mediary_play_diary_get_loaded (diary))
    tell_culprits (self);
}

static void
on_service_ready (MediaryWindow *self)
{
  MediaryApplication *application = MEDIARY_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GSList) files = g_steal_pointer (&self->waiting_files);

  if (self->service != NULL || application == NULL)
    return;

  if (mediary_application_get_error (application) != NULL) {
    show_failure (self, mediary_application_get_error (application));
    return;
  }

  if (!g_set_object (&self->service, mediary_application_get_service (application)))
    return;

  mediary_sidebar_set_service (self->sidebar, self->service);
  mediary_item_details_set_service (self->details, self->service);
  mediary_window_update_actions (self);
  mediary_window_reload_items (self);
  mediary_window_check_place (self);
  mediary_window_load_last_check_in (self);
  tell_recovery (self);
  watch_play_diary (self, mediary_application_get_play_diary (application));

  if (files != NULL)
    mediary_window_open_files (self, files);
  g_slist_foreach (files, (GFunc) g_object_unref, NULL);
}

static void
mediary_window_dispose (GObject *object)
{
  MediaryWindow *self = MEDIARY_WINDOW (object);

  mediary_window_cancel_used_in (self);
  g_clear_object (&self->selected_read);
  g_clear_pointer (&self->selected_items, g_ptr_array_unref);
  mediary_window_end_drop (self);
  if (self->settings != NULL)
    mediary_window_end_view (self);
  g_clear_weak_pointer (&self->spring_row);
  g_clear_weak_pointer (&self->undo_toast);
  if (self->sidebar != NULL)
    mediary_sidebar_set_service (self->sidebar, NULL);
  g_clear_object (&self->next_list);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->list);
  g_clear_object (&self->sidebar_selection);
  g_clear_object (&self->sidebar);
  g_clear_object (&self->place);
  g_clear_object (&self->outcomes);
  g_clear_object (&self->service);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (mediary_window_parent_class)->dispose (object);
}

static void
mediary_window_finalize (GObject *object)
{
  MediaryWindow *self = MEDIARY_WINDOW (object);

  mediary_window_clear_undo (self);
  mediary_window_finish_filter (self);
  g_ptr_array_unref (self->check_ins);
  g_clear_pointer (&self->last_destination, mediary_destination_free);
  g_slist_free_full (self->waiting_files, g_object_unref);

  G_OBJECT_CLASS (mediary_window_parent_class)->finalize (object);
}

static void
ensure_types (void)
{
  g_type_ensure (MEDIARY_TYPE_ASIDE);
  g_type_ensure (MEDIARY_TYPE_SHELL);
  g_type_ensure (MEDIARY_TYPE_OUTCOME_PAGE);
  g_type_ensure (MEDIARY_TYPE_DROP_VEIL);
  g_type_ensure (MEDIARY_TYPE_CHECK_IN_BAR);
  g_type_ensure (MEDIARY_TYPE_ITEM_DETAILS);
}

static void
mediary_window_class_init (MediaryWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mediary_window_dispose;
  object_class->finalize = mediary_window_finalize;

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, shell);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, sidebar_view);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, content_header);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, check_in_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, check_in_menu_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, view_switch);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, details_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, filter_box);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, filter_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, place_bar);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, place_line);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, document_menu_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, keep_access_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, place_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, content_stack);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, no_results_page);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, no_results_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, view_stack);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, grid_view);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, list_view);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, outcome_page);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, drop_veil);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, check_in_bar);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, selection_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, details);
  gtk_widget_class_bind_template_child (widget_class, MediaryWindow, undo_section);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_content_visible);
  gtk_widget_class_bind_template_callback (widget_class, on_show_details_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_use_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_use);
}

static void
mediary_window_init (MediaryWindow *self)
{
  self->check_ins = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  if (MEDIARY_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

/* A window has its application only after it is constructed. */
static void
set_up (MediaryWindow *self, MediaryApplication *application)
{
  self->settings = g_object_ref (mediary_application_get_settings (application));
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "is-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  mediary_window_init_actions (self);
  mediary_window_init_keys (self);
  mediary_window_init_focus (self);
  mediary_window_init_view (self);
  mediary_window_init_filter (self);
  mediary_window_init_items (self);
  mediary_window_init_sidebar (self);
  mediary_window_init_drop (self);
  mediary_window_init_undo (self);
  mediary_accessible_tidy (GTK_WIDGET (self));
  mediary_fit_button_labels (GTK_WIDGET (self));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (mediary_window_withdraw_notification), NULL);

  gtk_widget_set_visible (self->check_in_menu_button, FALSE);
  g_signal_connect (self, "notify::default-width", G_CALLBACK (mediary_window_update_room), NULL);
  mediary_shell_set_show_details (self->shell, g_settings_get_boolean (self->settings, "show-details"));
  mediary_window_update_narrow (self);
  mediary_window_restore_place (self);
  g_signal_connect_object (application, "notify::service", G_CALLBACK (on_service_ready), self, G_CONNECT_SWAPPED);
  if (mediary_application_get_service (application) != NULL || mediary_application_get_error (application) != NULL)
    on_service_ready (self);
}

MediaryWindow *
mediary_window_new (MediaryApplication *application)
{
  MediaryWindow *self = g_object_new (MEDIARY_TYPE_WINDOW, "application", application, NULL);

  set_up (self, application);

  return self;
}

/**
 * mediary_window_open_files:
 * @self: a window
 * @files: (element-type GFile): files a person opened with Mediary
 *
 * Asks where the files are used, as soon as the library is open.
 */
void
mediary_window_open_files (MediaryWindow *self, GSList *files)
{
  if (self->service != NULL)
    mediary_window_ask_about_opened (self, files);
  else
    self->waiting_files = g_slist_concat (self->waiting_files, g_slist_copy_deep (files, (GCopyFunc) g_object_ref, NULL));
}

/* The same, when the library is open and their paths are known. */
void
mediary_window_open_local_files (MediaryWindow *self, GSList *files)
{
  mediary_window_ask_where_used (self, files, self->last_destination);
}

/* How many files the library has, or -1 while it is not known. */
gint64
mediary_window_get_n_files (MediaryWindow *self)
{
  return mediary_place_get_count (mediary_sidebar_get_place (self->sidebar, MEDIARY_PLACE_ALL));
}

/* Shows the files of a place; its row in the sidebar is selected by who calls. */
void
mediary_window_show_place (MediaryWindow *self, MediaryPlace *place)
{
  if (!g_set_object (&self->place, place))
    return;

  mediary_window_remember_place (self);
  mediary_place_set_marked (place, FALSE);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  mediary_window_clear_filter (self);
  mediary_outcome_page_select_none (self->outcome_page);
  mediary_window_reload_items (self);
}

/* Shows an app or a document, opening the sidebar down to it. */
void
mediary_window_show_destination (MediaryWindow *self, const MediaryDestination *destination)
{
  self->focus_files = TRUE; /* what led here may go, and the keyboard with it */
  mediary_window_select_place (self, mediary_sidebar_reveal (self->sidebar, destination));
  if (mediary_shell_get_details_collapsed (self->shell))
    mediary_shell_set_show_details (self->shell, FALSE);
}
