/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-application-private.h"
#include "mediary-dialogs.h"
#include "mediary-window.h"

static void
on_new_window (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (mediary_window_new (user_data)));
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  mediary_dialogs_show_about (window, MEDIARY_IS_WINDOW (window) ? mediary_window_get_n_files (MEDIARY_WINDOW (window)) : -1);
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_dialogs_show_preferences (gtk_application_get_active_window (user_data), mediary_application_get_settings (user_data), mediary_application_get_service (user_data));
}

static void
on_help (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_dialogs_show_help (gtk_application_get_active_window (user_data));
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (user_data));

  /* A window may have a check-in under way, which keeps the program until it is done. */
  g_list_foreach (windows, (GFunc) gtk_window_close, NULL);
  g_list_free (windows);
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mediary_application_search (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
}

static const GActionEntry actions[] = {
  { .name = "activate", .activate = on_activate },
  { .name = "new-window", .activate = on_new_window },
  { .name = "search", .activate = on_search, .parameter_type = "s" },
  { .name = "about", .activate = on_about },
  { .name = "help", .activate = on_help },
  { .name = "preferences", .activate = on_preferences },
  { .name = "quit", .activate = on_quit },
};

void
mediary_application_add_actions (MediaryApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  mediary_window_add_accelerators (GTK_APPLICATION (self));
}
