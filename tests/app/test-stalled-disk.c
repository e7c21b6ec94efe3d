/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* Pictures on a disk that stops to answer: the window goes on, and goes when it is told to. */

#define N_PICTURES 60
/* Of the promise: no frame comes later than this after the one before, and quitting takes no longer than that. */
#define MAX_GAP  (100 * 1000)
#define QUITS_IN (2 * G_USEC_PER_SEC)
#define WATCHED  (6 * G_USEC_PER_SEC) /* longer than a file has */

typedef struct {
  char *source;
  char *mount;
  char *stalled;
  GPid  pid;
} Disk;

typedef struct {
  gint64 last;
  gint64 longest;
  guint  n_frames;
} Frames;

static gboolean
is_mounted (const char *mount)
{
  g_autofree char *parent = g_path_get_dirname (mount);
  struct stat      inside, outside;

  return stat (mount, &inside) == 0 && stat (parent, &outside) == 0 && inside.st_dev != outside.st_dev;
}

static void
make_pictures (MediaryTest *test)
{
  for (int i = 0; i < N_PICTURES; i++) {
    g_autofree char *name = g_strdup_printf ("source/%02d.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 600 + i, 400);
  }
}

static void
start_disk (MediaryTest *test, Disk *disk)
{
  const char *const command[] = { g_getenv ("MEDIARY_STALLING_DISK"), NULL, NULL, "-f", NULL };
  const char       *arguments[G_N_ELEMENTS (command)];
  g_autoptr (GError) error = NULL;

  disk->source = g_build_filename (test->files, "source", NULL);
  disk->mount = g_build_filename (test->folder, "disk", NULL);
  disk->stalled = g_strconcat (disk->source, ".stalled", NULL);
  g_assert_no_errno (g_mkdir (disk->mount, 0700));
  make_pictures (test);

  memcpy (arguments, command, sizeof command);
  arguments[1] = disk->source;
  arguments[2] = disk->mount;
  g_spawn_async (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                 &disk->pid, &error);
  g_assert_no_error (error);
  mediary_test_wait_until (is_mounted (disk->mount));
}

/* Whoever hangs on it is let go. */
static void
end_disk (Disk *disk)
{
  const char *const command[] = { geteuid () == 0 ? "umount" : "fusermount3", geteuid () == 0 ? "-l" : "-uz", disk->mount, NULL };

  kill (disk->pid, SIGKILL);
  waitpid (disk->pid, NULL, 0);
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (disk->source);
  g_free (disk->mount);
  g_free (disk->stalled);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Frames *frames = data;
  gint64  now = g_get_monotonic_time ();

  if (frames->last != 0)
    frames->longest = MAX (frames->longest, now - frames->last);
  frames->last = now;
  frames->n_frames++;

  return G_SOURCE_CONTINUE;
}

static void
check_in_pictures (MediaryTest *test, Disk *disk)
{
  for (int i = 0; i < N_PICTURES; i++) {
    g_autofree char *path = g_strdup_printf ("%s/%02d.png", disk->mount, i);
    g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "website", "index.html");
  }
}

static void
drop_folder (MediaryWindow *window, Disk *disk)
{
  MediaryDestination target = { .module_name = (char *) "website", .artifact_name = (char *) "about.html" };
  g_autoslist (GFile) files = app_test_list_files (disk->mount, NULL);

  mediary_window_receive_files (window, files, &target);
}

/* Where nothing says who uses it, the sheet tells what has been dropped. */
static void
drop_folder_on_nothing (MediaryWindow *window, Disk *disk)
{
  g_autoslist (GFile) files = app_test_list_files (disk->mount, NULL);

  mediary_window_receive_files (window, files, NULL);
}

static void
open_first (MediaryWindow *window)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);
  mediary_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  g_action_group_activate_action (G_ACTION_GROUP (window), "open", NULL);
}

static void
test_a_stalled_disk_holds_up_no_frame_and_no_quitting (MediaryTest *test)
{
  Disk           disk = { 0 };
  Frames         frames = { 0 };
  MediaryWindow *window;
  gint64         start;
  guint          watch;

  start_disk (test, &disk);
  check_in_pictures (test, &disk);
  g_file_set_contents (disk.stalled, "", 0, NULL);

  window = app_test_open_window (test);
  watch = gtk_widget_add_tick_callback (GTK_WIDGET (window), on_frame, &frames, NULL);
  mediary_test_wait_until (app_test_get_n_shown (window) == N_PICTURES && frames.n_frames > 10);
  frames.longest = 0; /* what a window takes to come up is no disk's doing */

  start = g_get_monotonic_time ();
  drop_folder (window, &disk);
  drop_folder_on_nothing (window, &disk);
  open_first (window);
  mediary_test_wait_until (g_get_monotonic_time () - start > WATCHED);
  g_test_message ("%u frames, the longest gap %" G_GINT64_FORMAT " ms", frames.n_frames, frames.longest / 1000);
  g_assert_cmpint (frames.longest, <=, mediary_test_in_time (MAX_GAP));

  gtk_widget_remove_tick_callback (GTK_WIDGET (window), watch);
  app_test_close_window (window);
  end_disk (&disk);
}

static gboolean
says_stopped (MediaryWindow *window)
{
  return app_test_toast_contains (window, "3 files checked in; stopped");
}

/* What is checked in is known from the library, and the rest never comes to an end by itself. */
static void
test_a_stopped_check_in_is_undone_and_redone (MediaryTest *test)
{
  static const char *const names[] = { "good/a.png", "good/b.png", "good/c.png" };
  Disk                     disk = { 0 };
  MediaryWindow           *window;
  g_autofree char         *good = mediary_test_path (test, "good");
  g_autofree char         *endless = NULL;
  g_autofree char         *endless_source = mediary_test_path (test, "source/endless-a");
  g_autofree char         *before = NULL;
  g_autoptr (MediaryDestination) document = mediary_destination_new ("website", "index.html");
  g_autoslist (GFile) files = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (mediary_test_make_png (test, names[i], 8 + (int) i, 8));
  start_disk (test, &disk);
  g_assert_no_errno (g_mkdir (endless_source, 0700));
  endless = g_build_filename (disk.mount, "endless-a", NULL);
  files = app_test_list_files (good, endless, NULL);
  window = app_test_open_window (test);

  mediary_window_check_in (window, files, document, TRUE);
  mediary_test_wait_until (app_test_count (test, "media_references") == 3);
  g_assert_false (app_test_check_in_is_over (window));
  app_test_activate (window, "stop");
  mediary_test_wait_until (app_test_check_in_is_over (window) && says_stopped (window));
  g_assert_cmpint (app_test_count (test, "media_references"), ==, 3);
  before = app_test_dup_ids (test);

  app_test_undo (window);
  mediary_test_wait_until (app_test_count (test, "media_items") == 0);
  g_assert_cmpint (app_test_count (test, "media_references"), ==, 0);
  app_test_redo (window);
  mediary_test_wait_until (app_test_count (test, "media_items") == 3);
  app_test_assert_ids (test, before);

  app_test_close_window (window);
  end_disk (&disk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  if (g_access ("/dev/fuse", F_OK) != 0) {
    g_print ("1..0 # SKIP THERE IS NO /dev/fuse HERE: nothing is known of the window and disks that do not answer\n");
    return 0;
  }
  mediary_test_add ("/stalled-disk/holds-up-no-frame-and-no-quitting", test_a_stalled_disk_holds_up_no_frame_and_no_quitting);
  mediary_test_add ("/stalled-disk/a-stopped-check-in-is-undone-and-redone", test_a_stopped_check_in_is_undone_and_redone);

  return g_test_run ();
}
