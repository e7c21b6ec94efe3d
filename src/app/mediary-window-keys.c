/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/*
 * Who gets a key first. The toolkit gives the keys of the window precedence over what has the keyboard; but Delete in the
 * search is about a letter, and on a filter about the filter, and neither about a file. And Tab leaves a list, which may have a
 * million rows; within it, arrows lead.
 */

/* What a label has keys for: all of it, to copy it, and its menu. Newer ones say of other keys, too, that they took them. */
static gboolean
is_for_label (guint key, GdkModifierType modifiers)
{
  GdkModifierType held = modifiers & gtk_accelerator_get_default_mod_mask ();

  switch (gdk_keyval_to_lower (key)) {
  case GDK_KEY_a:
  case GDK_KEY_c:
  case GDK_KEY_slash:
  case GDK_KEY_backslash:
  case GDK_KEY_Insert:
    return (held & GDK_CONTROL_MASK) != 0;
  case GDK_KEY_F10:
    return held == GDK_SHIFT_MASK;
  case GDK_KEY_Menu:
    return TRUE;
  default:
    return FALSE;
  }
}

static GtkWidget *
get_keeper (MediaryWindow *self, guint key, GdkModifierType modifiers)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || key == GDK_KEY_Escape || (GTK_IS_LABEL (focus) && !is_for_label (key, modifiers)))
    return NULL;

  return GTK_IS_EDITABLE (focus) || GTK_IS_LABEL (focus) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->filter_box)) ? focus : NULL;
}

/* The list that has the keyboard, or NULL. */
static GtkWidget *
get_list (MediaryWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *lists[] = { GTK_WIDGET (self->sidebar_view), GTK_WIDGET (self->grid_view), GTK_WIDGET (self->list_view) };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    if (focus != NULL && gtk_widget_is_ancestor (focus, lists[i]))
      return lists[i];
  }

  return NULL;
}

/* 0 for any other key. */
static int
get_tab_direction (guint key, GdkModifierType modifiers)
{
  GdkModifierType held = modifiers & gtk_accelerator_get_default_mod_mask ();

  if (key == GDK_KEY_ISO_Left_Tab || (key == GDK_KEY_Tab && held == GDK_SHIFT_MASK))
    return -1;

  return key == GDK_KEY_Tab && held == 0 ? 1 : 0;
}

/* Escape is the window’s: it leaves one thing after the other. */
static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType modifiers, gpointer user_data)
{
  GtkWidget *list = get_list (user_data);
  GtkWidget *keeper = get_keeper (user_data, key, modifiers);
  int        direction = get_tab_direction (key, modifiers);

  if (list != NULL && direction != 0) {
    mediary_window_leave_list (user_data, list, direction);
    return GDK_EVENT_STOP;
  }

  return keeper != NULL && gtk_event_controller_key_forward (keys, keeper) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

void
mediary_window_init_keys (MediaryWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
