/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"
#include "view/mediary-context-menu.h"
#include "view/mediary-reference-row.h"

/* The context menu of the files: by the second button, a long press, the Menu key or Shift+F10. */

static void
append (GMenu *menu, const char *label, const char *action_name)
{
  g_menu_append (menu, label, action_name);
}

static char *
dup_remove_label (MediaryWindow *self)
{
  if (self->place == NULL || mediary_place_get_kind (self->place) != MEDIARY_PLACE_DOCUMENT)
    return g_strdup (_("_Remove from Library"));

  /* Translators: in a menu; %s is a document that uses the selected files */
  return g_strdup_printf (_("_Remove from “%s”"), mediary_place_get_title (self->place));
}

static GMenuModel *
new_menu (MediaryWindow *self)
{
  g_autoptr (GMenu) look = g_menu_new ();
  g_autoptr (GMenu) take = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();
  GMenu           *menu = g_menu_new ();
  g_autofree char *remove_label = dup_remove_label (self);

  append (look, _("_Open"), "win.open");
  append (look, _("_Show in Files"), "win.show-in-files");
  append (look, _("_Details"), "win.show-details");
  append (take, _("Add _Use…"), "win.add-use");
  append (take, _("_Copy"), "win.copy");
  append (take, _("Look at the File _Again"), "win.check-again");
  append (remove, remove_label, "win.remove");
  append (remove, _("Move to the _Trash"), "win.trash-file");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (take));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));

  return G_MENU_MODEL (menu);
}

static void
show_menu (MediaryWindow *self, GtkWidget *widget, double x, double y)
{
  g_autoptr (GMenuModel) menu = new_menu (self);

  mediary_context_menu_show (menu, gtk_widget_get_parent (GTK_WIDGET (self->content_stack)), widget, x, y);
}

/* The menu is about what is selected; a file that is not, is selected alone. */
static void
on_asked (GtkGesture *gesture, double x, double y)
{
  GtkWidget     *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkListItem   *list_item = g_object_get_data (G_OBJECT (gesture), "list-item");
  MediaryWindow *self = MEDIARY_WINDOW (gtk_widget_get_root (widget));
  guint          position = gtk_list_item_get_position (list_item);

  if (self->selection == NULL || position == GTK_INVALID_LIST_POSITION)
    return;

  if (!gtk_list_item_get_selected (list_item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, widget, x, y);
}

static void
on_pressed (GtkGesture *gesture, int n_press, double x, double y, gpointer user_data)
{
  on_asked (gesture, x, y);
}

static void
on_long_pressed (GtkGesture *gesture, double x, double y, gpointer user_data)
{
  on_asked (gesture, x, y);
}

static void
add_gesture (GtkListItem *list_item, GtkGesture *gesture)
{
  g_object_set_data (G_OBJECT (gesture), "list-item", list_item);
  gtk_widget_add_controller (gtk_list_item_get_child (list_item), GTK_EVENT_CONTROLLER (gesture));
}

/* @list_item: has its child already */
void
mediary_window_add_menu (GtkListItem *list_item)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), NULL);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_pressed), NULL);
  add_gesture (list_item, click);
  add_gesture (list_item, press);
}

/* The use in the details that has the keyboard, or NULL. */
static GtkWidget *
get_focus_use (MediaryWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL ? gtk_widget_get_ancestor (focus, MEDIARY_TYPE_REFERENCE_ROW) : NULL;
}

/* Whether there is a menu of what has the keyboard. */
gboolean
mediary_window_has_menu (MediaryWindow *self)
{
  return mediary_window_has_place_menu (self) || get_focus_use (self) != NULL ||
    (self->selection != NULL && mediary_selection_get_n_selected (self->selection) > 0);
}

/* A file among others; in the report the keyboard may be on a row that is not what the menu is about. */
static gboolean
is_among_files (MediaryWindow *self, GtkWidget *focus)
{
  if (mediary_window_shows_outcome (self))
    return gtk_widget_is_ancestor (focus, GTK_WIDGET (self->outcome_page)) && (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED) != 0;

  return gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view_stack));
}

static void
show_menu_of_files (MediaryWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->selection == NULL || mediary_selection_get_n_selected (self->selection) == 0)
    return;

  if (focus == NULL || !is_among_files (self, focus))
    focus = GTK_WIDGET (self->content_stack);
  show_menu (self, focus, gtk_widget_get_width (focus) / 2.0, gtk_widget_get_height (focus) / 2.0);
}

/* By key: at the place, the use or the file that has the keyboard. */
void
mediary_window_show_menu (MediaryWindow *self)
{
  GtkWidget *use = get_focus_use (self);

  if (use != NULL)
    mediary_reference_row_show_menu (MEDIARY_REFERENCE_ROW (use));
  else if (!mediary_window_show_place_menu (self))
    show_menu_of_files (self);
}
