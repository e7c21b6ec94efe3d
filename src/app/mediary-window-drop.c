/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"
#include "model/mediary-names.h"
#include "view/mediary-place-row.h"

/*
 * Files that come by drop or paste. One drop target is on the window and one on each row of the sidebar; what they do
 * with the files is mediary_window_receive_files(), a plain function.
 *
 * All of copy, move and link are offered and copy is always answered: a file manager that wants to move would refuse a
 * target that only copies, without a word. The read has a deadline, since on X11 some programs never answer it.
 */

#define ACTIONS    (GDK_ACTION_COPY | GDK_ACTION_MOVE | GDK_ACTION_LINK)
#define DEADLINE_S 5

typedef struct {
  MediaryWindow      *window;
  GdkDrop            *drop;
  MediaryDestination *target; /* (nullable): of the row it was dropped on */
  GCancellable       *cancellable;
  guint               deadline_id;
} Read;

static void
read_free (Read *read)
{
  g_clear_handle_id (&read->deadline_id, g_source_remove);
  g_clear_pointer (&read->target, mediary_destination_free);
  g_object_unref (read->cancellable);
  g_object_unref (read->drop);
  g_object_unref (read->window);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Read, read_free)

/* Of the files, those on this computer; the number of the others is told. */
static GSList *
keep_local (GSList *files, guint *n_remote)
{
  GSList *local = NULL;

  *n_remote = 0;
  for (; files != NULL; files = files->next) {
    if (g_file_peek_path (files->data) != NULL)
      local = g_slist_prepend (local, files->data);
    else
      (*n_remote)++;
  }

  return g_slist_reverse (local);
}

static void
say_remote (MediaryWindow *self, guint n_remote, gboolean any_local)
{
  g_autofree char *text = NULL;

  if (!any_local) {
    mediary_window_toast (self, _("Only files on this computer or in a mounted folder can be checked in"), NULL, NULL);
    return;
  }

  /* Translators: of several files that were dropped, this many are links to another computer */
  text = g_strdup_printf (ngettext ("%u file is not on this computer and was left out", "%u files are not on this computer and were left out", n_remote), n_remote);
  mediary_window_toast (self, text, NULL, NULL);
}

/* Who uses files dropped on what is shown now; the document is missing where an app is shown. */
static const MediaryDestination *
get_target_of_place (MediaryWindow *self)
{
  return self->place != NULL ? mediary_place_get_destination (self->place) : NULL;
}

/**
 * mediary_window_receive_files:
 * @self: a window
 * @files: (element-type GFile): files that were dropped, pasted or chosen
 * @target: (nullable): the app or document they were dropped on; %NULL for the window itself
 *
 * Checks the files in where it is clear who uses them, and asks where it is not. Never fails as a whole: what cannot
 * be checked in is told.
 */
void
mediary_window_receive_files (MediaryWindow *self, GSList *files, const MediaryDestination *target)
{
  guint n_remote;
  g_autoptr (GSList) local = keep_local (files, &n_remote);

  g_debug ("Received %u files", g_slist_length (files));

  if (files == NULL) {
    mediary_window_toast (self, _("No file arrived. Copy the files and paste them here instead"), NULL, NULL);
    return;
  }

  if (n_remote > 0)
    say_remote (self, n_remote, local != NULL);

  if (local == NULL || self->service == NULL)
    return;

  if (target == NULL)
    target = get_target_of_place (self);

  if (mediary_destination_is_document (target))
    mediary_window_check_in (self, local, target, g_settings_get_boolean (self->settings, "include-subfolders"));
  else
    mediary_window_ask_where_used (self, local, target != NULL ? target : self->last_destination);
}

static gboolean
on_deadline (gpointer user_data)
{
  Read *read = user_data;

  read->deadline_id = 0;
  g_cancellable_cancel (read->cancellable);
  gdk_drop_finish (read->drop, 0);
  mediary_window_toast (read->window, _("The files did not arrive. Copy them and paste them here instead"), NULL, NULL);

  return G_SOURCE_REMOVE;
}

static void
on_files_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Read) read = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (object), result, &error);
  GSList       *files = value != NULL ? g_value_get_boxed (value) : NULL;

  if (read->deadline_id == 0)
    return; /* too late, and told */

  if (value == NULL)
    g_debug ("Reading a drop: %s", error->message);

  gdk_drop_finish (read->drop, files != NULL ? GDK_ACTION_COPY : 0);
  mediary_window_receive_files (read->window, files, read->target);
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
read_drop (MediaryWindow *self, GdkDrop *drop, const MediaryDestination *target)
{
  Read *read = g_new0 (Read, 1);

  read->window = g_object_ref (self);
  read->drop = g_object_ref (drop);
  read->target = mediary_destination_copy (target);
  read->cancellable = g_cancellable_new ();
  read->deadline_id = g_timeout_add_seconds (DEADLINE_S, on_deadline, read);
  gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, read->cancellable, on_files_read, read);
}

static void
show_veil (MediaryWindow *self, const MediaryDestination *target)
{
  g_autofree char *document = NULL;
  g_autofree char *title = NULL;

  if (target == NULL)
    target = get_target_of_place (self);

  if (!mediary_destination_is_document (target)) {
    mediary_drop_veil_show (self->drop_veil, _("Check In…"));
    return;
  }

  document = mediary_destination_dup_title (target);
  /* Translators: %s is a document: what letting go of the dragged files would do */
  title = g_strdup_printf (_("Check in to “%s”"), document);
  mediary_drop_veil_show (self->drop_veil, title);
}

/* A drag that began in this program is a file we know; and only files can be checked in. */
static gboolean
on_accept (GtkDropTargetAsync *target, GdkDrop *drop, gpointer user_data)
{
  return gdk_drop_get_drag (drop) == NULL && gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST);
}

static GdkDragAction
on_enter (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, MediaryWindow *self)
{
  show_veil (self, NULL);

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
}

static gboolean
on_drop (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, MediaryWindow *self)
{
  mediary_drop_veil_hide (self->drop_veil);
  clear_highlight (GTK_WIDGET (self));
  read_drop (self, drop, NULL);

  return TRUE;
}

static GtkDropTargetAsync *
new_drop_target (void)
{
  GtkDropTargetAsync *target = gtk_drop_target_async_new (gdk_content_formats_new_for_gtype (GDK_TYPE_FILE_LIST), ACTIONS);

  g_signal_connect (target, "drag-motion", G_CALLBACK (on_motion), NULL);

  return target;
}

void
mediary_window_init_drop (MediaryWindow *self)
{
  GtkDropTargetAsync *target = new_drop_target ();

  g_signal_connect (target, "accept", G_CALLBACK (on_accept), NULL);
  g_signal_connect (target, "drag-enter", G_CALLBACK (on_enter), self);
  g_signal_connect (target, "drag-leave", G_CALLBACK (on_leave), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
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

  return place != NULL && mediary_place_takes_files (place) && on_accept (target, drop, NULL);
}

static GdkDragAction
on_row_enter (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, MediaryWindow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (get_row (target)), "drop-target");
  show_veil (self, mediary_place_get_destination (mediary_place_row_get_place (get_row (target))));

  return GDK_ACTION_COPY;
}

static void
on_row_leave (GtkDropTargetAsync *target, GdkDrop *drop, MediaryWindow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (get_row (target)), "drop-target");
  show_veil (self, NULL);
}

static gboolean
on_row_drop (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, MediaryWindow *self)
{
  MediaryPlaceRow *row = get_row (target);

  gtk_widget_remove_css_class (GTK_WIDGET (row), "drop-target");
  mediary_drop_veil_hide (self->drop_veil);
  clear_highlight (GTK_WIDGET (row));
  clear_highlight (GTK_WIDGET (self));
  read_drop (self, drop, mediary_place_get_destination (mediary_place_row_get_place (row)));

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

static void
on_clipboard_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, &error);

  if (value != NULL) {
    mediary_window_receive_files (self, g_value_get_boxed (value), NULL);
    return;
  }

  g_debug ("Reading the clipboard: %s", error->message);
  mediary_window_toast (self, _("There are no copied files to paste"), NULL, NULL);
}

void
mediary_window_paste (MediaryWindow *self)
{
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                  on_clipboard_read, g_object_ref (self));
}
