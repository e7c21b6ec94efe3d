/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-server.h"

#include "extraction/mediary-extraction-protocol.h"
#include "extractor-answer.h"
#include "extractor-confine.h"
#include "extractor-listen.h"
#include "extractor-sanitized.h"
#include "mediary-metadata.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * The fork server: a fresh child for each sound or video.
 *
 *   library ──request, file──► server ──request, file──► child
 *           ◄──── answer ─────        ◄──── answer ─────   (over a socket of its own; then it is gone)
 *
 * A child that a file has taken over, wedged or spoilt takes nothing along into the next file, and never holds the
 * library's socket. The server runs no decoder. It checks what the child says as the library will, so that a bad answer
 * costs the child and not the server. One child is always ready and waits, so that no file waits for a fork.
 */

#define FOR_FILE  (4800 * 1000) /* microseconds, the second try included: a little before the library’s deadline */
#define FOR_RETRY (100 * 1000)  /* less is not worth a try */

typedef struct {
  pid_t pid; /* 0: there is none */
  int   socket;
} Child;

static Child    spare;      /* has been forked, and waits for its file */
static gboolean was_untidy; /* a child found something amiss when it left; only the sanitizers look */

/* In the child. Its only way out is descriptor 3, whose other end is the server's and no longer the library's. */
static void
run_child (int socket, pid_t server)
{
  dup2 (socket, MEDIARY_EXTRACTION_SOCKET);
  close_range (MEDIARY_EXTRACTION_SOCKET + 1, ~0U, 0);
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid () != server)
    _exit (1);

  extractor_confine_time ();
  extractor_confine (EXTRACTOR_CAGE_STREAM);
  extractor_listen_once (extractor_formats_choose);

  if (SANITIZED)
    exit (0); /* looks for leaks */
  _exit (0);
}

static void
make_spare (void)
{
  pid_t server = getpid ();
  int   sockets[2];

  if (spare.pid > 0 || socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
    return;

  spare.socket = sockets[0];
  spare.pid = fork ();
  if (spare.pid == 0)
    run_child (sockets[1], server);

  close (sockets[1]);
  if (spare.pid < 0)
    close (sockets[0]);
}

/* Buries who has died. Never waits: a process that reads from a disk that does not answer outlives its SIGKILL. */
static void
reap (pid_t pid, int flags)
{
  int   status;
  pid_t reaped;

  while ((reaped = waitpid (pid, &status, flags)) > 0)
    was_untidy |= WIFEXITED (status) && WEXITSTATUS (status) != 0;
}

static void
end_child (Child *child, gboolean answered)
{
  close (child->socket);
  if (SANITIZED && answered)
    reap (child->pid, 0);
  else
    kill (child->pid, SIGKILL);
  child->pid = 0;
  reap (-1, WNOHANG);
}

/* TRUE if @answer is one to the request of @serial that reads a file, and says only what can be said of one. */
static gboolean
is_valid (GVariant *answer, guint32 serial)
{
  g_autoptr (GVariant) fields = NULL;
  guint32     answered, width, height, stride, n_pixels, n_png;
  const char *note;

  g_variant_get (answer, "(u&s@a{sv}uuuuu)", &answered, &note, &fields, &width, &height, &stride, &n_pixels, &n_png);

  return answered == serial && n_pixels == 0 && n_png == 0 && mediary_extraction_note_is_valid (note) &&
    mediary_extraction_fields_are_valid (fields);
}

/* The child's answer, or NULL: it died, spoke garbage, or said nothing by @deadline. */
static GVariant *
receive_answer (Child *child, guint32 serial, gint64 deadline)
{
  static MediaryExtractionBuffer buffer;
  struct pollfd                  polled = { child->socket, POLLIN, 0 };
  g_autoptr (GVariant) answer = NULL;
  gint64 left = deadline - g_get_monotonic_time ();

  if (poll (&polled, 1, (int) (MAX (left, 0) / 1000)) <= 0)
    return NULL;
  if (mediary_extraction_receive (child->socket, MEDIARY_EXTRACTION_ANSWER_TYPE, MSG_DONTWAIT, &buffer, &answer, NULL) !=
      MEDIARY_EXTRACTION_MESSAGE)
    return NULL;

  return is_valid (answer, serial) ? g_steal_pointer (&answer) : NULL;
}

/* Has a child of its own read the file. */
static GVariant *
ask_child (GVariant *request, int descriptor, guint32 serial, gint64 deadline)
{
  GVariant *answer = NULL;
  Child     child;

  make_spare ();
  child = spare;
  spare.pid = 0;
  if (child.pid <= 0)
    return NULL;

  if (mediary_extraction_send (child.socket, request, descriptor, MSG_DONTWAIT)) {
    make_spare (); /* for the next, while this one is at work */
    answer = receive_answer (&child, serial, deadline);
  }
  end_child (&child, answer != NULL);

  return answer;
}

static gboolean
has_timed_out (GVariant *answer)
{
  const char *note;

  g_variant_get_child (answer, 1, "&s", &note);
  return g_str_equal (note, MEDIARY_NOTE_TIMED_OUT);
}

/*
 * Has a fresh child read the file: its answer, or NULL if there is none by the deadline or only garbage.
 *
 * GstDiscoverer sometimes loses an error and sits out its whole timeout, so a file that ended badly is tried once more,
 * in what time is left.
 */
GVariant *
extractor_server_ask (GVariant *request, int descriptor)
{
  gint64    deadline = g_get_monotonic_time () + FOR_FILE;
  guint32   serial;
  GVariant *answer;

  g_variant_get_child (request, 0, "u", &serial);
  answer = ask_child (request, descriptor, serial, deadline);

  if ((answer == NULL || has_timed_out (answer)) && g_get_monotonic_time () + FOR_RETRY < deadline) {
    g_clear_pointer (&answer, g_variant_unref);
    answer = ask_child (request, descriptor, serial, deadline);
  }

  return answer;
}

static gboolean
send_note (guint32 serial, const char *note)
{
  ExtractorAnswer answer;
  gboolean        sent;

  extractor_answer_init (&answer);
  answer.note = note;
  sent = extractor_answer_send (&answer, MEDIARY_EXTRACTION_SOCKET, serial);
  extractor_answer_clear (&answer);

  return sent;
}

static gboolean
serve (GVariant *request, int descriptor)
{
  gint64  late = g_get_monotonic_time () + FOR_FILE - FOR_RETRY;
  guint32 serial;
  g_autoptr (GVariant) answer = extractor_server_ask (request, descriptor);

  if (answer != NULL)
    return mediary_extraction_send (MEDIARY_EXTRACTION_SOCKET, answer, -1, 0);

  g_variant_get_child (request, 0, "u", &serial);
  return send_note (serial, g_get_monotonic_time () < late ? MEDIARY_NOTE_DECODER_FAILED : MEDIARY_NOTE_TIMED_OUT);
}

/* FALSE: it is time to go. */
static gboolean
listen_once (void)
{
  static MediaryExtractionBuffer buffer;
  g_autoptr (GVariant) request = NULL;
  int      descriptor = -1;
  gboolean served;

  if (mediary_extraction_receive (MEDIARY_EXTRACTION_SOCKET, MEDIARY_EXTRACTION_REQUEST_TYPE, 0, &buffer, &request,
                                  &descriptor) != MEDIARY_EXTRACTION_MESSAGE)
    return FALSE;

  served = serve (request, descriptor);
  if (descriptor >= 0)
    close (descriptor);

  return served;
}

/* Until the library hangs up. Returns the status to leave with. */
int
extractor_server_run (void)
{
  make_spare ();
  while (listen_once ())
    ;

  if (spare.pid > 0)
    end_child (&spare, TRUE);

  return was_untidy ? 1 : 0;
}
