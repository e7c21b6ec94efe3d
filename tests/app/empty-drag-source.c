/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>

/*
 * empty-drag-source list|error|silence: a window all of which drags files that there are not.
 *
 * Files are promised, and when they are asked for there is a list of none, or an error, or no answer at all.
 */

#define URI_LIST "text/uri-list"

#define TEST_TYPE_PROVIDER (test_provider_get_type ())
G_DECLARE_FINAL_TYPE (TestProvider, test_provider, TEST, PROVIDER, GdkContentProvider)

struct _TestProvider {
  GdkContentProvider parent_instance;

  const char *answer;
  GTask      *unanswered;
};

G_DEFINE_FINAL_TYPE (TestProvider, test_provider, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
ref_formats (GdkContentProvider *provider)
{
  const char *type = URI_LIST;

  return gdk_content_formats_new (&type, 1);
}

static void
write_async (GdkContentProvider *provider, const char *mime_type, GOutputStream *stream, int priority, GCancellable *cancellable,
             GAsyncReadyCallback callback, gpointer user_data)
{
  TestProvider *self = TEST_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (g_str_equal (self->answer, "silence"))
    g_set_object (&self->unanswered, task);
  else if (g_str_equal (self->answer, "error"))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "There is nothing");
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
write_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
test_provider_class_init (TestProviderClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  provider_class->ref_formats = ref_formats;
  provider_class->write_mime_type_async = write_async;
  provider_class->write_mime_type_finish = write_finish;
}

static void
test_provider_init (TestProvider *self)
{
}

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, gpointer user_data)
{
  TestProvider *provider = g_object_new (TEST_TYPE_PROVIDER, NULL);

  provider->answer = user_data;

  return GDK_CONTENT_PROVIDER (provider);
}

int
main (int argc, char **argv)
{
  GtkWidget     *window, *label;
  GtkDragSource *source;

  if (argc < 2)
    return 2;

  gtk_init ();
  window = gtk_window_new ();
  label = gtk_label_new ("Drag nothing");
  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare), argv[1]);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_set_title (GTK_WINDOW (window), "Drag Nothing");
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_present (GTK_WINDOW (window));

  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}
