/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

static MediaryApplication *
new_application (MediaryTest *test)
{
  static guint        n_applications; /* the bus keeps the id of the last one for a while */
  g_autofree char    *id = g_strdup_printf ("%s.Test%u", MEDIARY_APPLICATION_ID, n_applications++);
  MediaryApplication *application;
  g_autoptr (GError) error = NULL;

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
  return window->next_list == NULL && window->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (window->list)) : G_MAXUINT;
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
