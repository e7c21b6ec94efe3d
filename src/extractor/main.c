/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extraction/mediary-extraction-protocol.h"
#include "extractor-confine.h"
#include "extractor-formats.h"
#include "media-image.h"
#include "mediary-metadata.h"

#include <gst/gst.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * mediary-extractor: the one program that opens untrusted files.
 *
 * Started by the library with a socket as descriptor 3. It gives up what it does not need, says that it is ready, and
 * then answers what it is asked about the files whose descriptors it is sent, one after the other, until the library
 * hangs up or kills it.
 */

#define IMAGE_FILES  64
#define STREAM_FILES 256 /* GStreamer has a few for each of its buses and clocks */

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

static void
answer_request (const ExtractorRequest *request, MediaryExtractionKind kind, ExtractorAnswer *answer)
{
  const ExtractorFormat *format = extractor_formats_find (request->content_type);
  ExtractorReader        reader;

  if (kind == MEDIARY_EXTRACTION_DRAW_CACHED)
    reader = media_image_draw_cached;
  else
    reader = format == NULL ? NULL : kind == MEDIARY_EXTRACTION_READ ? format->read
                                                                     : format->draw;

  if (reader != NULL)
    reader (request, answer);
  else
    answer->note = MEDIARY_NOTE_NO_DECODER;
}

static gboolean
serve (GVariant *message, int descriptor)
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

  extractor_confine_time ();
  extractor_answer_init (&answer);
  if (open_request (&request))
    answer_request (&request, kind, &answer);
  else
    answer.note = MEDIARY_NOTE_DAMAGED;

  sent = extractor_answer_send (&answer, MEDIARY_EXTRACTION_SOCKET, serial);
  extractor_answer_clear (&answer);

  return sent;
}

static gboolean
say_hello (void)
{
  ExtractorAnswer hello;
  gboolean        sent;

  extractor_answer_init (&hello);
  sent = extractor_answer_send (&hello, MEDIARY_EXTRACTION_SOCKET, MEDIARY_EXTRACTION_HELLO);
  extractor_answer_clear (&hello);

  return sent;
}

/* Receives and answers one request. FALSE: it is time to go. */
static gboolean
listen_once (void)
{
  static MediaryExtractionBuffer buffer;
  g_autoptr (GVariant) message = NULL;
  int      descriptor = -1;
  gboolean served;

  if (mediary_extraction_receive (MEDIARY_EXTRACTION_SOCKET, MEDIARY_EXTRACTION_REQUEST_TYPE, 0, &buffer, &message,
                                  &descriptor) != MEDIARY_EXTRACTION_MESSAGE)
    return FALSE;

  served = serve (message, descriptor);
  if (descriptor >= 0)
    close (descriptor);

  return served;
}

int
main (int argc, char *argv[])
{
  const char *role = argc == 2 ? argv[1] : "";
  gboolean    stream = strcmp (role, "stream") == 0;

  if (!stream && strcmp (role, "image") != 0) {
    g_printerr ("mediary-extractor is started by Mediary, to read one kind of files: image or stream.\n");
    return 2;
  }

  extractor_confine_at_start ();
  if (stream)
    gst_init (NULL, NULL); /* may write GStreamer's registry, so before we are confined */
  extractor_confine (stream ? STREAM_FILES : IMAGE_FILES);

  if (!say_hello ())
    return 1;
  while (listen_once ())
    ;

  return 0;
}
