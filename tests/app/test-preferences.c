/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app-test.h"
#include "view/mediary-preferences.h"

#define OTHER "\211PNG\r\n\032\n....tEXtSoftware\0GNOME::ThumbnailFactory...."

static gboolean
says (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    if (says (child, words))
      return TRUE;
  }

  return FALSE;
}

static void
on_counted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  guint *n_previews = user_data;

  g_assert_true (mediary_service_count_thumbnails_finish (MEDIARY_SERVICE (object), result, n_previews, NULL, NULL));
}

static guint
count_previews (MediaryWindow *window)
{
  guint n_previews = G_MAXUINT;

  mediary_service_count_thumbnails_async (window->service, NULL, on_counted, &n_previews);
  mediary_test_wait_until (n_previews != G_MAXUINT);

  return n_previews;
}

static GtkWindow *
open_preferences (MediaryWindow *window)
{
  GtkWidget *preferences;

  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (window))), "preferences", NULL);
  mediary_test_wait_until ((preferences = app_test_find_window (MEDIARY_TYPE_PREFERENCES)) != NULL && gtk_widget_get_mapped (preferences));

  return GTK_WINDOW (preferences);
}

static void
clear_previews (GtkWindow *preferences)
{
  adw_action_row_activate (ADW_ACTION_ROW (app_test_find_row (GTK_WIDGET (preferences), "_Clear Mediary’s Previews…")));
}

/* The store belongs to the whole desktop. */
static void
test_only_previews_that_mediary_made_are_cleared (MediaryTest *test)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "thumbnails", "normal", NULL);
  g_autofree char *other = g_build_filename (folder, "other.png", NULL);
  MediaryWindow   *window;
  GtkWindow       *preferences;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (other, OTHER, sizeof OTHER, NULL));
  app_test_check_in (test, "a.png", "website", "index.html");
  window = app_test_open_window (test);
  mediary_test_wait_until (count_previews (window) == 1); /* its tile is in sight */

  preferences = open_preferences (window);
  clear_previews (preferences);
  mediary_test_wait_until (app_test_get_dialog () != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (app_test_get_dialog ()), "Mediary made 1 preview, which takes "));
  app_test_answer_dialog ("cancel");
  g_assert_cmpuint (count_previews (window), ==, 1);

  clear_previews (preferences);
  mediary_test_wait_until (app_test_get_dialog () != NULL);
  app_test_answer_dialog ("do");
  mediary_test_wait_until (says (GTK_WIDGET (preferences), "1 preview removed"));
  g_assert_cmpuint (count_previews (window), ==, 0);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));

  clear_previews (preferences);
  mediary_test_wait_until (says (GTK_WIDGET (preferences), "There are no previews that Mediary made"));
  g_assert_null (app_test_get_dialog ());

  gtk_window_destroy (preferences);
  app_test_close_window (window);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/preferences/only-previews-that-mediary-made-are-cleared", test_only_previews_that_mediary_made_are_cleared);

  return g_test_run ();
}
