/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-glycin.h"

#include "extraction/mediary-extraction-protocol.h"
#include "media-drawing.h"
#include "media-picture.h"
#include "media-png.h"
#include "mediary-metadata.h"

#include <gio/gio.h>
#include <glycin.h>

/*
 * Pictures, through glycin. It decodes in programs of its own, called loaders; we are but who asks them, and are given
 * pixels. That they have no sandbox is said to it because they have ours, from the moment that they are started.
 */

#define MOST_TO_READ (128 * 1024 * 1024)

/* All of the file, since a loader is given it in one go. */
static GBytes *
read_file (const ExtractorRequest *request)
{
  gsize              size = (gsize) CLAMP (request->size, 0, MOST_TO_READ);
  g_autofree guint8 *bytes = g_malloc (MAX (size, 1));
  gssize             n_read = extractor_request_read (request, 0, bytes, size);
  g_autoptr (GBytes) file = g_bytes_new_take (g_steal_pointer (&bytes), (gsize) MAX (n_read, 0));

  return media_drawing_is_one (request->content_type) ? media_drawing_prepare (file) : g_steal_pointer (&file);
}

static gboolean
has_loader (const char *content_type)
{
  g_auto (GStrv) mime_types = gly_loader_get_mime_types ();

  for (gsize i = 0; mime_types != NULL && mime_types[i] != NULL; i++)
    if (g_content_type_equals (mime_types[i], content_type))
      return TRUE;

  return FALSE;
}

/* As it lies in the file, or @upright. The answer has a note if there is none. */
static GlyImage *
open_image (const ExtractorRequest *request, gboolean upright, ExtractorAnswer *answer)
{
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GlyLoader) loader = NULL;
  GlyImage *image;

  if (!has_loader (request->content_type)) {
    answer->note = MEDIARY_NOTE_NO_DECODER;
    return NULL;
  }

  file = read_file (request);
  loader = gly_loader_new_for_bytes (file);
  gly_loader_set_sandbox_selector (loader, GLY_SANDBOX_SELECTOR_NOT_SANDBOXED);
  gly_loader_set_accepted_memory_formats (loader, GLY_MEMORY_SELECTION_R8G8B8A8 | GLY_MEMORY_SELECTION_R8G8B8);
  gly_loader_set_apply_transformations (loader, upright);

  image = gly_loader_load (loader, NULL);
  if (image == NULL)
    answer->note = MEDIARY_NOTE_DAMAGED;

  return image;
}

/* Adds the size of the picture as it lies in the file; who asked knows how it is to be turned. */
void
media_glycin_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GlyImage) image = open_image (request, FALSE, answer);

  if (image != NULL)
    extractor_answer_add_dimensions (answer, gly_image_get_width (image), gly_image_get_height (image), 1);
}

/* The pixels where they are; NULL if the loader claims more than it gave. */
static GdkPixbuf *
make_pixbuf (GlyFrame *frame)
{
  GBytes  *bytes = gly_frame_get_buf_bytes (frame);
  gboolean has_alpha = gly_memory_format_has_alpha (gly_frame_get_memory_format (frame));
  guint64  width = gly_frame_get_width (frame);
  guint64  height = gly_frame_get_height (frame);
  guint64  stride = gly_frame_get_stride (frame);
  guint64  row = width * (has_alpha ? 4 : 3);

  if (width < 1 || width > MEDIARY_EXTRACTION_SIDE_MAX || height < 1 || height > MEDIARY_EXTRACTION_SIDE_MAX ||
      stride < row || stride > G_MAXINT || stride * (height - 1) + row > g_bytes_get_size (bytes))
    return NULL;

  return gdk_pixbuf_new_from_bytes (bytes, GDK_COLORSPACE_RGB, has_alpha, 8, (int) width, (int) height, (int) stride);
}

/* The first picture of the file. A drawing grows or shrinks to what is wanted, a photo comes as it is. */
static GdkPixbuf *
load_frame (GlyImage *image, const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GlyFrameRequest) wish = gly_frame_request_new ();
  g_autoptr (GlyFrame) frame = NULL;
  GdkPixbuf *pixbuf;

  gly_frame_request_set_scale (wish, (guint32) request->side, (guint32) request->side);
  frame = gly_image_get_specific_frame (image, wish, NULL);
  pixbuf = frame != NULL ? make_pixbuf (frame) : NULL;
  if (pixbuf == NULL)
    answer->note = MEDIARY_NOTE_DAMAGED;

  return pixbuf;
}

/* What the thumbnail specification asks for. */
static void
add_words (GlyCreator *creator, const ExtractorRequest *request)
{
  g_autofree char  *mtime = g_strdup_printf ("%" G_GINT64_FORMAT, request->thumb_mtime);
  g_autofree char  *size = g_strdup_printf ("%" G_GINT64_FORMAT, request->size);
  const char *const words[][2] = {
    { "Thumb::URI", request->thumb_uri }, { "Thumb::MTime", mtime }, { "Thumb::Size", size }, { "Thumb::Mimetype", request->content_type }, { "Software", "Mediary" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    gly_creator_add_metadata_key_value (creator, words[i][0], words[i][1]);
}

/* The picture that is in the answer, as a PNG. Without it, the picture is still shown. */
static void
add_png (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GBytes) pixels = g_bytes_new (answer->pixels, (gsize) answer->width * 4 * (gsize) answer->height);
  g_autoptr (GlyCreator) creator = gly_creator_new ("image/png", NULL);
  g_autoptr (GlyNewFrame) frame = NULL;
  g_autoptr (GlyEncodedImage) encoded = NULL;
  g_autoptr (GBytes) png = NULL;

  if (creator == NULL)
    return;

  gly_creator_set_sandbox_selector (creator, GLY_SANDBOX_SELECTOR_NOT_SANDBOXED);
  add_words (creator, request);
  gly_creator_set_encoding_compression (creator, 1);
  frame = gly_creator_add_frame (creator, (guint32) answer->width, (guint32) answer->height, GLY_MEMORY_R8G8B8A8, pixels, NULL);
  encoded = frame != NULL ? gly_creator_create (creator, NULL) : NULL;
  png = encoded != NULL ? gly_encoded_image_get_data (encoded) : NULL;

  if (png != NULL && g_bytes_get_size (png) <= MEDIARY_EXTRACTION_PNG_MAX)
    answer->png = g_memdup2 (g_bytes_get_data (png, &answer->png_size), g_bytes_get_size (png));
}

static void
draw (GlyImage *image, const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GdkPixbuf) pixbuf = load_frame (image, request, answer);
  ExtractorRequest pixels_only = *request;

  if (pixbuf == NULL)
    return;

  pixels_only.thumb_uri = NULL;
  media_picture_add (pixbuf, &pixels_only, answer);
  if (request->thumb_uri != NULL)
    add_png (request, answer);
}

/* Draws a picture small, the right way up. */
void
media_glycin_draw (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GlyImage) image = open_image (request, TRUE, answer);

  if (image != NULL)
    draw (image, request, answer);
}

/* TRUE if the picture says that it shows the file that was asked for, as that was when it was last changed. */
static gboolean
is_still_true (GlyImage *image, const ExtractorRequest *request)
{
  g_autofree char *uri = (char *) gly_image_get_metadata_key_value (image, "Thumb::URI");
  g_autofree char *changed = (char *) gly_image_get_metadata_key_value (image, "Thumb::MTime");
  g_autofree char *mtime = g_strdup_printf ("%" G_GINT64_FORMAT, request->thumb_mtime);

  return g_strcmp0 (uri, request->thumb_uri) == 0 && g_strcmp0 (changed, mtime) == 0;
}

/* Draws a PNG of the desktop's thumbnail cache, if it is whole and shows the right file. */
void
media_glycin_draw_cached (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GlyImage) image = open_image (request, TRUE, answer);
  ExtractorRequest pixels_only = *request;

  pixels_only.thumb_uri = NULL;
  if (image != NULL && media_png_is_whole (request) && is_still_true (image, request))
    draw (image, &pixels_only, answer);
  else
    answer->note = MEDIARY_NOTE_DAMAGED;
}
