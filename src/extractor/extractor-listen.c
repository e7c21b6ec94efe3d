/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-listen.h"

#include "mediary-metadata.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef MEDIARY_TEST_FAULTS
#include "extractor-faults.h"
#endif

/* One side of the conversation: a question about a file comes in over the socket, the answer goes out. */

/* Files are regular and have something in them; anything else the library has refused, or was replaced since. */
static gboolean
open_request (ExtractorRequest *request)
{
  struct stat status;

  if (request->descriptor < 0 || fstat (request->descriptor, &status) != 0 || !S_ISREG (status.st_mode))
    return FALSE;

  request->size = status.st_size;
  return request->size > 0;
}

/* How the file is, now that it has been read. */
static void
add_facts (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  struct stat now;

  if (fstat (request->descriptor, &now) != 0)
    return;

  g_variant_builder_add (&answer->fields, "{sv}", MEDIARY_EXTRACTION_FILE_SIZE, g_variant_new_int64 (now.st_size));
  g_variant_builder_add (&answer->fields, "{sv}", MEDIARY_EXTRACTION_FILE_MODIFIED,
                         g_variant_new_int64 ((gint64) now.st_mtim.tv_sec * 1000000000 + now.st_mtim.tv_nsec));
}

/* What comes in a parcel is taken out, and left in it: another child may be asked about the same file. */
static int
unwrap (int descriptor)
{
  struct stat     status;
  char            byte;
  struct iovec    part = { &byte, 1 };
  char            control[CMSG_SPACE (sizeof (int))];
  struct msghdr   message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
  struct cmsghdr *header;
  int             file = -1;

  if (descriptor < 0 || fstat (descriptor, &status) != 0 || !S_ISSOCK (status.st_mode))
    return descriptor;

  if (recvmsg (descriptor, &message, MSG_PEEK | MSG_DONTWAIT | MSG_CMSG_CLOEXEC) > 0) {
    header = CMSG_FIRSTHDR (&message);
    if (header != NULL && header->cmsg_type == SCM_RIGHTS && header->cmsg_len == CMSG_LEN (sizeof file))
      memcpy (&file, CMSG_DATA (header), sizeof file);
  }
  close (descriptor);

  return file;
}

static void
answer_request (const ExtractorRequest *request, ExtractorReader reader, ExtractorAnswer *answer)
{
  if (reader != NULL)
    reader (request, answer);
  else
    answer->note = MEDIARY_NOTE_NO_DECODER;
}

static gboolean
serve (GVariant *message, int descriptor, ExtractorChooser choose)
{
  ExtractorRequest request = { .descriptor = descriptor };
  ExtractorAnswer  answer;
  guint32          serial, side;
  guint8           kind;
  gboolean         sent;

  g_variant_get (message, "(uy&su&sx)", &serial, &kind, &request.content_type, &side, &request.thumb_uri,
                 &request.thumb_mtime);
  request.side = (int) CLAMP (side, 1, MEDIARY_EXTRACTION_DRAW_MAX);
  if (*request.thumb_uri == '\0')
    request.thumb_uri = NULL;

#ifdef MEDIARY_TEST_FAULTS
  extractor_faults_act (descriptor, serial); /* a program for tests, which is not installed */
#endif

  extractor_answer_init (&answer);
  if (open_request (&request))
    answer_request (&request, choose (request.content_type, kind), &answer);
  else
    answer.note = MEDIARY_NOTE_DAMAGED;
  if (kind == MEDIARY_EXTRACTION_READ)
    add_facts (&request, &answer);

  sent = extractor_answer_send (&answer, MEDIARY_EXTRACTION_SOCKET, serial);
  extractor_answer_clear (&answer);

  return sent;
}

/* Receives a request and has who is chosen for it answer. FALSE: it is time to go. */
gboolean
extractor_listen_once (ExtractorChooser choose)
{
  static MediaryExtractionBuffer buffer;
  g_autoptr (GVariant) message = NULL;
  int      descriptor = -1;
  gboolean served;

  if (mediary_extraction_receive (MEDIARY_EXTRACTION_SOCKET, MEDIARY_EXTRACTION_REQUEST_TYPE, 0, &buffer, &message,
                                  &descriptor) != MEDIARY_EXTRACTION_MESSAGE)
    return FALSE;

  descriptor = unwrap (descriptor);
  served = serve (message, descriptor, choose);
  if (descriptor >= 0)
    close (descriptor);

  return served;
}
