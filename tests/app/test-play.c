/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app-test.h"
#include "view/mediary-player.h"

/* Playing is the one place where the window decodes a file. What is on disk meanwhile, and for which files it is offered. */

static MediaryPlayer *
get_player (MediaryWindow *window)
{
  return MEDIARY_PLAYER (app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_PLAYER));
}

static gboolean
is_offered (MediaryWindow *window)
{
  GtkWidget *player = app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_PLAYER);
  gboolean   offered = FALSE;

  if (player != NULL)
    g_object_get (player, "offered", &offered, NULL);

  return offered;
}

static void
click_play (MediaryWindow *window)
{
  GtkWidget *button = app_test_find (GTK_WIDGET (get_player (window)), GTK_TYPE_BUTTON);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static guint
count_files (MediaryTest *test, const char *folder)
{
  g_autofree char *path = g_build_filename (test->data, folder, NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  guint n_files = 0;

  while (directory != NULL && g_dir_read_name (directory) != NULL)
    n_files++;

  return n_files;
}

/* As a drop does it, which waits for the details as long as it takes: GStreamer starts anew for every test. */
static void
drop (MediaryTest *test, const char *path)
{
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("website", "index.html");

  mediary_check_in_job_add_path (job, path);
  mediary_test_run_job (test, job);
}

/* The window with one file in it, which is selected. */
static MediaryWindow *
open_with (MediaryTest *test, const char *path)
{
  MediaryWindow *window;

  drop (test, path);
  window = app_test_open_window (test);
  mediary_test_wait_until (app_test_get_n_shown (window) >= 1 && app_test_get_n_shown (window) != G_MAXUINT);
  app_test_select (window, 0);
  mediary_test_wait_until (mediary_play_diary_get_loaded (mediary_application_get_play_diary (MEDIARY_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))))));

  return window;
}

static void
test_what_plays_is_noted_on_disk_meanwhile (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_video (test, "a.mp4", 60.0);
  MediaryWindow   *window = open_with (test, path);

  mediary_test_wait_until (is_offered (window));
  g_assert_cmpuint (count_files (test, "playing"), ==, 0);

  click_play (window);
  mediary_test_wait_until (mediary_player_get_playing (get_player (window)));
  g_assert_cmpuint (count_files (test, "playing"), ==, 1);
  g_assert_false (is_offered (window));

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (window->selection));
  mediary_test_wait_until (count_files (test, "playing") == 0);
  g_assert_cmpuint (count_files (test, "barred"), ==, 0);

  app_test_close_window (window);
}

static void
test_a_window_that_is_closed_leaves_no_note (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_wav (test, "a.wav", 60.0);
  MediaryWindow   *window = open_with (test, path);

  mediary_test_wait_until (is_offered (window));
  click_play (window);
  mediary_test_wait_until (count_files (test, "playing") == 1);

  app_test_close_window (window);
  mediary_test_wait_until (count_files (test, "playing") == 0);
}

/* What a process leaves that was killed while it played. */
static void
leave_note (MediaryTest *test, MediaryItem *item)
{
  g_autofree char *folder = g_build_filename (test->data, "playing", NULL);
  g_autofree char *name = g_strconcat (mediary_item_get_id (item), ".0", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, mediary_item_get_display_name (item), -1, NULL));
}

static gboolean
a_dialog_names (const char *name)
{
  AdwMessageDialog *dialog = app_test_get_dialog ();

  return dialog != NULL && strstr (adw_message_dialog_get_body (dialog), name) != NULL;
}

static void
test_a_file_that_took_the_window_down_is_named_and_barred (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_video (test, "bad & <b>.mp4", 2.0);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "website", "index.html");
  g_autoptr (MediaryItem) item = mediary_test_item (test, path);
  MediaryWindow *window;

  leave_note (test, item);
  window = open_with (test, path);
  mediary_test_wait_until (a_dialog_names ("bad & <b>.mp4"));
  g_assert_false (is_offered (window));
  g_assert_cmpuint (count_files (test, "playing"), ==, 0);
  g_assert_cmpuint (count_files (test, "barred"), ==, 1);
  app_test_close_window (window);

  window = open_with (test, path);
  g_assert_false (a_dialog_names ("bad"));
  g_assert_false (is_offered (window));
  app_test_close_window (window);
}

static void
test_a_changed_file_is_not_played (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_video (test, "a.mp4", 2.0);
  MediaryWindow   *window = open_with (test, path);

  mediary_test_wait_until (is_offered (window));
  g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
  click_play (window);
  mediary_test_wait_until (!is_offered (window));
  g_assert_false (mediary_player_get_playing (get_player (window)));
  g_assert_cmpuint (count_files (test, "playing"), ==, 0);

  app_test_close_window (window);
}

static void
test_only_what_could_be_read_is_offered (MediaryTest *test)
{
  g_autofree char *picture = mediary_test_make_png (test, "a.png", 8, 8);
  g_autofree char *half = mediary_test_make_bytes (test, "half.webm", "\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska\x42\x87\x81\x01\x42\x85\x81\x01", 23);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, half, "website", "index.html");
  MediaryWindow *window = open_with (test, picture);

  for (guint i = 0; i < 2; i++) {
    MediaryItem *item;

    gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), i, TRUE);
    mediary_test_wait_until ((item = mediary_item_details_get_item (window->details)) != NULL);
    g_assert_false (is_offered (window));
  }

  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/play/what-plays-is-noted-on-disk-meanwhile", test_what_plays_is_noted_on_disk_meanwhile);
  mediary_test_add ("/play/a-window-that-is-closed-leaves-no-note", test_a_window_that_is_closed_leaves_no_note);
  mediary_test_add ("/play/a-file-that-took-the-window-down-is-named-and-barred", test_a_file_that_took_the_window_down_is_named_and_barred);
  mediary_test_add ("/play/a-changed-file-is-not-played", test_a_changed_file_is_not_played);
  mediary_test_add ("/play/only-what-could-be-read-is-offered", test_only_what_could_be_read_is_offered);

  return g_test_run ();
}
