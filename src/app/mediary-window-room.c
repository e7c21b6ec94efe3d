/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/* How much room there is, and what gives way where it is little. */

/* Below this the files have little room between sidebar and details; and below that, beside the sidebar alone. */
#define ROOMY_WIDTH       1100
#define ROOMY_WIDTH_ALONE 760

static gboolean
is_tight (MediaryWindow *self)
{
  gboolean beside = !mediary_shell_get_details_collapsed (self->shell) && mediary_shell_get_show_details (self->shell);
  int      width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);

  if (mediary_shell_get_narrow (self->shell))
    return TRUE;

  return width < (beside ? ROOMY_WIDTH : ROOMY_WIDTH_ALONE) && !gtk_window_is_maximized (GTK_WINDOW (self));
}

/* Where it is tight the title needs the place of a word, and the name of a file that of its facts. */
static void
use_room (MediaryWindow *self)
{
  gboolean tight = is_tight (self);

  if (self->tight == tight)
    return;

  self->tight = tight;
  gtk_widget_set_visible (self->check_in_button, !tight);
  gtk_widget_set_visible (self->check_in_menu_button, tight && !mediary_shell_get_narrow (self->shell));
  mediary_window_rebuild_items (self);
}

static gboolean
on_room_settled (gpointer user_data)
{
  MediaryWindow *self = user_data;

  self->room_id = 0;
  if (self->settings != NULL) /* else the window is going */
    use_room (self);

  return G_SOURCE_REMOVE;
}

/*
 * To be called when the window, or what stands beside the files, changes its width. That comes while sizes are given out,
 * when no row may be made or unmade.
 */
void
mediary_window_update_room (MediaryWindow *self)
{
  if (self->room_id == 0 && self->settings != NULL)
    self->room_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_room_settled, g_object_ref (self), g_object_unref);
}

/* Seven buttons leave no room for a title: where it is narrow, three move down. */
void
mediary_window_update_narrow (MediaryWindow *self)
{
  gboolean narrow = mediary_shell_get_narrow (self->shell);

  gtk_widget_set_visible (self->view_switch, !narrow);
  gtk_widget_set_visible (self->details_button, !narrow);
  gtk_widget_set_visible (self->check_in_menu_button, self->tight && !narrow);
  mediary_window_update_room (self);
  mediary_window_update_actions (self);
}
