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

  if (mediary_shell_get_details_page (self->shell))
    return pane == PANE_DETAILS;
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
  if (pane == PANE_FILES)
    mediary_window_focus_files (self);
  else if (pane == PANE_PLACES)
    mediary_window_focus_list (self, GTK_WIDGET (self->sidebar_view)); /* or it would move on in it */
  else
    gtk_widget_child_focus (GTK_WIDGET (self->details), GTK_DIR_TAB_FORWARD);

  return has_focus (self, pane);
}

static GtkWidget *
get_page (MediaryWindow *self, int pane)
{
  static const char *const properties[N_PANES] = { "sidebar", "content", "details" };
  g_autoptr (GtkWidget) page = NULL;

  g_object_get (self->shell, properties[pane], &page, NULL);

  return page; /* the shell keeps it */
}

static GtkWidget *
get_neighbour (GtkWidget *widget, int direction)
{
  return direction > 0 ? gtk_widget_get_next_sibling (widget) : gtk_widget_get_prev_sibling (widget);
}

/* @list: has the keyboard, which goes to what comes after it, or before it, though there be more rows. */
void
mediary_window_leave_list (MediaryWindow *self, GtkWidget *list, int direction)
{
  GtkDirectionType tab = direction > 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD;
  int              pane = get_current (self);

  for (GtkWidget *widget = list; widget != get_page (self, pane); widget = gtk_widget_get_parent (widget)) {
    for (GtkWidget *other = get_neighbour (widget, direction); other != NULL; other = get_neighbour (other, direction)) {
      if (gtk_widget_get_mapped (other) && gtk_widget_child_focus (other, tab))
        return;
    }
  }

  for (int i = 0; i < N_PANES; i++) {
    pane = (pane + direction + N_PANES) % N_PANES;
    if (is_in_sight (self, pane) && gtk_widget_child_focus (get_page (self, pane), tab))
      return;
  }
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

static gboolean
has_details_above (MediaryWindow *self)
{
  return mediary_shell_get_details_collapsed (self->shell) && mediary_shell_get_show_details (self->shell);
}

static void
enter_details (MediaryWindow *self)
{
  g_signal_handlers_disconnect_by_func (self->details, enter_details, self);
  if (has_details_above (self))
    gtk_widget_child_focus (GTK_WIDGET (self->details), GTK_DIR_TAB_FORWARD);
}

/* Where they lie over the files, they are what one is at, as soon as the first of them has come into sight. */
void
mediary_window_show_details (MediaryWindow *self)
{
  mediary_shell_set_show_details (self->shell, TRUE);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->details)))
    enter_details (self);
  else
    g_signal_connect_object (self->details, "map", G_CALLBACK (enter_details), self, G_CONNECT_SWAPPED);
}

static void
leave_details (MediaryWindow *self)
{
  mediary_shell_set_show_details (self->shell, FALSE);
  mediary_window_focus_files (self);
}

/* Where the window is narrow neither the places nor the details lie over them then. */
void
mediary_window_come_to_files (MediaryWindow *self)
{
  mediary_shell_set_content_visible (self->shell, TRUE);
  if (mediary_shell_get_narrow (self->shell))
    mediary_shell_set_show_details (self->shell, FALSE);
}

void
mediary_window_go_back (MediaryWindow *self)
{
  if (mediary_shell_get_content_visible (self->shell) && has_details_above (self))
    leave_details (self);
  else
    mediary_shell_set_content_visible (self->shell, FALSE);
}

void
mediary_window_toggle_details (MediaryWindow *self)
{
  gboolean inside = get_current (self) == PANE_DETAILS;

  if (!mediary_shell_get_show_details (self->shell))
    mediary_window_show_details (self);
  else if (inside)
    leave_details (self);
  else
    mediary_shell_set_show_details (self->shell, FALSE);
}

static gboolean
has_selection (MediaryWindow *self)
{
  return self->selection != NULL && mediary_selection_get_n_selected (self->selection) > 0;
}

/* Leaves, one after the other: the veil of a drag, the search, the selection, the details that lie over the files. But where
 * one is in these, or sees nothing else, they are what one leaves. */
void
mediary_window_escape (MediaryWindow *self)
{
  if (mediary_window_leave_drag (self))
    return;

  if (mediary_shell_get_details_page (self->shell) || (has_details_above (self) && get_current (self) == PANE_DETAILS))
    leave_details (self);
  else if (gtk_search_bar_get_search_mode (self->search_bar))
    mediary_window_leave_search (self);
  else if (has_selection (self))
    mediary_window_edit_select_none (self);
  else if (has_details_above (self))
    leave_details (self);
}
