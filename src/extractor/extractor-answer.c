/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-answer.h"

#include "extraction/mediary-extraction-protocol.h"
#include "mediary-metadata.h"

#include <math.h>
#include <string.h>

void
extractor_answer_init (ExtractorAnswer *self)
{
  memset (self, 0, sizeof *self);
  g_variant_builder_init (&self->fields, G_VARIANT_TYPE_VARDICT);
}

void
extractor_answer_clear (ExtractorAnswer *self)
{
  g_variant_builder_clear (&self->fields);
  g_clear_pointer (&self->pixels, g_free);
  g_clear_pointer (&self->png, g_free);
}

/* FALSE: nobody listens any more. */
gboolean
extractor_answer_send (ExtractorAnswer *self, int socket, guint32 serial)
{
  gsize stride = (gsize) self->width * 4;
  gsize n_pixels = self->pixels != NULL ? stride * (gsize) self->height : 0;
  gsize n_png = self->png != NULL ? self->png_size : 0;
  g_autoptr (GVariant) message = NULL;

  message = g_variant_ref_sink (g_variant_new ("(usa{sv}uuuuu)", serial, self->note != NULL ? self->note : "",
                                               &self->fields, (guint32) self->width, (guint32) self->height,
                                               (guint32) stride, (guint32) n_pixels, (guint32) n_png));

  return mediary_extraction_send (socket, message, -1, 0) &&
    mediary_extraction_send_packets (socket, self->pixels, n_pixels) &&
    mediary_extraction_send_packets (socket, self->png, n_png);
}

static void
add (ExtractorAnswer *self, const char *field, GVariant *value)
{
  g_variant_builder_add (&self->fields, "{sv}", field, value);
}

/* Adds @value unless it says nothing (0 or less) or cannot be (above @most). */
void
extractor_answer_add_integer (ExtractorAnswer *self, const char *field, gint64 value, gint64 most)
{
  if (value > 0 && value <= most)
    add (self, field, g_variant_new_int64 (value));
}

void
extractor_answer_add_number (ExtractorAnswer *self, const char *field, double value)
{
  if (isfinite (value) && value > 0)
    add (self, field, g_variant_new_double (value));
}

static void
replace_controls (char *text)
{
  for (char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
}

/* @text as valid UTF-8 of one line and bounded length, without blanks around it; "" if it says nothing. */
static char *
tidy (const char *text)
{
  gboolean    is_valid = g_utf8_validate (text, -1, NULL);
  gsize       most = is_valid ? MEDIARY_EXTRACTION_TEXT_MAX : MEDIARY_EXTRACTION_TEXT_MAX / 3; /* what is not may grow */
  char       *start = g_strndup (text, most);
  const char *end;

  if (is_valid && !g_utf8_validate (start, -1, &end))
    start[end - start] = '\0'; /* we cut a letter in two */

  if (!is_valid) {
    char *valid = g_utf8_make_valid (start, -1);

    g_free (start);
    start = valid;
  }

  replace_controls (start);
  return g_strstrip (start);
}

/* Adds @text, which may be %NULL or anything, made fit to be shown. */
void
extractor_answer_add_text (ExtractorAnswer *self, const char *field, const char *text)
{
  g_autofree char *tidied = text != NULL ? tidy (text) : NULL;

  if (tidied != NULL && *tidied != '\0')
    add (self, field, g_variant_new_string (tidied));
}

/* Adds the size of a picture as it is shown. @orientation is EXIF's; from 5 on it lies on its side. */
void
extractor_answer_add_dimensions (ExtractorAnswer *self, gint64 width, gint64 height, int orientation)
{
  gboolean on_its_side = orientation >= 5 && orientation <= 8;

  extractor_answer_add_integer (self, MEDIARY_METADATA_WIDTH, on_its_side ? height : width,
                                MEDIARY_EXTRACTION_SIDE_MAX);
  extractor_answer_add_integer (self, MEDIARY_METADATA_HEIGHT, on_its_side ? width : height,
                                MEDIARY_EXTRACTION_SIDE_MAX);
  if (orientation >= 2)
    extractor_answer_add_integer (self, MEDIARY_METADATA_ORIENTATION, orientation, 8);
}
