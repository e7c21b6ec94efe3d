/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"
#include "view/mediary-context-menu.h"
#include "view/mediary-place-row.h"

/* The context menu of an app or document in the sidebar, which is selected for it: its actions are about the place. */

static gboolean
has_menu (MediaryPlace *place)
{
  MediaryPlaceKind kind = place != NULL ? mediary_place_get_kind (place) : MEDIARY_PLACE_HEADING;

  return kind == MEDIARY_PLACE_APP || kind == MEDIARY_PLACE_DOCUMENT;
}

static GMenuModel *
new_menu (MediaryWindow *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) look = g_menu_new ();

  g_menu_append (look, _("S_how Its Files"), "win.show-files");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
  if (mediary_window_get_document (self) != NULL)
    g_menu_append_section (menu, NULL, gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->document_menu_button)));

  return G_MENU_MODEL (menu);
}

/* Where the sidebar is a page it stays in sight. */
static void
show_menu (MediaryWindow *self, MediaryPlaceRow *row, double x, double y)
{
  GtkWidget *page = gtk_widget_get_parent (gtk_widget_get_ancestor (GTK_WIDGET (self->sidebar_view), GTK_TYPE_SCROLLED_WINDOW));
  guint      position = mediary_sidebar_find_place (self->sidebar, mediary_place_row_get_place (row));
  g_autoptr (GMenuModel) menu = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  gtk_single_selection_set_selected (self->sidebar_selection, position);
  mediary_window_update_actions (self);
  menu = new_menu (self);
  mediary_context_menu_show (menu, page, GTK_WIDGET (row), x, y);
}

static void
on_pressed (GtkGesture *gesture, double x, double y)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (!has_menu (mediary_place_row_get_place (MEDIARY_PLACE_ROW (row))))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (MEDIARY_WINDOW (gtk_widget_get_root (row)), MEDIARY_PLACE_ROW (row), x, y);
}

/* @row: a MediaryPlaceRow */
void
mediary_window_add_place_menu (GtkWidget *row)
{
  mediary_context_menu_add (row, G_CALLBACK (on_pressed));
}

/* The row of an app or document that has the keyboard, or NULL. */
static MediaryPlaceRow *
get_focus_row (MediaryWindow *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->sidebar_view));
  GtkWidget *child = row != NULL ? gtk_widget_get_first_child (row) : NULL;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar_view)) || !MEDIARY_IS_PLACE_ROW (child))
    return NULL;

  return has_menu (mediary_place_row_get_place (MEDIARY_PLACE_ROW (child))) ? MEDIARY_PLACE_ROW (child) : NULL;
}

gboolean
mediary_window_has_place_menu (MediaryWindow *self)
{
  return get_focus_row (self) != NULL;
}

/* By key: at the row that has the keyboard, if there is one. Returns: whether there was */
gboolean
mediary_window_show_place_menu (MediaryWindow *self)
{
  MediaryPlaceRow *row = get_focus_row (self);

  if (row == NULL)
    return FALSE;

  show_menu (self, row, gtk_widget_get_width (GTK_WIDGET (row)) / 2.0, gtk_widget_get_height (GTK_WIDGET (row)) / 2.0);

  return TRUE;
}

/* Leaves the sidebar for the files of the place. */
void
mediary_window_show_files (MediaryWindow *self)
{
  mediary_shell_set_content_visible (self->shell, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->content_stack), GTK_DIR_TAB_FORWARD);
}
