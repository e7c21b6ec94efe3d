/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-self-test.h"

#include "extraction/mediary-extraction-protocol.h"
#include "extractor-answer.h"
#include "extractor-request.h"
#include "extractor-server.h"
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
static const guint8 png[] = {
  0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
  0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, 'I', 'D', 'A', 'T', 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4,
  0x71, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82
};

/* One white pixel. A library may decode one of the two itself, and have other programs decode the rest. */
static const guint8 gif[] = {
  'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 0xff, 0xff, 0xff, 0, 0, 0, ',', 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2,
  0x44, 1, 0, ';'
};

static const struct {
  const char   *content_type;
  const guint8 *bytes;
  gsize         size;
} pictures[] = { { "image/png", png, sizeof png }, { "image/gif", gif, sizeof gif } };

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

/* Before the cage is closed. */
void
extractor_self_test_open_pictures (ExtractorSelfTest *self)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (self->descriptors) == G_N_ELEMENTS (pictures));

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    self->descriptors[i] = make_file (pictures[i].bytes, pictures[i].size, 0);
}

void
extractor_self_test_close (ExtractorSelfTest *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (self->descriptors[i] >= 0)
      close (self->descriptors[i]);
}

/* Before the cage is closed. The descriptor is for extractor_self_test_sound(). */
int
extractor_self_test_open_sound (void)
{
  return make_file (sound_head, sizeof sound_head, SOUND_SAMPLES);
}

/* A kind of picture that nothing here decodes is no fault of the cage. */
static gboolean
test_picture (const ExtractorRequest *request, ExtractorReader draw)
{
  ExtractorAnswer answer;
  gboolean        passed;

  if (request->descriptor < 0)
    return FALSE;

  extractor_answer_init (&answer);
  draw (request, &answer);
  passed = answer.note == NULL && answer.pixels != NULL && answer.width == 1 && answer.height == 1;
  passed |= g_strcmp0 (answer.note, MEDIARY_NOTE_NO_DECODER) == 0 && strcmp (request->content_type, "image/png") != 0;
  extractor_answer_clear (&answer);

  return passed;
}

/* In the cage of pictures: has @draw draw them. */
gboolean
extractor_self_test_pictures (const ExtractorSelfTest *self, ExtractorReader draw)
{
  gboolean passed = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (pictures) && passed; i++) {
    ExtractorRequest request = { .descriptor = self->descriptors[i], .size = (gint64) pictures[i].size, .content_type = pictures[i].content_type, .side = 16 };

    passed = test_picture (&request, draw);
  }

  return passed;
}

/* In the server's cage: has a child read a sound. Takes @descriptor. */
gboolean
extractor_self_test_sound (int descriptor)
{
  g_autoptr (GVariant) request = g_variant_ref_sink (g_variant_new ("(uysusx)", 1, MEDIARY_EXTRACTION_READ, "audio/x-wav",
                                                                    1, "", (gint64) 0));
  g_auto (ExtractorRelay) answer = { 0 };
  g_autoptr (GVariant) fields = NULL;
  gboolean answered;
  double   seconds = 0;

  if (descriptor < 0)
    return FALSE;

  answered = extractor_server_ask (request, descriptor, &answer);
  close (descriptor);
  if (!answered)
    return FALSE;

  fields = g_variant_get_child_value (answer.message, 2);
  return g_variant_lookup (fields, MEDIARY_METADATA_DURATION, "d", &seconds) && seconds > 0.09 && seconds < 0.11;
}
