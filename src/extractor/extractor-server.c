/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-server.h"

#include "extraction/mediary-extraction-protocol.h"
#include "extractor-answer.h"
#include "extractor-confine.h"
#include "extractor-listen.h"
#include "extractor-sanitized.h"
#include "mediary-metadata.h"

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
 * library's socket. The server runs no decoder, and passes on only what is in order (extractor-relay.c). One child is
 * always ready and waits, so that no file waits for a fork.
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

/* Has a child of its own read the file. FALSE: there is no answer. */
static gboolean
ask_child (GVariant *request, int descriptor, gint64 deadline, ExtractorRelay *answer)
{
  gboolean answered = FALSE;
  Child    child;

  make_spare ();
  child = spare;
  spare.pid = 0;
  if (child.pid <= 0)
    return FALSE;

  if (mediary_extraction_send (child.socket, request, descriptor, MSG_DONTWAIT)) {
    make_spare (); /* for the next, while this one is at work */
    answered = extractor_relay_receive (answer, child.socket, request, deadline);
  }
  end_child (&child, answered);

  return answered;
}

static gboolean
has_timed_out (ExtractorRelay *answer)
{
  const char *note;

  g_variant_get_child (answer->message, 1, "&s", &note);
  return g_str_equal (note, MEDIARY_NOTE_TIMED_OUT);
}

/* A picture of it is but a picture: what a file does to a decoder it would do again. */
static gboolean
may_be_retried (GVariant *request)
{
  guint8 kind;

  g_variant_get_child (request, 1, "y", &kind);
  return kind == MEDIARY_EXTRACTION_READ;
}

/*
 * Has a fresh child read the file. FALSE: there is no answer by the deadline, or only garbage.
 *
 * GstDiscoverer sometimes loses an error and sits out its whole timeout, so a file that ended badly is tried once more,
 * in what time is left.
 */
gboolean
extractor_server_ask (GVariant *request, int descriptor, ExtractorRelay *answer)
{
  gint64   deadline = g_get_monotonic_time () + FOR_FILE;
  gboolean answered = ask_child (request, descriptor, deadline, answer);

  if (may_be_retried (request) && (!answered || has_timed_out (answer)) && g_get_monotonic_time () + FOR_RETRY < deadline) {
    if (answered)
      extractor_relay_clear (answer);
    answered = ask_child (request, descriptor, deadline, answer);
  }

  return answered;
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
  g_auto (ExtractorRelay) answer = { 0 };

  if (extractor_server_ask (request, descriptor, &answer))
    return extractor_relay_send (&answer, MEDIARY_EXTRACTION_SOCKET);

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
