/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extraction/mediary-extraction-protocol.h"
#include "extractor-answer.h"
#include "extractor-confine.h"
#include "extractor-listen.h"
#include "extractor-preload.h"
#include "extractor-server.h"

#include <gst/gst.h>
#include <string.h>

/*
 * mediary-extractor: the one program that opens untrusted files.
 *
 * Started by the library with a socket as descriptor 3. It gives up what it does not need, says that it is ready, and
 * then answers what it is asked about the files whose descriptors it is sent, one after the other, until the library
 * hangs up or kills it. Pictures it reads itself; for each sound or video it makes a child, which has nothing else to
 * lose.
 */

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
  if (stream) {
    gst_init (NULL, NULL); /* may write GStreamer's registry, so before we are confined */
    extractor_preload ();
  }
  extractor_confine (stream ? EXTRACTOR_CAGE_SERVER : EXTRACTOR_CAGE_IMAGE);

  if (!say_hello ())
    return 1;
  if (stream)
    return extractor_server_run ();

  do
    extractor_confine_time ();
  while (extractor_listen_once ());

  return 0;
}
