/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-self-test.h"

#include "extraction/mediary-extraction-protocol.h"
#include "extractor-answer.h"
#include "extractor-request.h"
#include "extractor-server.h"
#include "media-image.h"
#include "mediary-metadata.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * Whether the libraries still work in the cage. One of tomorrow may want what the cage refuses; then that is said in one
 * line, instead of being blamed on every file.
 *
 * The files are made before the cage is closed, since nothing can be written in it.
 */

/* One black pixel. */
static const guint8 picture[] = {
  0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
  0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, 'I', 'D', 'A', 'T', 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4,
  0x71, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82
};

#define SOUND_SAMPLES 800 /* a tenth of a second of 8 bits each */

static const guint8 sound_head[] = {
  'R', 'I', 'F', 'F', 0x44, 0x03, 0, 0, 'W', 'A', 'V', 'E', 'f', 'm', 't', ' ', 16, 0, 0, 0, 1, 0, 1, 0,
  0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0, 'd', 'a', 't', 'a', 0x20, 0x03, 0, 0
};

/* A file that has no name. -1: there is no memory for it. */
static int
make_file (const guint8 *head, gsize n_head, gsize n_silence)
{
  g_autofree guint8 *bytes = g_malloc (n_head + n_silence);
  int                descriptor = memfd_create ("self-test", MFD_CLOEXEC);

  memcpy (bytes, head, n_head);
  memset (bytes + n_head, 0x80, n_silence);
  if (descriptor >= 0 && write (descriptor, bytes, n_head + n_silence) != (gssize) (n_head + n_silence)) {
    close (descriptor);
    return -1;
  }

  return descriptor;
}

/* Before the cage is closed. The descriptor is for extractor_self_test_picture(). */
int
extractor_self_test_open_picture (void)
{
  return make_file (picture, sizeof picture, 0);
}

/* Before the cage is closed. The descriptor is for extractor_self_test_sound(). */
int
extractor_self_test_open_sound (void)
{
  return make_file (sound_head, sizeof sound_head, SOUND_SAMPLES);
}

/* In the cage of pictures: draws one. Takes @descriptor. */
gboolean
extractor_self_test_picture (int descriptor)
{
  ExtractorRequest request = { .descriptor = descriptor, .size = sizeof picture, .content_type = "image/png", .side = 16 };
  ExtractorAnswer  answer;
  gboolean         passed;

  if (descriptor < 0)
    return FALSE;

  extractor_answer_init (&answer);
  media_image_draw (&request, &answer);
  passed = answer.note == NULL && answer.pixels != NULL && answer.width == 1 && answer.height == 1;
  extractor_answer_clear (&answer);
  close (descriptor);

  return passed;
}

/* In the server's cage: has a child read a sound. Takes @descriptor. */
gboolean
extractor_self_test_sound (int descriptor)
{
  g_autoptr (GVariant) request = g_variant_ref_sink (g_variant_new ("(uysusx)", 1, MEDIARY_EXTRACTION_READ, "audio/x-wav",
                                                                    1, "", (gint64) 0));
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) fields = NULL;
  double seconds = 0;

  if (descriptor < 0)
    return FALSE;

  answer = extractor_server_ask (request, descriptor);
  close (descriptor);
  if (answer == NULL)
    return FALSE;

  fields = g_variant_get_child_value (answer, 2);
  return g_variant_lookup (fields, MEDIARY_METADATA_DURATION, "d", &seconds) && seconds > 0.09 && seconds < 0.11;
}
