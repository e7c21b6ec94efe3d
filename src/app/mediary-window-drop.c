/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-portal.h"
#include "mediary-window-private.h"
#include "view/mediary-place-row.h"

/*
 * Drags over the window. One drop target is on the window and one on each row of the sidebar; what is done with the
 * files is mediary_window_receive_files(), a plain function.
 *
 * All of copy, move and link are offered and copy is always answered: a file manager that wants to move would refuse a
 * target that only copies, without a word. The read has a deadline, since on X11 some programs never answer it.
 */

#define ACTIONS    (GDK_ACTION_COPY | GDK_ACTION_MOVE | GDK_ACTION_LINK)
#define DEADLINE_S 5

/* As long as one rests on a thing that is meant to open. */
#define SPRING_MS 600

typedef struct {
  MediaryWindow *window; /* (nullable): gone when the deadline has passed */
  GdkDrop       *drop;
  MediaryPlace  *place; /* (nullable): of the row it was dropped on */
  GCancellable  *cancellable;
  guint          deadline_id;
} Read;

static void
read_free (Read *read)
{
  g_clear_handle_id (&read->deadline_id, g_source_remove);
  g_clear_object (&read->place);
  g_object_unref (read->cancellable);
  g_object_unref (read->drop);
  g_clear_object (&read->window);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Read, read_free)

static gboolean
has_files (GdkDrop *drop)
{
  return gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST);
}

/* Browsers say of a link what it is; no file manager does, but that Qt offers files as addresses too. */
static gboolean
is_link (GdkDrop *drop)
{
  static const char *const types[] = { "text/x-moz-url-data", "chromium/x-renderer-taint", "_NETSCAPE_URL" };
  GdkContentFormats       *formats = gdk_drop_get_formats (drop);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    if (gdk_content_formats_contain_mime_type (formats, types[i]))
      return TRUE;
  }

  return !has_files (drop) && gdk_content_formats_contain_mime_type (formats, "text/x-moz-url");
}

static gboolean
on_deadline (gpointer user_data)
{
  Read *read = user_data;

  read->deadline_id = 0;
  g_cancellable_cancel (read->cancellable);
  gdk_drop_finish (read->drop, 0);
  mediary_window_toast (read->window, _("The files did not arrive. Copy them and paste them here instead"), NULL, NULL);
  /* Some reads never end; the window must not wait for them. */
  g_clear_object (&read->window);

  return G_SOURCE_REMOVE;
}

static void
receive (Read *read, GSList *files, const GError *error)
{
  if (read->deadline_id == 0)
    return; /* too late, and told */

  if (error != NULL)
    g_debug ("Reading a drop: %s", error->message);

  gdk_drop_finish (read->drop, files != NULL ? GDK_ACTION_COPY : 0);
  if (read->place != NULL)
    mediary_window_receive_files_for_place (read->window, files, read->place);
  else
    mediary_window_receive_files (read->window, files, NULL);
}

static void
on_files_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Read) read = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (object), result, &error);

  receive (read, value != NULL ? g_value_get_boxed (value) : NULL, error);
}

static void
on_files_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Read) read = user_data;
  g_autoptr (GError) error = NULL;
  GSList *files = mediary_portal_files_finish (result, &error);

  receive (read, files, error);
  g_slist_free_full (files, g_object_unref);
}

/* GTK 4.8 on X11 leaves the highlight of a drop that is done until the next one. */
static gboolean
on_idle_clear_highlight (gpointer user_data)
{
  gtk_widget_unset_state_flags (user_data, GTK_STATE_FLAG_DROP_ACTIVE);

  return G_SOURCE_REMOVE;
}

static void
clear_highlight (GtkWidget *widget)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle_clear_highlight, g_object_ref (widget), g_object_unref);
}

static void
read_drop (MediaryWindow *self, GdkDrop *drop, MediaryPlace *place)
{
  Read *read;

  if (!has_files (drop)) {
    gdk_drop_finish (drop, 0);
    mediary_window_toast (self, _("Only files on this computer or in a mounted folder can be checked in"), NULL, NULL);
    return;
  }

  read = g_new0 (Read, 1);
  read->window = g_object_ref (self);
  read->drop = g_object_ref (drop);
  g_set_object (&read->place, place);
  read->cancellable = g_cancellable_new ();
  read->deadline_id = g_timeout_add_seconds (DEADLINE_S, on_deadline, read);
  if (mediary_portal_is_sandboxed () && self->service != NULL)
    mediary_portal_read_drop_async (drop, self->service, read->cancellable, on_files_found, read);
  else
    gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, read->cancellable, on_files_read, read);
}

/* What letting go would do, before it is done. */
static char *
dup_outcome (GdkDrop *drop, const MediaryDestination *target)
{
  g_autofree char *document = NULL;

  if (is_link (drop))
    return g_strdup (_("Only Files From This Computer"));

  if (!mediary_destination_is_document (target))
    return g_strdup (_("Check In…"));

  document = mediary_destination_dup_title (target);
  /* Translators: %s is a document: what letting go of the dragged files would do */
  return g_strdup_printf (_("Check in to “%s”"), document);
}

static void
show_veil (MediaryWindow *self, GdkDrop *drop, const MediaryDestination *target)
{
  g_autofree char *title = dup_outcome (drop, target);

  mediary_drop_veil_show (self->drop_veil, title);
}

static void
show_veil_of_window (MediaryWindow *self, GdkDrop *drop)
{
  show_veil (self, drop, self->place != NULL ? mediary_place_get_destination (self->place) : NULL);
}

/* A drag that began in this program is a file we know; and only files can be checked in. */
static gboolean
on_accept (GtkDropTargetAsync *target, GdkDrop *drop, gpointer user_data)
{
  return gdk_drop_get_drag (drop) == NULL && (has_files (drop) || is_link (drop));
}

static gboolean
on_idle_drag_over (gpointer user_data)
{
  MediaryWindow *self = user_data;

  self->drag_over_id = 0;
  if (self->sidebar != NULL)
    mediary_sidebar_set_dragging (self->sidebar, self->dragging);

  return G_SOURCE_REMOVE;
}

/* Rows must not come and go while a drag moves from one to the next, nor while one of them is dropped on. */
static void
set_dragging (MediaryWindow *self, gboolean dragging)
{
  self->dragging = dragging;
  if (self->drag_over_id == 0)
    self->drag_over_id = g_idle_add (on_idle_drag_over, self);
}

static GdkDragAction
on_enter (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, MediaryWindow *self)
{
  show_veil_of_window (self, drop);
  set_dragging (self, TRUE);

  return GDK_ACTION_COPY;
}

static GdkDragAction
on_motion (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, gpointer user_data)
{
  return GDK_ACTION_COPY;
}

static void
on_leave (GtkDropTargetAsync *target, GdkDrop *drop, MediaryWindow *self)
{
  mediary_drop_veil_hide (self->drop_veil);
  set_dragging (self, FALSE);
}

static gboolean
on_drop (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, MediaryWindow *self)
{
  mediary_drop_veil_hide (self->drop_veil);
  set_dragging (self, FALSE);
  clear_highlight (GTK_WIDGET (self));
  read_drop (self, drop, NULL);

  return TRUE;
}

/* Where a program has gone away with its drag without a word, the veil of it would stay. Returns: whether there was one */
gboolean
mediary_window_leave_drag (MediaryWindow *self)
{
  if (!self->dragging)
    return FALSE;

  mediary_drop_veil_hide (self->drop_veil);
  set_dragging (self, FALSE);

  return TRUE;
}

static GtkDropTargetAsync *
new_drop_target (void)
{
  /* Any format: a link has none of ours, and is told what can be dropped. */
  GtkDropTargetAsync *target = gtk_drop_target_async_new (NULL, ACTIONS);

  g_signal_connect (target, "drag-motion", G_CALLBACK (on_motion), NULL);

  return target;
}

static gboolean
on_back_spring (gpointer user_data)
{
  MediaryWindow *self = user_data;

  self->spring_id = 0;
  mediary_shell_set_content_visible (self->shell, FALSE);

  return G_SOURCE_REMOVE;
}

static void
stop_spring (MediaryWindow *self)
{
  g_clear_handle_id (&self->spring_id, g_source_remove);
}

/* Where the sidebar is a page of its own, resting on Back goes there, so that a row can be chosen. */
static void
on_back_enter (GtkDropControllerMotion *motion, double x, double y, MediaryWindow *self)
{
  stop_spring (self);
  self->spring_id = g_timeout_add (SPRING_MS, on_back_spring, self);
}

void
mediary_window_init_drop (MediaryWindow *self)
{
  GtkDropTargetAsync *target = new_drop_target ();
  GtkEventController *motion = gtk_drop_controller_motion_new ();

  g_signal_connect (target, "accept", G_CALLBACK (on_accept), NULL);
  g_signal_connect (target, "drag-enter", G_CALLBACK (on_enter), self);
  g_signal_connect (target, "drag-leave", G_CALLBACK (on_leave), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  g_signal_connect (motion, "enter", G_CALLBACK (on_back_enter), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (stop_spring), self);
  gtk_widget_add_controller (self->back_button, motion);
}

/* Before the window goes: nothing of a drag comes any more. */
void
mediary_window_end_drop (MediaryWindow *self)
{
  stop_spring (self);
  g_clear_handle_id (&self->drag_over_id, g_source_remove);
}

static MediaryPlaceRow *
get_row (GtkDropTargetAsync *target)
{
  return MEDIARY_PLACE_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
}

static gboolean
on_row_accept (GtkDropTargetAsync *target, GdkDrop *drop, gpointer user_data)
{
  MediaryPlace *place = mediary_place_row_get_place (get_row (target));

  return place != NULL && mediary_place_takes_files (place) && !is_link (drop) && on_accept (target, drop, NULL);
}

static gboolean
on_row_spring (gpointer user_data)
{
  MediaryWindow  *self = user_data;
  GtkTreeListRow *list_row = self->spring_row != NULL ? mediary_place_row_get_list_row (MEDIARY_PLACE_ROW (self->spring_row)) : NULL;

  self->spring_id = 0;
  if (list_row != NULL)
    gtk_tree_list_row_set_expanded (list_row, TRUE);

  return G_SOURCE_REMOVE;
}

static GdkDragAction
on_row_enter (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, MediaryWindow *self)
{
  MediaryPlaceRow *row = get_row (target);

  gtk_widget_add_css_class (GTK_WIDGET (row), "drop-target");
  show_veil (self, drop, mediary_place_get_destination (mediary_place_row_get_place (row)));

  stop_spring (self);
  g_set_weak_pointer (&self->spring_row, GTK_WIDGET (row));
  self->spring_id = g_timeout_add (SPRING_MS, on_row_spring, self);

  return GDK_ACTION_COPY;
}

static void
on_row_leave (GtkDropTargetAsync *target, GdkDrop *drop, MediaryWindow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (get_row (target)), "drop-target");
  stop_spring (self);
  if (self->dragging)
    show_veil_of_window (self, drop);
}

static gboolean
on_row_drop (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, MediaryWindow *self)
{
  MediaryPlaceRow *row = get_row (target);

  gtk_widget_remove_css_class (GTK_WIDGET (row), "drop-target");
  mediary_drop_veil_hide (self->drop_veil);
  stop_spring (self);
  set_dragging (self, FALSE);
  clear_highlight (GTK_WIDGET (row));
  clear_highlight (GTK_WIDGET (self));
  read_drop (self, drop, mediary_place_row_get_place (row));

  return TRUE;
}

void
mediary_window_add_row_drop_target (MediaryWindow *self, GtkWidget *row)
{
  GtkDropTargetAsync *target = new_drop_target ();

  g_signal_connect (target, "accept", G_CALLBACK (on_row_accept), NULL);
  g_signal_connect (target, "drag-enter", G_CALLBACK (on_row_enter), self);
  g_signal_connect (target, "drag-leave", G_CALLBACK (on_row_leave), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_row_drop), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}
