/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "extraction/mediary-extraction-protocol.h"
#include "fuzz.h"
#include "media-exif.h"
#include "media-image.h"
#include "media-jpeg.h"
#include "media-mpeg-audio.h"
#include "media-picture.h"
#include "media-png.h"
#include "media-svg.h"
#include "media-tiff.h"
#include "media-webp.h"
#include "media-xpm.h"

#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * The extractor's own readers of headers. The first byte of an input says which, the rest is the file.
 *
 * Where a reader would leave a file to gdk-pixbuf it gets nothing here: those libraries have fuzzers of their own, and a
 * cage. What a reader says must be something that the library would take.
 */

static void
read_exif (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autofree guint8 *bytes = g_malloc (MAX (request->size, 1));
  int                orientation;

  g_assert (extractor_request_read (request, 0, bytes, (gsize) request->size) == request->size);
  orientation = media_exif_read_bare (bytes, (gsize) request->size, answer);
  g_assert (orientation >= 1 && orientation <= 8);
}

static void
estimate (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  double seconds = media_mpeg_audio_estimate (request);

  g_assert (isfinite (seconds) && seconds >= 0);
}

static void (*const readers[]) (const ExtractorRequest *, ExtractorAnswer *) = {
  media_jpeg_read,
  media_png_read,
  media_svg_read,
  media_webp_read,
  media_tiff_read,
  media_raw_read,
  media_xpm_read,
  media_xbm_read,
  read_exif,
  estimate,
};

void
media_image_read_turned (const ExtractorRequest *request, int orientation, ExtractorAnswer *answer)
{
  g_assert (orientation >= 1 && orientation <= 8);
}

void
media_image_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
}

void
media_image_draw_turned (const ExtractorRequest *request, int orientation, ExtractorAnswer *answer)
{
}

void
media_image_draw (const ExtractorRequest *request, ExtractorAnswer *answer)
{
}

void
media_picture_add (GdkPixbuf *pixbuf, const ExtractorRequest *request, ExtractorAnswer *answer)
{
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  ExtractorRequest request = { .descriptor = memfd_create ("fuzz", MFD_CLOEXEC), .side = 64 };
  ExtractorAnswer  answer;
  g_autoptr (GVariant) fields = NULL;

  g_assert (request.descriptor >= 0);
  if (size > 1) { /* the server refuses empty files */
    request.size = (gint64) size - 1;
    g_assert (write (request.descriptor, data + 1, size - 1) == request.size);
    extractor_answer_init (&answer);
    readers[data[0] % G_N_ELEMENTS (readers)](&request, &answer);
    fields = g_variant_ref_sink (g_variant_builder_end (&answer.fields));
    g_assert (mediary_extraction_fields_are_valid (fields));
    g_assert (mediary_extraction_note_is_valid (answer.note != NULL ? answer.note : ""));
  }
  close (request.descriptor);

  return 0;
}
