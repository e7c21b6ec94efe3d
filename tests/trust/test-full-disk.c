/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "mediary-test.h"

/*
 * A disk that is really full: a small one in memory, in a mount namespace of our own, with a file that fills it up.
 *
 * What was acknowledged is there, reading works, the sentence says it, and with room again all goes on without a restart.
 */

#define DISK_SIZE "size=6m,mode=0700"
#define MODULE    "org.example.Sheet"

static gboolean
write_text (const char *path, const char *text)
{
  int      descriptor = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written = descriptor >= 0 && write (descriptor, text, strlen (text)) == (gssize) strlen (text);

  if (descriptor >= 0)
    close (descriptor);

  return written;
}

/* Before there is any thread. Who is not root becomes so in a user namespace, where the kernel lets everybody have one. */
static gboolean
enter_namespace (void)
{
  g_autofree char *users = g_strdup_printf ("0 %u 1", geteuid ());
  g_autofree char *groups = g_strdup_printf ("0 %u 1", getegid ());

  if (geteuid () == 0) {
    if (unshare (CLONE_NEWNS) != 0)
      return FALSE;
  } else if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0 || !write_text ("/proc/self/setgroups", "deny") ||
             !write_text ("/proc/self/uid_map", users) || !write_text ("/proc/self/gid_map", groups)) {
    return FALSE;
  }

  return mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static char *
make_disk (MediaryTest *test)
{
  char *folder = g_build_filename (test->folder, "disk", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mount ("tmpfs", folder, "tmpfs", 0, DISK_SIZE), ==, 0);

  return folder;
}

static void
remove_disk (const char *folder)
{
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
}

/* Takes all the room there is but @left bytes. */
static void
fill (const char *folder, gsize left)
{
  g_autofree char *path = g_build_filename (folder, "filler", NULL);
  int              descriptor = open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  char             page[4096] = { 0 };
  off_t            size = 0;

  g_assert_cmpint (descriptor, >=, 0);
  while (write (descriptor, page, sizeof page) == sizeof page)
    size += sizeof page;
  g_assert_cmpint (errno, ==, ENOSPC);
  g_assert_cmpint (ftruncate (descriptor, MAX (size - (off_t) left, 0)), ==, 0);
  close (descriptor);
}

static void
make_room (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "filler", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static MediaryService *
open_service (const char *folder)
{
  g_autoptr (GError) error = NULL;
  MediaryService *service = mediary_service_open (folder, NULL, &error);

  g_assert_no_error (error);

  return service;
}

static void
assert_full (const GError *error, const char *folder)
{
  g_autofree char *sentence = NULL;

  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NO_SPACE);
  sentence = mediary_words_for_problem (error);
  g_assert_nonnull (strstr (sentence, "full"));
  g_assert_nonnull (strstr (sentence, folder));
  g_assert_nonnull (strstr (sentence, "try again"));
}

/* Checks @path in as a use of document @number. Returns whether it was acknowledged; if not, because the disk is full. */
static gboolean
check_in (MediaryService *service, const char *folder, const char *path, guint number)
{
  g_autofree char *artifact = g_strdup_printf ("document %u %0900d", number, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = mediary_service_check_in_media (service, path, MODULE, artifact, NULL, &error);

  if (reference == NULL)
    assert_full (error, folder);

  return reference != NULL;
}

static guint
check_in_until_full (MediaryService *service, const char *folder, const char *path)
{
  static guint round;
  guint        first = ++round * 100000;
  guint        number = 0;

  while (check_in (service, folder, path, first + number)) {
    number++;
    g_assert_cmpuint (number, <, 4000);
  }

  return number;
}

static void
assert_readable (MediaryService *service, const char *path, guint n_uses)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_find_item (service, path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (item);
  g_assert_cmpuint (mediary_item_get_n_uses (item), ==, n_uses);
}

static void
test_a_full_disk_is_said_and_got_over (MediaryTest *test)
{
  g_autofree char *folder = make_disk (test);
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  MediaryService  *service = open_service (folder);
  guint            n_acknowledged;

  g_assert_true (check_in (service, folder, path, 99999));
  fill (folder, 600 * 1024);
  n_acknowledged = check_in_until_full (service, folder, path) + 1;
  g_test_message ("full after %u", n_acknowledged);
  g_assert_cmpuint (n_acknowledged, >, 5);

  for (guint i = 0; i < 5; i++) /* it is not worse for being asked again */
    g_assert_false (check_in (service, folder, path, 50000 + i));
  assert_readable (service, path, n_acknowledged);

  make_room (folder);
  for (guint i = 0; i < 5; i++)
    g_assert_true (check_in (service, folder, path, 60000 + i));
  assert_readable (service, path, n_acknowledged + 5);

  mediary_test_finalize (service);
  service = open_service (folder);
  assert_readable (service, path, n_acknowledged + 5);
  mediary_test_finalize (service);
  remove_disk (folder);
}

/* Whoever starts Mediary when the disk is full sees the library all the same. */
static void
test_a_library_on_a_full_disk_opens_and_is_read (MediaryTest *test)
{
  g_autofree char *folder = make_disk (test);
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  MediaryService  *service = open_service (folder);
  guint            n_uses = 20;

  for (guint i = 0; i < n_uses; i++)
    g_assert_true (check_in (service, folder, path, i));
  mediary_test_finalize (service);
  fill (folder, 0);

  for (guint i = 0; i < 3; i++) { /* what the first start needed, the next ones need again */
    service = open_service (folder);
    assert_readable (service, path, n_uses);
    n_uses += check_in_until_full (service, folder, path);
    mediary_test_finalize (service);
  }
  remove_disk (folder);
}

static void
test_a_library_that_cannot_be_made_says_so (MediaryTest *test)
{
  g_autofree char *folder = make_disk (test);
  g_autoptr (GError) error = NULL;
  MediaryService *service;

  fill (folder, 0);
  g_assert_null (mediary_service_open (folder, NULL, &error));
  assert_full (error, folder);
  make_room (folder);
  service = open_service (folder);
  mediary_test_finalize (service);
  remove_disk (folder);
}

#define ADD(function) mediary_test_add ("/full-disk/" #function, test_##function)

int
main (int argc, char *argv[])
{
  if (!enter_namespace ()) {
    printf ("1..0 # SKIP this kernel gives us no mount namespace: %s\n", g_strerror (errno));
    return 77;
  }

  g_test_init (&argc, &argv, NULL);

  ADD (a_full_disk_is_said_and_got_over);
  ADD (a_library_on_a_full_disk_opens_and_is_read);
  ADD (a_library_that_cannot_be_made_says_so);

  return g_test_run ();
}
