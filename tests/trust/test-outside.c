/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <unistd.h>

#include "extraction/mediary-extractor.h"
#include "mediary-test.h"
#include "outside-files.h"

/*
 * Files that name other files and addresses. Nothing that they name is opened, nothing is fetched.
 *
 * A picture lies beside them, and a machine answers at the address: the kernel tells who opens the one, and keeps every
 * connection to the other until somebody looks. That both are seen is proved with programs that do follow such files.
 */

typedef struct {
  int   opened;   /* an inotify */
  int   tcp, udp; /* at the same port */
  guint port;
} Watch;

static void
make_listener (int *listener, int type, guint *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons ((guint16) *port) };
  socklen_t          length = sizeof address;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  *listener = socket (AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  g_assert_cmpint (*listener, >=, 0);
  g_assert_cmpint (bind (*listener, (struct sockaddr *) &address, length), ==, 0);
  if (type == SOCK_STREAM)
    g_assert_cmpint (listen (*listener, 128), ==, 0);
  g_assert_cmpint (getsockname (*listener, (struct sockaddr *) &address, &length), ==, 0);
  *port = ntohs (address.sin_port);
}

static void
make_files (MediaryTest *test, Watch *watch)
{
  g_autofree char *canary = mediary_test_make_png (test, "canary.png", 8, 8);

  for (guint i = 0; i < n_outside_files; i++) {
    g_autoptr (GByteArray) bytes = outside_file_make (&outside_files[i], test->files, watch->port);
    g_autofree char *path = mediary_test_make_bytes (test, outside_files[i].name, (char *) bytes->data, bytes->len);
  }

  watch->opened = inotify_init1 (IN_CLOEXEC | IN_NONBLOCK);
  g_assert_cmpint (inotify_add_watch (watch->opened, canary, IN_OPEN | IN_ACCESS), >=, 0);
}

static void
watch_init (MediaryTest *test, Watch *watch)
{
  watch->port = 0;
  make_listener (&watch->tcp, SOCK_STREAM, &watch->port);
  make_listener (&watch->udp, SOCK_DGRAM, &watch->port);
  make_files (test, watch);
}

static void
watch_clear (Watch *watch)
{
  close (watch->opened);
  close (watch->tcp);
  close (watch->udp);
}

/* TRUE if something has happened there since the last look. */
static gboolean
has_news (int descriptor)
{
  struct pollfd polled = { descriptor, POLLIN, 0 };

  return poll (&polled, 1, 0) > 0;
}

static gboolean
was_opened (Watch *watch)
{
  char     events[4096];
  gboolean news = has_news (watch->opened);

  while (read (watch->opened, events, sizeof events) > 0)
    ;

  return news;
}

static gboolean
was_called (Watch *watch)
{
  gboolean news = has_news (watch->tcp) || has_news (watch->udp);
  char     bytes[64];
  int      caller;

  while ((caller = accept (watch->tcp, NULL, NULL)) >= 0)
    close (caller);
  while (recv (watch->udp, bytes, sizeof bytes, 0) >= 0)
    ;

  return news;
}

static void
assert_nothing (Watch *watch, const char *name)
{
  if (was_opened (watch))
    g_error ("“%s” had a file opened", name);
  if (was_called (watch))
    g_error ("“%s” had an address called", name);
}

/* It may fail, as long as it tries. */
static void
run (MediaryTest *test, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;

  g_spawn_sync (test->files, (char **) arguments, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_a_program_that_follows_is_seen (MediaryTest *test)
{
  static const char *const draw[] = { "rsvg-convert", "-o", "drawn.png", "image-beside.svg", NULL };
  static const char *const list[] = { "ffprobe", "-safe", "0", "-i", "concat.txt", NULL };
  static const char *const variants[] = { "ffprobe", "-rw_timeout", "1000000", "-allowed_extensions", "ALL", "-protocol_whitelist",
                                          "file,http,tcp", "-i", "variants.m3u8", NULL };
  Watch                    watch;

  watch_init (test, &watch);
  g_assert_false (was_opened (&watch) || was_called (&watch));
  run (test, draw);
  g_assert_true (was_opened (&watch));
  g_assert_false (was_called (&watch));
  run (test, list);
  g_assert_true (was_opened (&watch));
  run (test, variants);
  g_assert_true (was_called (&watch));
  watch_clear (&watch);
}

static void
test_checking_in_follows_nothing (MediaryTest *test)
{
  Watch watch;
  guint n_taken = 0;

  watch_init (test, &watch);
  for (guint i = 0; i < n_outside_files; i++) {
    g_autofree char *path = mediary_test_path (test, outside_files[i].name);
    g_autoptr (GError) error = NULL;
    g_autoptr (MediaryReference) reference = mediary_service_check_in_media (test->service, path, "module", "artifact", NULL, &error);

    if (reference == NULL)
      g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
    n_taken += reference != NULL ? 1 : 0;
    assert_nothing (&watch, outside_files[i].name);
  }
  g_test_message ("%u of %u are media, the others were refused", n_taken, n_outside_files);
  g_assert_cmpuint (n_taken, >=, 13); /* drawings and movies */
  watch_clear (&watch);
}

typedef struct {
  GMutex lock;
  GCond  answered;
  guint  n_answers;
} Answers;

static void
on_answer (MediaryExtraction *extraction, gpointer user_data)
{
  Answers *answers = user_data;

  g_mutex_lock (&answers->lock);
  answers->n_answers++;
  g_cond_signal (&answers->answered);
  g_mutex_unlock (&answers->lock);
}

static void
wait_for (Answers *answers, guint n_answers)
{
  gint64 limit = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;

  g_mutex_lock (&answers->lock);
  while (answers->n_answers < n_answers)
    g_assert_true (g_cond_wait_until (&answers->answered, &answers->lock, limit));
  g_mutex_unlock (&answers->lock);
}

static int
open_file (MediaryTest *test, const OutsideFile *file)
{
  g_autofree char *path = mediary_test_path (test, file->name);
  int              descriptor = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (descriptor, >=, 0);
  return descriptor;
}

/* Those that are no media as well, whatever they are taken for: as pictures, as streams, and drawn. */
static void
test_reading_and_drawing_follow_nothing (MediaryTest *test)
{
  MediaryExtractor *extractor = mediary_extractor_new (NULL);
  Answers           answers = { 0 };
  Watch             watch;

  watch_init (test, &watch);
  for (guint i = 0; i < n_outside_files; i++) {
    const OutsideFile *file = &outside_files[i];

    mediary_extractor_read (extractor, open_file (test, file), file->content_type, MEDIARY_MEDIA_TYPE_IMAGE, 0, on_answer, &answers);
    mediary_extractor_read (extractor, open_file (test, file), "video/mp4", MEDIARY_MEDIA_TYPE_VIDEO, 0, on_answer, &answers);
    mediary_extractor_draw (extractor, open_file (test, file), file->content_type, MEDIARY_MEDIA_TYPE_IMAGE, 256, NULL, 0, on_answer, &answers);
    mediary_extractor_draw (extractor, open_file (test, file), "video/mp4", MEDIARY_MEDIA_TYPE_VIDEO, 256, NULL, 0, on_answer, &answers);
    mediary_extractor_draw (extractor, open_file (test, file), "image/svg+xml", MEDIARY_MEDIA_TYPE_IMAGE, 256, NULL, 0, on_answer, &answers);
    wait_for (&answers, (i + 1) * 5);
    assert_nothing (&watch, file->name);
  }
  mediary_extractor_close (extractor);
  assert_nothing (&watch, "any file");
  watch_clear (&watch);
}

#define ADD(function) mediary_test_add ("/outside/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (a_program_that_follows_is_seen);
  ADD (checking_in_follows_nothing);
  ADD (reading_and_drawing_follow_nothing);

  return g_test_run ();
}
