/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app-test.h"

/* A reference that is opened, as a click on the text in a cell does. */

/* The desktop's data folder. The search for apps is set up once, so all tests share it. */
static char *desktop;

static char *
dup_path (const char *name)
{
  return g_build_filename (desktop, name, NULL);
}

static void
write_file (const char *name, const char *contents)
{
  g_autofree char *path = dup_path (name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
}

/* The desktop's app for pictures: it notes what it was given. */
static void
install_viewer (void)
{
  g_autofree char *applications = NULL;
  g_autofree char *script = NULL;
  g_autofree char *entry = NULL;

  desktop = g_dir_make_tmp ("mediary-viewer-XXXXXX", NULL);
  applications = dup_path ("applications");
  script = g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" > '%s/part' && mv '%s/part' '%s/told'\n", desktop, desktop, desktop);
  entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Viewer\nExec=%s/viewer %%f\nMimeType=image/png;\n", desktop);

  g_assert_cmpint (g_mkdir (applications, 0755), ==, 0);
  write_file ("viewer", script);
  write_file ("applications/viewer.desktop", entry);
  write_file ("applications/mimeinfo.cache", "[MIME Cache]\nimage/png=viewer.desktop;\n");
  g_setenv ("XDG_DATA_HOME", desktop, TRUE);
}

static void
remove_viewer (void)
{
  static const char *const names[] = { "applications/viewer.desktop", "applications/mimeinfo.cache", "applications", "viewer", "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = dup_path (names[i]);

    g_remove (path);
  }
  g_clear_pointer (&desktop, g_free);
}

static void
open_link (MediaryWindow *window, const char *text)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
  g_autoptr (GFile) file = g_file_new_for_uri (text);
  GFile *files[] = { file };

  g_application_open (application, files, 1, "");
}

static void
test_an_opened_reference_opens_the_file_where_it_is_now (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 8, 8);
  g_autofree char *moved = mediary_test_path (test, "moved.png");
  g_autofree char *told = dup_path ("told");
  g_autofree char *given = NULL;
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryItem) item = NULL;
  g_autofree char *text = mediary_reference_to_text (reference);
  MediaryWindow   *window = app_test_open_window (test);

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  item = mediary_service_relink_item (test->service, mediary_reference_get_media_item_id (reference), moved, NULL, NULL);
  g_assert_nonnull (item);
  open_link (window, text);
  mediary_test_wait_until (g_file_test (told, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (told, &given, NULL, NULL));
  g_assert_cmpstr (given, ==, moved);
  g_unlink (told);
  app_test_close_window (window);
}

static void
test_a_file_that_is_gone_is_shown_in_its_place (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "logo.png", 8, 8);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autofree char *text = mediary_reference_to_text (reference);
  MediaryWindow   *window;

  app_test_check_in (test, "other.png", "m", "a");
  g_assert_cmpint (g_unlink (path), ==, 0);
  window = app_test_open_window (test);
  open_link (window, text);
  mediary_test_wait_until (app_test_toast_contains (window, "logo.png"));
  mediary_test_wait_until (app_test_get_n_shown (window) == 1);
  app_test_close_window (window);
}

static void
test_a_reference_to_nothing_is_said_to_be_one (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window (test);

  open_link (window, "mediary:01234567-89ab-7def-8123-456789abcdef?ref=fedcba98-7654-7210-8edc-ba9876543210");
  mediary_test_wait_until (app_test_toast_contains (window, "does not have the file"));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  int status;

  install_viewer ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/links/opened-where-it-is-now", test_an_opened_reference_opens_the_file_where_it_is_now);
  mediary_test_add ("/links/gone-is-shown", test_a_file_that_is_gone_is_shown_in_its_place);
  mediary_test_add ("/links/reference-to-nothing", test_a_reference_to_nothing_is_said_to_be_one);
  status = g_test_run ();
  remove_viewer ();

  return status;
}
