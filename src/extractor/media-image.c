/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-image.h"

#include "extractor-starter.h"
#include "media-picture.h"
#include "media-png.h"
#include "mediary-metadata.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <string.h>

/* Pictures, through gdk-pixbuf. The loader is made for the file's content type: it does not guess again. */

#define FIRST_CHUNK  4096 /* holds most headers */
#define LATER_CHUNK  (32 * 1024)
#define MOST_TO_READ (128 * 1024 * 1024) /* a loader may keep all it was given */

typedef struct {
  int side; /* the most pixels wanted either way; 0: none, only the size is */
  int width;
  int height;
} Wish;

/* Fits the picture into the square that is wanted. A drawing of lines may grow to it, a photo may not. */
static void
fit (const Wish *wish, gboolean may_grow, int *width, int *height)
{
  double scale = MIN ((double) wish->side / *width, (double) wish->side / *height);

  if (scale >= 1 && !may_grow)
    return;

  *width = MAX (1, (int) (*width * scale + 0.5));
  *height = MAX (1, (int) (*height * scale + 0.5));
}

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Wish *wish = user_data;

  wish->width = width;
  wish->height = height;

  if (wish->side > 0 && width > 0 && height > 0) {
    GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);

    fit (wish, format != NULL && gdk_pixbuf_format_is_scalable (format), &width, &height);
  } else {
    width = height = 0; /* which makes the loader stop */
  }

  gdk_pixbuf_loader_set_size (loader, width, height);
}

static gboolean
handles (GdkPixbufFormat *format, const char *content_type)
{
  g_auto (GStrv) mime_types = gdk_pixbuf_format_get_mime_types (format);

  for (gsize i = 0; mime_types[i] != NULL; i++)
    if (g_content_type_equals (mime_types[i], content_type))
      return TRUE;

  return FALSE;
}

/* The name of the loader of @content_type, or NULL. The same type goes by several names, and loaders know one or two. */
static char *
find_loader (const char *content_type)
{
  GSList *formats = gdk_pixbuf_get_formats ();
  char   *name = NULL;

  for (GSList *l = formats; l != NULL && name == NULL; l = l->next)
    if (handles (l->data, content_type))
      name = gdk_pixbuf_format_get_name (l->data);

  g_slist_free (formats);
  return name;
}

/* Like find_loader(), remembering the last answer: files come in heaps of one type. */
static const char *
get_loader_name (const char *content_type)
{
  static char *last_type, *last_name;

  if (g_strcmp0 (last_type, content_type) != 0) {
    g_free (last_type);
    g_free (last_name);
    last_type = g_strdup (content_type);
    last_name = find_loader (content_type);
  }

  return last_name;
}

static GdkPixbufLoader *
make_loader (const char *content_type)
{
  const char *name = get_loader_name (content_type);

  return name != NULL ? gdk_pixbuf_loader_new_with_type (name, NULL) : NULL;
}

/* TRUE if the loader knows all that is wanted: the size, where that is all, or the first picture of an animation. */
static gboolean
is_satisfied (GdkPixbufLoader *loader, const Wish *wish)
{
  GdkPixbufAnimation *animation;

  if (wish->side == 0)
    return wish->width > 0;

  animation = gdk_pixbuf_loader_get_animation (loader);

  return animation != NULL && !gdk_pixbuf_animation_is_static_image (animation); /* a second picture has begun */
}

/* Gives the loader the file until it is satisfied or fails. FALSE: it had more to say against the file. */
static gboolean
feed (GdkPixbufLoader *loader, const ExtractorRequest *request, const Wish *wish)
{
  g_autofree guint8 *chunk = g_malloc (LATER_CHUNK);
  gint64             offset = 0;
  gboolean           fed = TRUE;
  gboolean           satisfied = FALSE;

  while (fed && !satisfied && offset < MOST_TO_READ) {
    gssize n_read = extractor_request_read (request, offset, chunk, offset == 0 ? FIRST_CHUNK : LATER_CHUNK);

    if (n_read <= 0)
      break;

    fed = gdk_pixbuf_loader_write (loader, chunk, (gsize) n_read, NULL);
    offset += n_read;
    satisfied = is_satisfied (loader, wish);
  }

  return (gdk_pixbuf_loader_close (loader, NULL) && fed) || satisfied; /* some answer only now */
}

static void
measure (const ExtractorRequest *request, Wish *wish, ExtractorAnswer *answer)
{
  g_autoptr (GdkPixbufLoader) loader = make_loader (request->content_type);

  if (loader == NULL) {
    answer->note = MEDIARY_NOTE_NO_DECODER;
    return;
  }

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), wish);
  feed (loader, request, wish);
}

/* Adds the size of a picture that has to be turned by @orientation. */
void
media_image_read_turned (const ExtractorRequest *request, int orientation, ExtractorAnswer *answer)
{
  Wish wish = { 0 };

  if (extractor_starter_is_there ())
    extractor_starter_measure (request, &wish.width, &wish.height, answer);
  else
    measure (request, &wish, answer);

  if (wish.width > 0 && wish.height > 0)
    extractor_answer_add_dimensions (answer, wish.width, wish.height, orientation);
  else if (answer->note == NULL)
    answer->note = MEDIARY_NOTE_DAMAGED;
}

void
media_image_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  media_image_read_turned (request, 1, answer);
}

/* What the loader makes of the file, in full or as far as it is good; NULL: nothing. */
GdkPixbuf *
media_image_load (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GdkPixbufLoader) loader = make_loader (request->content_type);
  Wish       wish = { .side = request->side };
  GdkPixbuf *pixbuf;

  if (loader == NULL) {
    answer->note = MEDIARY_NOTE_NO_DECODER;
    return NULL;
  }

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &wish);
  if (!feed (loader, request, &wish))
    answer->note = MEDIARY_NOTE_DAMAGED;

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    answer->note = MEDIARY_NOTE_DAMAGED;

  return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
}

/* Draws a picture small, the right way up. @orientation is for formats whose loader does not see it. */
void
media_image_draw_turned (const ExtractorRequest *request, int orientation, ExtractorAnswer *answer)
{
  g_autoptr (GdkPixbuf) pixbuf = media_image_load (request, answer);
  g_autofree char *turn = g_strdup_printf ("%d", orientation);

  if (pixbuf == NULL)
    return;

  gdk_pixbuf_set_option (pixbuf, "orientation", turn); /* does nothing where the loader has said it */
  media_picture_add (pixbuf, request, answer);
}

void
media_image_draw (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  media_image_draw_turned (request, 1, answer);
}

/* TRUE if @pixbuf says that it shows the file that was asked for, as that was when it was last changed. */
static gboolean
is_still_true (GdkPixbuf *pixbuf, const ExtractorRequest *request)
{
  g_autofree char *mtime = g_strdup_printf ("%" G_GINT64_FORMAT, request->thumb_mtime);

  return g_strcmp0 (gdk_pixbuf_get_option (pixbuf, "tEXt::Thumb::URI"), request->thumb_uri) == 0 &&
    g_strcmp0 (gdk_pixbuf_get_option (pixbuf, "tEXt::Thumb::MTime"), mtime) == 0;
}

/* Draws a PNG of the desktop's thumbnail cache, if it is whole and shows the right file. */
void
media_image_draw_cached (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autoptr (GdkPixbuf) pixbuf = media_image_load (request, answer);
  ExtractorRequest pixels_only = *request;

  pixels_only.thumb_uri = NULL;
  if (pixbuf != NULL && answer->note == NULL && media_png_is_whole (request) && is_still_true (pixbuf, request))
    media_picture_add (pixbuf, &pixels_only, answer);
  else
    answer->note = MEDIARY_NOTE_DAMAGED;
}
