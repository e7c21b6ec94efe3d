/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/* The keyboard stays with the files when they come into another view, or into the same one anew. */

/* For a view to make its rows; one that was given none by then has none in sight. */
#define N_FRAMES 10
/* For the panes to come into sight again. */
#define N_FRAMES_OF_ROOM 3

/*
 * Takes the keyboard from the files, whose view is about to lose them, and tells whether they had it. Of what goes with the
 * keyboard, GTK remembers that it has to find another place for it, and puts it on any button a frame later.
 */
gboolean
mediary_window_leave_files (MediaryWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view_stack)))
    return FALSE;

  gtk_window_set_focus (GTK_WINDOW (self), NULL);

  return TRUE;
}

static gboolean
has_focus_in_files (MediaryWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view_stack));
}

/*
 * Where there is more or less room the panes of the newer shell go out of sight for a frame. They lose the keyboard then, and
 * GTK puts it on the first thing it finds. It comes back to the files if they had it.
 */
static gboolean
on_frame_of_room (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MediaryWindow *self = MEDIARY_WINDOW (widget);
  gint64        *last_frame = user_data;

  if (gdk_frame_clock_get_frame_counter (clock) < *last_frame)
    return G_SOURCE_CONTINUE;

  if (!has_focus_in_files (self) && !mediary_shell_get_details_page (self->shell))
    mediary_window_focus_files (self);

  return G_SOURCE_REMOVE;
}

static void
on_room_changed (MediaryWindow *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (!self->files_had_focus || clock == NULL)
    return;

  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame_of_room, g_memdup2 (&(gint64){ gdk_frame_clock_get_frame_counter (clock) + N_FRAMES_OF_ROOM }, sizeof (gint64)), g_free);
}

static void
on_focus_changed (MediaryWindow *self)
{
  if (gtk_window_get_focus (GTK_WINDOW (self)) != NULL)
    self->files_had_focus = has_focus_in_files (self);
}

void
mediary_window_init_focus (MediaryWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (on_focus_changed), NULL);
  g_signal_connect_object (self->shell, "notify::narrow", G_CALLBACK (on_room_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shell, "notify::details-collapsed", G_CALLBACK (on_room_changed), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
find_selected (GtkWidget *view)
{
  for (GtkWidget *row = gtk_widget_get_first_child (view); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    if (gtk_widget_get_mapped (row) && (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0)
      return row;
  }

  return NULL;
}

/* Unless the person has taken the keyboard elsewhere meanwhile. */
static gboolean
on_frame (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  gint64    *last_frame = user_data;
  GtkWidget *row = find_selected (view);

  if (!gtk_widget_is_focus (view))
    return G_SOURCE_REMOVE;
  if (row == NULL && gdk_frame_clock_get_frame_counter (clock) < *last_frame)
    return G_SOURCE_CONTINUE;

  if (row != NULL)
    gtk_widget_grab_focus (row);

  return G_SOURCE_REMOVE;
}

/* The view takes it at once, and the first selected file as soon as it has a row there. */
void
mediary_window_focus_selected (MediaryWindow *self, GtkWidget *view)
{
  g_autoptr (GtkBitset) selected = self->selection != NULL ? gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection)) : NULL;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (view);

  gtk_widget_grab_focus (view);
  if (clock == NULL || selected == NULL || gtk_bitset_is_empty (selected))
    return;

  gtk_widget_activate_action (view, "list.scroll-to-item", "u", gtk_bitset_get_minimum (selected));
  gtk_widget_add_tick_callback (view, on_frame, g_memdup2 (&(gint64){ gdk_frame_clock_get_frame_counter (clock) + N_FRAMES }, sizeof (gint64)), g_free);
}
