/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extraction/mediary-extraction-protocol.h"
#include "extractor-answer.h"
#include "extractor-confine.h"
#include "extractor-listen.h"
#include "extractor-pictures.h"
#include "extractor-preload.h"
#include "extractor-registry.h"
#include "extractor-report.h"
#include "extractor-sanitized.h"
#include "extractor-self-test.h"
#include "extractor-server.h"

#include <gst/gst.h>
#include <string.h>

/*
 * mediary-extractor: the one program that opens untrusted files.
 *
 * Started by the library with a socket as descriptor 3. It gives up what it does not need, says that it is ready, and
 * then answers what it is asked about the files whose descriptors it is sent, one after the other, until the library
 * hangs up or kills it. Pictures it reads itself, or where glycin decodes with the help of another process; for each
 * sound or video it makes a child, which has nothing else to lose.
 */

/* What is missing, in one line for a log, or NULL. */
static const char *
find_fault (ExtractorConfinement confinement, gboolean reads)
{
  if (!reads)
    return "a picture or a sound of our own is not read; see mediary-extractor --report";
  if (SANITIZED)
    return NULL;
  if (!confinement.seccomp)
    return "this kernel does not let it confine itself by seccomp";

  return confinement.landlock == 0 ? "this kernel has no Landlock, so that files could be opened by name" : NULL;
}

static gboolean
say_hello (const char *fault)
{
  ExtractorAnswer hello;
  gboolean        sent;

  extractor_answer_init (&hello);
  hello.note = fault;
  sent = extractor_answer_send (&hello, MEDIARY_EXTRACTION_SOCKET, MEDIARY_EXTRACTION_HELLO);
  extractor_answer_clear (&hello);

  return sent;
}

static int
run_images (void)
{
  ExtractorPictures pictures = extractor_pictures_begin ();

  if (!say_hello (find_fault (pictures.confinement, pictures.reads)))
    return 1;

  do
    extractor_confine_time ();
  while (extractor_listen_once (extractor_pictures_choose));

  return 0;
}

static int
run_streams (void)
{
  int                  descriptor = extractor_self_test_open_sound ();
  ExtractorConfinement confinement;

  extractor_registry_settle ();
  gst_init (NULL, NULL); /* may write GStreamer's registry, so before we are confined */
  extractor_preload ();
  confinement = extractor_confine (EXTRACTOR_CAGE_SERVER);

  if (!say_hello (find_fault (confinement, extractor_self_test_sound (descriptor))))
    return 1;

  return extractor_server_run ();
}

int
main (int argc, char *argv[])
{
  const char *role = argc == 2 ? argv[1] : "";

  extractor_confine_at_start ();
  if (strcmp (role, "image") == 0)
    return run_images ();
  if (strcmp (role, "stream") == 0)
    return run_streams ();
  if (strcmp (role, "--report") == 0)
    return extractor_report_print ();

  g_printerr ("mediary-extractor is started by Mediary, to read one kind of files: image or stream.\n"
              "  mediary-extractor --report   tells how well it is confined, and whether it can read\n");
  return 2;
}
