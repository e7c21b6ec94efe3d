/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-starter.h"

#include "extractor-confine.h"
#include "extractor-landlock.h"
#include "extractor-sanitized.h"
#include "mediary-metadata.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * The starter: where gdk-pixbuf decodes by glycin, which starts a program for that, another process does it for us.
 *
 *   library ──request, file──► reader of pictures ──request, file──► starter ──file──► loaders of glycin
 *           ◄──── answer ─────                     ◄──── answer ─────         ◄─pixels─
 *
 * The reader stays in the cage that it has everywhere, looks for itself at headers and at what a camera has noted, and
 * asks the starter for sizes that stand in no plain header, and for all pixels. The starter's cage is wider by what
 * starting a program takes, and loaders inherit it: they can open what libraries are made of, and nothing else, and run
 * loaders, and nothing else. So it does not matter that glycin's own sandbox cannot be had in there.
 *
 * Both live and die together: the reader ends when the starter has, and the library blames the file.
 */

static int     starter = -1; /* our end of the socket to it */
static guint32 serial;

/* A cage with a door in it is for no one who is not held by the rest. */
static gboolean
confine (void)
{
  int                  landlock = extractor_landlock_get_version ();
  ExtractorConfinement confinement = extractor_confine (EXTRACTOR_CAGE_LOADERS);

  return SANITIZED || (confinement.seccomp && confinement.landlock == landlock);
}

static void
run_starter (int socket, pid_t reader, ExtractorChooser choose)
{
  dup2 (socket, MEDIARY_EXTRACTION_SOCKET);
  close_range (MEDIARY_EXTRACTION_SOCKET + 1, ~0U, 0);
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid () != reader || !confine ())
    _exit (1);

  while (extractor_listen_once (choose))
    ;

  if (SANITIZED)
    exit (0); /* looks for leaks */
  _exit (0);
}

/*
 * Before our own cage is closed, while there is one thread; who is chosen by @choose speaks to glycin. FALSE: there is no
 * process for it.
 *
 * Starter and loaders are to end with us. So we are in the outermost wall of their cage as well, through which signals do
 * not get, the one of the kernel about a parent's death among them. Whatever a file makes of a loader cannot leave our
 * group of processes, which the library kills.
 */
gboolean
extractor_starter_begin (ExtractorChooser choose)
{
  pid_t reader = getpid ();
  int   sockets[2];
  pid_t pid;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
    return FALSE;

  setpgid (0, 0);
  if (!SANITIZED)
    extractor_landlock_enter (EXTRACTOR_CAGE_LOADERS);
  pid = fork ();
  if (pid == 0)
    run_starter (sockets[1], reader, choose);

  close (sockets[1]);
  starter = sockets[0];

  return pid > 0;
}

gboolean
extractor_starter_is_there (void)
{
  return starter >= 0;
}

/* The sizes that came with an answer fit each other and the question. */
static gboolean
is_picture (const ExtractorRequest *request, const ExtractorAnswer *answer, guint32 stride, guint32 n_pixels)
{
  return answer->width >= 1 && answer->width <= request->side && answer->height >= 1 && answer->height <= request->side &&
    stride == (guint32) answer->width * 4 && n_pixels == stride * (guint32) answer->height &&
    answer->png_size <= MEDIARY_EXTRACTION_PNG_MAX;
}

/* All @size bytes of what follows an answer; NULL: the starter is gone. */
static void *
receive_bytes (gsize size)
{
  g_autofree guint8 *bytes = g_malloc (MAX (size, 1));
  gsize              n_bytes = 0;

  while (n_bytes < size) {
    gssize received = mediary_extraction_receive_packet (starter, 0, bytes + n_bytes, size - n_bytes);

    if (received <= 0)
      return NULL;
    n_bytes += (gsize) received;
  }

  return g_steal_pointer (&bytes);
}

static gboolean
receive_picture (const ExtractorRequest *request, ExtractorAnswer *answer, guint32 stride, guint32 n_pixels)
{
  if (n_pixels == 0)
    return answer->png_size == 0;
  if (!is_picture (request, answer, stride, n_pixels))
    return FALSE;

  answer->pixels = receive_bytes (n_pixels);
  if (answer->pixels != NULL && answer->png_size > 0)
    answer->png = receive_bytes (answer->png_size);

  return answer->pixels != NULL && (answer->png_size == 0 || answer->png != NULL);
}

/* Whether the answer is one to the last question. Its fields are given to @fields, and the rest to @answer. */
static gboolean
receive_answer (const ExtractorRequest *request, ExtractorAnswer *answer, GVariant **fields)
{
  static MediaryExtractionBuffer buffer;
  g_autoptr (GVariant) message = NULL;
  guint32     answered, width, height, stride, n_pixels, n_png;
  const char *note;

  if (mediary_extraction_receive (starter, MEDIARY_EXTRACTION_ANSWER_TYPE, 0, &buffer, &message, NULL) !=
      MEDIARY_EXTRACTION_MESSAGE)
    return FALSE;

  g_variant_get (message, "(u&s@a{sv}uuuuu)", &answered, &note, fields, &width, &height, &stride, &n_pixels, &n_png);
  if (answered != serial || !mediary_extraction_note_is_valid (note) || !mediary_extraction_fields_are_valid (*fields))
    return FALSE;

  answer->note = *note != '\0' ? g_intern_string (note) : NULL;
  answer->width = (int) MIN (width, G_MAXINT);
  answer->height = (int) MIN (height, G_MAXINT);
  answer->png_size = n_png;

  return receive_picture (request, answer, stride, n_pixels);
}

/* Returns what is said of the file. The starter may have died of it; then so do we. */
static GVariant *
ask (const ExtractorRequest *request, MediaryExtractionKind kind, ExtractorAnswer *answer)
{
  const char *uri = request->thumb_uri != NULL ? request->thumb_uri : "";
  g_autoptr (GVariant) question = g_variant_ref_sink (g_variant_new ("(uysusx)", ++serial, kind, request->content_type,
                                                                     (guint32) request->side, uri, request->thumb_mtime));
  GVariant *fields = NULL;

  if (!mediary_extraction_send (starter, question, request->descriptor, 0) || !receive_answer (request, answer, &fields))
    _exit (1);

  return fields;
}

/* Says how large the picture is as it lies in the file, or notes why not. */
void
extractor_starter_measure (const ExtractorRequest *request, int *width, int *height, ExtractorAnswer *answer)
{
  ExtractorAnswer aside;
  g_autoptr (GVariant) fields = NULL;
  gint64 columns = 0, rows = 0;

  extractor_answer_init (&aside);
  fields = ask (request, MEDIARY_EXTRACTION_READ, &aside);
  g_variant_lookup (fields, MEDIARY_METADATA_WIDTH, "x", &columns);
  g_variant_lookup (fields, MEDIARY_METADATA_HEIGHT, "x", &rows);
  *width = (int) columns;
  *height = (int) rows;
  answer->note = aside.note;
  extractor_answer_clear (&aside);
}

void
extractor_starter_draw (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_variant_unref (ask (request, MEDIARY_EXTRACTION_DRAW, answer));
}

void
extractor_starter_draw_cached (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_variant_unref (ask (request, MEDIARY_EXTRACTION_DRAW_CACHED, answer));
}
