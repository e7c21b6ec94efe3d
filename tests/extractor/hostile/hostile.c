/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hostile.h"

#include "extraction/mediary-extraction-protocol.h"

#include <string.h>
#include <unistd.h>

/* What the programs that take the extractor's place have in common: they behave, until they meet a bad file. */

static void
send_answer (guint32 serial, GVariant *fields, guint32 n_pixels)
{
  guint32 width = n_pixels > 0 ? 16 : 0;
  guint32 height = n_pixels / 64;
  g_autoptr (GVariant) message = NULL;

  message = g_variant_ref_sink (g_variant_new ("(us@a{sv}uuuuu)", serial, "", fields, width, height, width * 4,
                                               n_pixels, 0));
  if (!mediary_extraction_send (MEDIARY_EXTRACTION_SOCKET, message, -1, 0))
    _exit (0);
}

void
hostile_answer_field (guint32 serial, const char *field, GVariant *value)
{
  GVariantBuilder fields;

  g_variant_builder_init (&fields, G_VARIANT_TYPE_VARDICT);
  if (field != NULL)
    g_variant_builder_add (&fields, "{sv}", field, value);
  send_answer (serial, g_variant_builder_end (&fields), 0);
}

void
hostile_answer (guint32 serial, guint32 n_pixels)
{
  GVariantBuilder fields;

  g_variant_builder_init (&fields, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&fields, "{sv}", "width", g_variant_new_int64 (7));
  g_variant_builder_add (&fields, "{sv}", "height", g_variant_new_int64 (5));
  send_answer (serial, g_variant_builder_end (&fields), n_pixels);
}

static void
serve (GVariant *request, int file)
{
  char    start[4] = { 0 };
  guint32 serial;

  g_variant_get_child (request, 0, "u", &serial);
  if (pread (file, start, 3, 0) == 3 && strcmp (start, "BAD") == 0)
    hostile_misbehave (serial, file);
  else
    hostile_answer (serial, 0);
}

int
main (int argc, char *argv[])
{
  static MediaryExtractionBuffer buffer;
  GVariant                      *request;
  int                            file;

  if (hostile_says_hello ())
    hostile_answer_field (MEDIARY_EXTRACTION_HELLO, NULL, NULL);

  while (mediary_extraction_receive (MEDIARY_EXTRACTION_SOCKET, MEDIARY_EXTRACTION_REQUEST_TYPE, 0, &buffer, &request,
                                     &file) == MEDIARY_EXTRACTION_MESSAGE) {
    serve (request, file);
    close (file);
    g_variant_unref (request);
  }

  return 0;
}
