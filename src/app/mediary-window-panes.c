/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/* Places, files, details, in this order: which of them is in sight, and which has the keyboard. */

enum {
  PANE_PLACES,
  PANE_FILES,
  PANE_DETAILS,
  N_PANES,
};

static GtkWidget *
get_pane (MediaryWindow *self, int pane)
{
  switch (pane) {
  case PANE_PLACES:
    return GTK_WIDGET (self->sidebar_view);
  case PANE_FILES:
    return GTK_WIDGET (self->content_stack);
  case PANE_DETAILS:
  default:
    return GTK_WIDGET (self->details);
  }
}

static gboolean
is_in_sight (MediaryWindow *self, int pane)
{
  gboolean narrow = mediary_shell_get_narrow (self->shell);

  if (pane == PANE_DETAILS)
    return mediary_shell_get_show_details (self->shell);

  return !narrow || mediary_shell_get_content_visible (self->shell) == (pane == PANE_FILES);
}

static gboolean
has_focus (MediaryWindow *self, int pane)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && (focus == get_pane (self, pane) || gtk_widget_is_ancestor (focus, get_pane (self, pane)));
}

static int
get_current (MediaryWindow *self)
{
  for (int pane = 0; pane < N_PANES; pane++) {
    if (has_focus (self, pane))
      return pane;
  }

  return PANE_FILES; /* its header, or nothing */
}

/* A scrolled window in which nothing takes the keyboard says that it took it. */
static gboolean
take_focus (MediaryWindow *self, int pane)
{
  return gtk_widget_child_focus (get_pane (self, pane), GTK_DIR_TAB_FORWARD) && has_focus (self, pane);
}

/* Moves the keyboard to the pane after this one, or before it. */
static void
focus_pane (MediaryWindow *self, int direction)
{
  int pane = get_current (self);

  for (int i = 0; i < N_PANES; i++) {
    pane = (pane + direction + N_PANES) % N_PANES;
    if (is_in_sight (self, pane) && take_focus (self, pane))
      return;
  }
}

void
mediary_window_focus_next_pane (MediaryWindow *self)
{
  focus_pane (self, 1);
}

void
mediary_window_focus_previous_pane (MediaryWindow *self)
{
  focus_pane (self, -1);
}

void
mediary_window_toggle_sidebar (MediaryWindow *self)
{
  mediary_shell_set_content_visible (self->shell, !mediary_shell_get_content_visible (self->shell));
}

void
mediary_window_toggle_details (MediaryWindow *self)
{
  mediary_shell_set_show_details (self->shell, !mediary_shell_get_show_details (self->shell));
}

void
mediary_window_show_details (MediaryWindow *self)
{
  mediary_shell_set_show_details (self->shell, TRUE);
}

static gboolean
has_details_above (MediaryWindow *self)
{
  return mediary_shell_get_details_collapsed (self->shell) && mediary_shell_get_show_details (self->shell);
}

void
mediary_window_go_back (MediaryWindow *self)
{
  if (has_details_above (self))
    mediary_shell_set_show_details (self->shell, FALSE);
  else
    mediary_shell_set_content_visible (self->shell, FALSE);
}

/* Leaves, one after the other: the search, the details that lie over the files, the selection. */
void
mediary_window_escape (MediaryWindow *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  else if (has_details_above (self))
    mediary_shell_set_show_details (self->shell, FALSE);
  else
    mediary_window_edit_select_none (self);
}
