/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "extraction/mediary-extractor-process.h"
#include "fuzz.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * The library's side of the extractor: a child that a file has taken over says what it likes.
 *
 * An input is what is asked (its lowest bit: a drawing) and then packets, each a head of three bytes and its content: the
 * head has a bit that says “put a valid head in front” and two bytes of length.
 */

#define MARK 0x3159444du
#define SIDE 64

static guint n_answered;

/* What the library would do with an answer: all of it is looked at, so that a bad address would be found. */
static void
on_answer (MediaryExtraction *extraction, gpointer user_data)
{
  g_autofree char *fields = extraction->fields != NULL ? g_variant_print (extraction->fields, TRUE) : NULL;

  if (extraction->pixels != NULL) {
    g_assert (extraction->width >= 1 && extraction->width <= SIDE);
    g_assert (extraction->height >= 1 && extraction->height <= SIDE);
    g_assert (g_bytes_get_size (extraction->pixels) == extraction->stride * (gsize) extraction->height);
  }
  n_answered++;
}

static MediaryExtractionJob *
make_job (guint8 choice)
{
  MediaryExtractionKind kind = (choice & 1) != 0 ? MEDIARY_EXTRACTION_DRAW : MEDIARY_EXTRACTION_READ;
  int                   nothing = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  MediaryExtractionJob *job = mediary_extraction_job_new (nothing, MEDIARY_EXTRACTOR_IMAGE, kind, "image/png", on_answer, NULL);

  job->size = SIDE;
  return job;
}

/* Says the next packet of the input. FALSE: there is none, or the socket is full. */
static gboolean
say (int socket, const guint8 **data, gsize *size)
{
  guint32          head[2] = { 0, MARK };
  g_autofree char *packet = NULL;
  gboolean         helped;
  gsize            length;

  if (*size < 3)
    return FALSE;

  helped = ((*data)[0] & 1) != 0;
  length = MIN ((gsize) ((*data)[1] | (*data)[2] << 8), *size - 3);
  head[0] = (guint32) length;
  packet = g_malloc (sizeof head + length);
  memcpy (packet, head, sizeof head);
  memcpy (packet + sizeof head, *data + 3, length);
  *data += 3 + length;
  *size -= 3 + length;

  return helped ? send (socket, packet, sizeof head + length, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0
                : send (socket, packet + sizeof head, length, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0;
}

/* TRUE while the child would be kept. */
static gboolean
hear (MediaryExtractorProcess *process)
{
  while (TRUE) {
    MediaryExtractorAnswer answer = { 0 };

    switch (mediary_extractor_process_receive (process, &answer)) {
    case MEDIARY_EXTRACTOR_ANSWERED:
      mediary_extraction_job_finish (answer.job, &answer.extraction);
      mediary_extractor_answer_clear (&answer);
      break;
    case MEDIARY_EXTRACTOR_READY:
      break;
    case MEDIARY_EXTRACTOR_QUIET:
      return TRUE;
    case MEDIARY_EXTRACTOR_BROKEN:
    default:
      return FALSE;
    }
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  GQueue                   unanswered = G_QUEUE_INIT;
  MediaryExtractorProcess *process;
  MediaryExtractionJob    *job;
  int                      sockets[2];

  if (size == 0)
    return 0;

  g_assert (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) == 0);
  process = mediary_extractor_process_new (G_MAXINT, sockets[0], MEDIARY_EXTRACTOR_IMAGE); /* nobody has that pid */
  n_answered = 0;
  g_assert (mediary_extractor_process_send (process, make_job (data[0])));
  data++;
  size--;
  while (say (sockets[1], &data, &size) && hear (process))
    ;

  mediary_extractor_process_end (process, &unanswered);
  g_assert (n_answered + unanswered.length == 1); /* a job is answered once, or still to be answered */
  while ((job = g_queue_pop_head (&unanswered)) != NULL)
    mediary_extraction_job_fail (job, NULL);
  close (sockets[1]);

  return 0;
}
