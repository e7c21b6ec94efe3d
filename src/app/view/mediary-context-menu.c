/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-context-menu.h"

/* Menus at the pointer, or at the widget that has the keyboard. */

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* What had the keyboard before the menu; GTK 4.8 leaves it in the menu that is closed. */
static void
remember_focus (GtkWidget *popover, GtkWidget *widget)
{
  GWeakRef *focus = g_new0 (GWeakRef, 1);

  g_weak_ref_init (focus, gtk_root_get_focus (gtk_widget_get_root (widget)));
  g_object_set_data_full (G_OBJECT (popover), "focus", focus, free_weak_ref);
}

/* What was chosen may have moved the keyboard elsewhere. */
static void
give_focus_back (GtkWidget *popover)
{
  GtkRoot   *root = gtk_widget_get_root (popover);
  GtkWidget *now = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (GtkWidget) before = g_weak_ref_get (g_object_get_data (G_OBJECT (popover), "focus"));

  if (before != NULL && gtk_widget_get_root (before) == root && (now == NULL || gtk_widget_is_ancestor (now, popover)))
    gtk_widget_grab_focus (before);
}

static gboolean
unparent (gpointer user_data)
{
  if (gtk_widget_get_parent (user_data) == NULL)
    return G_SOURCE_REMOVE;

  give_focus_back (user_data);
  gtk_widget_unparent (user_data);

  return G_SOURCE_REMOVE;
}

/* After what was chosen has been done, for that is done when the menu has closed. */
static void
on_menu_closed (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent, g_object_ref (popover), g_object_unref);
}

/**
 * mediary_context_menu_show:
 * @menu: what can be chosen
 * @parent: what has the menu while it is open: a widget that arranges its children by a layout manager
 * @widget: what the menu is about, somewhere in @parent
 * @x: where in @widget
 * @y: where in @widget
 *
 * Shows a menu, which is gone when it is closed.
 */
void
mediary_context_menu_show (GMenuModel *menu, GtkWidget *parent, GtkWidget *widget, double x, double y)
{
  GtkWidget   *popover = gtk_popover_menu_new_from_model (menu);
  GdkRectangle place = { 0, 0, 1, 1 };
  double       left = x, top = y;

  gtk_widget_translate_coordinates (widget, parent, x, y, &left, &top);
  place.x = (int) left;
  place.y = (int) top;
  gtk_widget_set_parent (popover, parent);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
  g_signal_connect (popover, "closed", G_CALLBACK (on_menu_closed), NULL);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (gtk_widget_unparent), popover, G_CONNECT_SWAPPED);
  remember_focus (popover, widget);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
on_clicked (GtkGesture *gesture, int n_press, double x, double y, gpointer user_data)
{
  void (*on_pressed) (GtkGesture *, double, double) = user_data;

  on_pressed (gesture, x, y);
}

/*
 * mediary_context_menu_add:
 * @widget: what has a menu
 * @on_pressed: (GtkGesture *gesture, double x, double y): called when somebody asks for it by the second button or with a
 *   finger that rests on it
 */
void
mediary_context_menu_add (GtkWidget *widget, GCallback on_pressed)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_clicked), (gpointer) on_pressed);
  g_signal_connect (press, "pressed", on_pressed, NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (press));
}
