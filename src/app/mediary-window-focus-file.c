/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/* The keyboard comes to a file: the first one, one that is new, or the neighbour of one that is gone. */

/* So many frames are waited for a view to make the tile or row of a file. */
#define FRAMES 60

static GtkWidget *
get_view (MediaryWindow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->view_stack), "grid") ? GTK_WIDGET (self->grid_view) : GTK_WIDGET (self->list_view);
}

static gboolean
shows_files (MediaryWindow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->content_stack), "items");
}

/* Of the file that has it, or GTK_INVALID_LIST_POSITION. */
guint
mediary_window_get_focused_position (MediaryWindow *self)
{
  GtkWidget   *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget   *child = focus != NULL && gtk_widget_get_parent (focus) == get_view (self) ? gtk_widget_get_first_child (focus) : NULL;
  GtkListItem *list_item = child != NULL ? g_object_get_data (G_OBJECT (child), "list-item") : NULL;

  return list_item != NULL ? gtk_list_item_get_position (list_item) : GTK_INVALID_LIST_POSITION;
}

/* The row that had it last, or the first one. */
gboolean
mediary_window_focus_list (MediaryWindow *self, GtkWidget *view)
{
  gtk_widget_grab_focus (view);

  /* Nothing in it had the focus so far, so it took it itself, where nobody would see it. */
  return gtk_window_get_focus (GTK_WINDOW (self)) != view || gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD);
}

/* Where there are none, the button that helps. */
gboolean
mediary_window_focus_files (MediaryWindow *self)
{
  if (mediary_window_shows_outcome (self) && mediary_outcome_page_focus_selected (self->outcome_page))
    return TRUE;
  if (!shows_files (self))
    return gtk_widget_child_focus (GTK_WIDGET (self->content_stack), GTK_DIR_TAB_FORWARD);

  return mediary_window_focus_list (self, get_view (self));
}

static gboolean
is_kept (MediaryWindow *self, GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->details));
}

/* Whether the keyboard may be taken to a file: not from a text, a menu or the details that somebody is at, and not from the
 * places if somebody has gone there since @before had it. */
static gboolean
is_free (MediaryWindow *self, gpointer before)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL)
    return TRUE;

  return !is_kept (self, focus) && (focus == before || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar_view)));
}

/* @list_item: has its child, a tile or a row */
void
mediary_window_note_list_item (GtkListItem *list_item)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (list_item)), "list-item", list_item);
}

static GtkWidget *
find_cell (GtkWidget *view, guint position)
{
  for (GtkWidget *cell = gtk_widget_get_first_child (view); cell != NULL; cell = gtk_widget_get_next_sibling (cell)) {
    GtkWidget   *child = gtk_widget_get_first_child (cell);
    GtkListItem *list_item = child != NULL ? g_object_get_data (G_OBJECT (child), "list-item") : NULL;

    if (list_item != NULL && gtk_list_item_get_position (list_item) == position)
      return cell;
  }

  return NULL;
}

typedef struct {
  gpointer list; /* (unowned): only compared, as is */
  gpointer focus;
  guint    position;
  guint    n_frames;
} Waiting;

static gboolean
try_focus (GtkWidget *view, const Waiting *waiting)
{
  GtkWidget *cell = find_cell (view, waiting->position);

  return cell != NULL && gtk_widget_get_mapped (cell) && gtk_widget_grab_focus (cell);
}

static gboolean
on_frame (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  Waiting       *waiting = user_data;
  MediaryWindow *self = MEDIARY_WINDOW (gtk_widget_get_root (view));

  if (self->rows != waiting->list || !is_free (self, waiting->focus))
    return G_SOURCE_REMOVE;

  return try_focus (view, waiting) || ++waiting->n_frames > FRAMES ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* The file at @position, as soon as it has been brought into sight: GTK has no call for it before 4.12. */
void
mediary_window_focus_position (MediaryWindow *self, guint position)
{
  GtkWidget *view = get_view (self);
  Waiting   *waiting;

  if (!is_free (self, gtk_window_get_focus (GTK_WINDOW (self))))
    return;

  waiting = g_new0 (Waiting, 1);
  waiting->list = self->rows;
  waiting->focus = gtk_window_get_focus (GTK_WINDOW (self));
  waiting->position = position;
  gtk_widget_activate_action (view, "list.scroll-to-item", "u", position);
  gtk_widget_add_tick_callback (view, on_frame, waiting, g_free);
}

static void
on_new_files (GListModel *list, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  MediaryWindow *self = user_data;

  if (n_added == 0)
    return;

  g_signal_handlers_disconnect_by_func (list, on_new_files, self);
  if (G_LIST_MODEL (self->rows) == list && is_free (self, self->focus_at_check_in))
    mediary_window_focus_position (self, position);
}

/* The first file that comes into the list from now on is nothing to wait for any more. */
void
mediary_window_forget_new_file (MediaryWindow *self)
{
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_func (self->rows, on_new_files, self);
}

/* The first file that comes into the list from now on. */
void
mediary_window_focus_new_file (MediaryWindow *self)
{
  if (self->rows == NULL)
    return;

  mediary_window_forget_new_file (self);
  self->focus_at_check_in = gtk_window_get_focus (GTK_WINDOW (self));
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (on_new_files), self, G_CONNECT_AFTER);
}
