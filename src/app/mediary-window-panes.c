/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/* Where the keyboard is: places, files, details, in this order. */

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

static int
get_current (MediaryWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (int pane = 0; pane < N_PANES && focus != NULL; pane++) {
    if (focus == get_pane (self, pane) || gtk_widget_is_ancestor (focus, get_pane (self, pane)))
      return pane;
  }

  return PANE_FILES; /* its header, or nothing */
}

/* Moves the keyboard to the pane after this one, or before it. */
void
mediary_window_focus_pane (MediaryWindow *self, int direction)
{
  int pane = get_current (self);

  for (int i = 0; i < N_PANES; i++) {
    pane = (pane + direction + N_PANES) % N_PANES;
    if (is_in_sight (self, pane) && gtk_widget_child_focus (get_pane (self, pane), GTK_DIR_TAB_FORWARD))
      return;
  }
}
