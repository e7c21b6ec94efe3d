/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include <string.h>

static gboolean
is_message_dialog_open (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return TRUE;
  }

  return FALSE;
}

static gboolean
is_excused (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++) {
    if (!g_str_equal (fields[i].key, "MESSAGE"))
      continue;
    if (strstr (fields[i].value, "Trying to measure GtkLabel") != NULL)
      return is_message_dialog_open ();
    if (strstr (fields[i].value, "Trying to snapshot AdwGizmo") != NULL)
      return TRUE;
  }

  return FALSE;
}

/*
 * A message dialog of libadwaita asks its own heading, which does not wrap, how high it is where it does not fit, and GTK 4.18
 * warns of it; so it does of the shadow of a leaflet, which is drawn before it has a place. Every other warning ends the test.
 */
static GLogWriterOutput
write_message (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  GLogWriterOutput output = g_log_writer_default (level, fields, n_fields, NULL);

  if ((level & G_LOG_LEVEL_MASK) <= G_LOG_LEVEL_WARNING && !is_excused (fields, n_fields))
    G_BREAKPOINT ();

  return output;
}

static void
watch_messages (void)
{
  static gboolean watching;

  if (!watching)
    g_log_set_writer_func (write_message, NULL, NULL);
  watching = TRUE;
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
}

static MediaryApplication *
new_application (MediaryTest *test)
{
  static guint        n_applications; /* the bus keeps the id of the last one for a while */
  g_autofree char    *id = g_strdup_printf ("%s.Test%u", MEDIARY_APPLICATION_ID, n_applications++);
  MediaryApplication *application;
  g_autoptr (GError) error = NULL;

  watch_messages ();
  g_setenv ("MEDIARY_DATA_DIR", test->data, TRUE);
  application = g_object_new (MEDIARY_TYPE_APPLICATION,
                              "application-id", id,
                              "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE,
                              "resource-base-path", "/org/mediary/Mediary",
                              NULL);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));

  return application;
}

MediaryWindow *
app_test_open_window (MediaryTest *test)
{
  g_autoptr (MediaryApplication) application = new_application (test);
  MediaryWindow *window = mediary_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  mediary_test_wait_until (window->list != NULL && gtk_widget_get_mapped (GTK_WIDGET (window)));

  return window;
}

void
app_test_close_window (MediaryWindow *window)
{
  gpointer application = gtk_window_get_application (GTK_WINDOW (window));

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_object_ref (application);
  gtk_window_destroy (GTK_WINDOW (window));
  mediary_test_wait_until (window == NULL);

  mediary_service_close (mediary_application_get_service (application));
  g_application_set_default (NULL);
  g_object_unref (application);
}

void
app_test_check_in (MediaryTest *test, const char *name, const char *module_name, const char *artifact_name)
{
  g_autofree char *path = mediary_test_make_png (test, name, 8, 8);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, module_name, artifact_name);

  g_assert_nonnull (reference);
}

guint
app_test_get_n_shown (MediaryWindow *window)
{
  return window->next_list == NULL && window->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (window->rows)) : G_MAXUINT;
}

GtkWidget *
app_test_find (GtkWidget *parent, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type))
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = gtk_widget_get_visible (child) ? app_test_find (child, type) : NULL;

    if (found != NULL)
      return found;
  }

  return NULL;
}

GtkLabel *
app_test_get_toast_label (MediaryWindow *window)
{
  GtkWidget *toast = app_test_find (GTK_WIDGET (window->toast_overlay), g_type_from_name ("AdwToastWidget"));

  return toast != NULL ? GTK_LABEL (app_test_find (toast, GTK_TYPE_LABEL)) : NULL;
}

gboolean
app_test_toast_contains (MediaryWindow *window, const char *words)
{
  GtkLabel *label = app_test_get_toast_label (window);

  return label != NULL && strstr (gtk_label_get_label (label), words) != NULL;
}

AdwMessageDialog *
app_test_get_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return ADW_MESSAGE_DIALOG (window); /* GTK keeps it */
  }

  return NULL;
}

/* As its button does it: the answer, and then it closes. */
void
app_test_answer_dialog (const char *response)
{
  AdwMessageDialog *dialog = app_test_get_dialog ();

  g_assert_nonnull (dialog);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}
