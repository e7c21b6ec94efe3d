/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stand-in.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * In the place of glycin's loaders: decodes one picture, which comes over standard input, by gdk-pixbuf. A file that is but
 * a mark makes it do what a file that has taken it over might.
 */

typedef struct {
  guint32 wanted_width, wanted_height;
  guint32 width, height; /* in the file */
} Size;

static void
misbehave (GBytes *file)
{
  gsize       size;
  const char *bytes = g_bytes_get_data (file, &size);

  if (size == 5 && memcmp (bytes, "!spin", 5) == 0)
    for (;;)
      ;
  if (size == 5 && memcmp (bytes, "!fail", 5) == 0)
    abort ();
  if (size == 5 && memcmp (bytes, "!stay", 5) == 0) { /* with children of its own, to be left behind */
    fork ();
    for (;;)
      sleep (1000);
  }
}

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Size  *size = user_data;
  double scale = MIN ((double) size->wanted_width / width, (double) size->wanted_height / height);

  size->width = (guint32) width;
  size->height = (guint32) height;
  if (gdk_pixbuf_format_is_scalable (gdk_pixbuf_loader_get_format (loader)))
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale + 0.5)), MAX (1, (int) (height * scale + 0.5)));
}

static GVariant *
make_words (GdkPixbuf *pixbuf)
{
  g_autoptr (GHashTable) options = gdk_pixbuf_get_options (pixbuf);
  GVariantBuilder words;
  GHashTableIter  iter;
  gpointer        key, value;

  g_variant_builder_init (&words, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, options);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix (key, "tEXt::"))
      g_variant_builder_add (&words, "{ss}", (const char *) key + strlen ("tEXt::"), value);

  return g_variant_builder_end (&words);
}

static GVariant *
decode (GBytes *file, Size *size, gboolean upright)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GBytes) pixels = NULL;
  gboolean fed;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), size);
  fed = gdk_pixbuf_loader_write_bytes (loader, file, NULL);
  fed = gdk_pixbuf_loader_close (loader, NULL) && fed;
  if (!fed)
    return NULL;

  pixbuf = upright ? gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader))
                   : g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
  pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return g_variant_new ("(uuuuub@a{ss}@ay)", size->width, size->height, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                        gdk_pixbuf_get_rowstride (pixbuf), gdk_pixbuf_get_has_alpha (pixbuf), make_words (pixbuf),
                        g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, pixels, TRUE));
}

static GVariant *
encode (GBytes *pixels, guint32 width, guint32 height, GVariant *words)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_bytes (pixels, GDK_COLORSPACE_RGB, TRUE, 8, (int) width, (int) height, (int) width * 4);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GBytes) png = NULL;
  GVariantIter iter;
  const char  *name, *value;
  char        *data;
  gsize        size;

  g_variant_iter_init (&iter, words);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value)) {
    g_ptr_array_add (names, g_strconcat ("tEXt::", name, NULL));
    g_ptr_array_add (values, (char *) value);
  }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (values, NULL);
  if (!gdk_pixbuf_save_to_bufferv (pixbuf, &data, &size, "png", (char **) names->pdata, (char **) values->pdata, NULL))
    return NULL;

  png = g_bytes_new_take (data, size);
  return g_variant_new ("(uuuuub@a{ss}@ay)", width, height, width, height, 0, TRUE, g_variant_new ("a{ss}", NULL),
                        g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, png, TRUE));
}

int
main (void)
{
  g_autoptr (GBytes) asked = stand_in_receive (STDIN_FILENO);
  g_autoptr (GVariant) question = g_variant_ref_sink (g_variant_new_from_bytes (STAND_IN_QUESTION, asked, TRUE));
  g_autoptr (GVariant) words = NULL;
  g_autoptr (GVariant) array = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean  encodes, upright;
  Size      size = { 0 };
  GVariant *answer;

  g_variant_get (question, "(buub@a{ss}@ay)", &encodes, &size.wanted_width, &size.wanted_height, &upright, &words, &array);
  bytes = g_variant_get_data_as_bytes (array);
  if (!encodes)
    misbehave (bytes);

  answer = encodes ? encode (bytes, size.wanted_width, size.wanted_height, words) : decode (bytes, &size, upright);

  _exit (answer != NULL && stand_in_send (STDIN_FILENO, answer) ? 0 : 1); /* what libraries keep is nobody's business */
}
