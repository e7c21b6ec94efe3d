/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>

/* drag-target: a window of GTK 4 that prints what is dropped on it: what was offered, then the path of each file. Where the
 * portal's transfer is offered, GTK takes that, as all its programs do. */

static void
on_files_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (object), result, &error);

  for (GSList *link = value != NULL ? g_value_get_boxed (value) : NULL; link != NULL; link = link->next)
    g_print ("file %s\n", g_file_peek_path (link->data));
  if (value == NULL)
    g_print ("failed %s\n", error->message);
  g_print ("end\n");
  gdk_drop_finish (GDK_DROP (object), value != NULL ? GDK_ACTION_COPY : 0);
}

static gboolean
on_drop (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, gpointer user_data)
{
  gsize              n_types;
  const char *const *types = gdk_content_formats_get_mime_types (gdk_drop_get_formats (drop), &n_types);

  for (gsize i = 0; i < n_types; i++)
    g_print ("offered %s\n", types[i]);
  gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, on_files_read, NULL);

  return TRUE;
}

int
main (void)
{
  GtkWidget          *window, *label;
  GtkDropTargetAsync *target;

  setlinebuf (stdout);
  gtk_init ();
  window = gtk_window_new ();
  label = gtk_label_new ("Drop here");
  target = gtk_drop_target_async_new (gdk_content_formats_new_for_gtype (GDK_TYPE_FILE_LIST), GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), NULL);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (target));
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_set_title (GTK_WINDOW (window), "Drag Target");
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 200);
  gtk_window_present (GTK_WINDOW (window));

  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}
