/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"
#include "model/mediary-files-content.h"
#include "model/mediary-selected-items.h"

/*
 * Files that leave the window: a tile that is dragged out, and copied files. Other programs may copy them, nothing else.
 *
 * What is dragged has to be known when the drag begins, but a list has only the files near those in sight. So the ones
 * that are selected are read as soon as they are.
 */

/* More than a file manager takes at once. */
#define MAX_FILES 5000

static void
on_selected_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GPtrArray) items = mediary_selected_items_load_finish (result, NULL);

  /* Other files are selected by now. */
  if (self->selected_read != g_task_get_cancellable (G_TASK (result)))
    return;

  g_clear_pointer (&self->selected_items, g_ptr_array_unref);
  self->selected_items = g_steal_pointer (&items);
  if (self->selected_items != NULL)
    mediary_item_details_describe_many (self->details, self->selected_items);
}

/* To be called when other files are selected. */
void
mediary_window_read_selected (MediaryWindow *self)
{
  guint n_selected = self->selection != NULL ? mediary_selection_get_n_selected (self->selection) : 0;

  g_clear_pointer (&self->selected_items, g_ptr_array_unref);
  g_clear_object (&self->selected_read);
  if (n_selected < 2 || n_selected > MAX_FILES)
    return;

  self->selected_read = g_cancellable_new ();
  mediary_selected_items_load_async (GTK_SELECTION_MODEL (self->selection), self->selected_read, on_selected_loaded, g_object_ref (self));
}

static GPtrArray *
dup_one (MediaryLazyItem *lazy_item)
{
  MediaryItem *item = lazy_item != NULL ? mediary_lazy_item_get_item (lazy_item) : NULL;
  GPtrArray   *items;

  if (item == NULL)
    return NULL;

  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (items, g_object_ref (item));

  return items;
}

/* What is dragged by this tile: all that is selected, if it is; or NULL while not all of it is known, rather than a part. */
static GPtrArray *
dup_dragged (MediaryWindow *self, GtkListItem *list_item)
{
  guint n_selected = mediary_selection_get_n_selected (self->selection);

  if (!gtk_list_item_get_selected (list_item) || n_selected < 2)
    return dup_one (gtk_list_item_get_item (list_item));

  return self->selected_items != NULL && self->selected_items->len == n_selected ? g_ptr_array_ref (self->selected_items) : NULL;
}

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, gpointer user_data)
{
  GtkListItem   *list_item = user_data;
  GtkWidget     *child = gtk_list_item_get_child (list_item);
  MediaryWindow *self = MEDIARY_WINDOW (gtk_widget_get_ancestor (child, MEDIARY_TYPE_WINDOW));
  g_autoptr (GPtrArray) items = self != NULL && self->selection != NULL ? dup_dragged (self, list_item) : NULL;
  g_autoptr (GdkPaintable) picture = NULL;
  g_autoptr (GdkPaintable) icon = NULL;

  if (items == NULL)
    return NULL;

  picture = gtk_widget_paintable_new (child);
  icon = gdk_paintable_get_current_image (picture);
  gtk_drag_source_set_icon (source, icon, (int) x, (int) y);

  return mediary_files_content_new (items);
}

static void
on_press_begin (GtkGesture *press, GdkEventSequence *sequence, gpointer user_data)
{
  GtkWidget *child = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (press));
  GtkWidget *view = gtk_widget_get_ancestor (child, GTK_TYPE_LIST_BASE);

  g_object_set (view, "enable-rubberband", FALSE, NULL);
  g_object_set_data_full (G_OBJECT (press), "view", g_object_ref (view), g_object_unref);
}

static void
on_press_end (GtkGesture *press, GdkEventSequence *sequence, gpointer user_data)
{
  /* The tile may have left the view meanwhile. */
  g_autoptr (GtkWidget) view = g_object_steal_data (G_OBJECT (press), "view");

  if (view != NULL)
    g_object_set (view, "enable-rubberband", TRUE, NULL);
}

/* What can be dragged out must not begin to select as well: GTK would leave the rectangle standing after the drag, and a
 * quick hand would never drag anything (gtk issue 5670). */
static void
keep_from_rubberband (GtkWidget *child)
{
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "begin", G_CALLBACK (on_press_begin), NULL);
  g_signal_connect (press, "end", G_CALLBACK (on_press_end), NULL);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (press));
}

/* Lets a tile or row be dragged out. */
void
mediary_window_add_drag_source (GtkListItem *list_item)
{
  GtkDragSource *source = gtk_drag_source_new ();

  keep_from_rubberband (gtk_list_item_get_child (list_item));
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare), list_item);
  gtk_widget_add_controller (gtk_list_item_get_child (list_item), GTK_EVENT_CONTROLLER (source));
}

static void
on_loaded_to_copy (GObject *object, GAsyncResult *result, gpointer user_data)
{
  MediaryWindow *self = user_data;
  g_autoptr (GPtrArray) items = mediary_selected_items_load_finish (result, NULL);
  g_autoptr (GdkContentProvider) content = NULL;

  if (self->service == NULL || items == NULL || items->len == 0)
    return;

  content = mediary_files_content_new (items);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
  g_debug ("Copied %u files", items->len);
}

void
mediary_window_copy_selected (MediaryWindow *self)
{
  mediary_window_load_selected (self, on_loaded_to_copy, self);
}
