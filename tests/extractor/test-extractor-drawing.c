/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extraction/mediary-extractor.h"

#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Small pictures of pictures, made by the real extractor. */

#define URI   "file:///a%20picture.png"
#define MTIME 1700000000

typedef struct {
  gboolean    done;
  const char *note;
  GBytes     *pixels;
  int         width, height;
  gsize       stride;
  GBytes     *png;
} Drawing;

static GMutex lock;
static GCond  drawn;

static void
on_drawn (MediaryExtraction *extraction, gpointer user_data)
{
  Drawing *drawing = user_data;

  g_mutex_lock (&lock);
  drawing->done = TRUE;
  drawing->note = extraction->note;
  drawing->pixels = extraction->pixels != NULL ? g_bytes_ref (extraction->pixels) : NULL;
  drawing->width = extraction->width;
  drawing->height = extraction->height;
  drawing->stride = extraction->stride;
  drawing->png = extraction->png != NULL ? g_bytes_ref (extraction->png) : NULL;
  g_cond_signal (&drawn);
  g_mutex_unlock (&lock);
}

static void
wait_for (Drawing *drawing)
{
  gint64 limit = g_get_monotonic_time () + 180 * G_USEC_PER_SEC;

  g_mutex_lock (&lock);
  while (!drawing->done)
    g_assert_true (g_cond_wait_until (&drawn, &lock, limit));
  g_mutex_unlock (&lock);
}

static void
clear (Drawing *drawing)
{
  g_clear_pointer (&drawing->pixels, g_bytes_unref);
  g_clear_pointer (&drawing->png, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, clear)

static int
make_file (gconstpointer data, gsize size)
{
  g_autofree char *path = NULL;
  int              fd = g_file_open_tmp (NULL, &path, NULL);

  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  g_unlink (path);

  return fd;
}

/* The left half red, the right half half-transparent blue. */
static GdkPixbuf *
paint (int width, int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width, height);
  g_autoptr (GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, width / 2, height);

  gdk_pixbuf_fill (pixbuf, 0x0000ff80);
  gdk_pixbuf_fill (left, 0xff0000ff);

  return pixbuf;
}

static int
make_picture (const char *format, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = paint (width, height);
  g_autofree char *data = NULL;
  gsize            size;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, format, NULL, NULL));

  return make_file (data, size);
}

static MediaryMediaType
type_of (const char *content_type)
{
  return g_str_has_prefix (content_type, "image/") ? MEDIARY_MEDIA_TYPE_IMAGE : MEDIARY_MEDIA_TYPE_VIDEO;
}

static void
draw (int fd, const char *content_type, int size, const char *uri, Drawing *drawing)
{
  MediaryExtractor *extractor = mediary_extractor_new (NULL);

  mediary_extractor_draw (extractor, fd, content_type, type_of (content_type), size, uri, MTIME, on_drawn, drawing);
  wait_for (drawing);
  mediary_extractor_close (extractor);
}

static guint32
get_pixel (Drawing *drawing, int x, int y)
{
  const guint8 *pixels = g_bytes_get_data (drawing->pixels, NULL);
  const guint8 *pixel = pixels + (gsize) y * drawing->stride + (gsize) x * 4;

  return (guint32) pixel[0] << 24 | (guint32) pixel[1] << 16 | (guint32) pixel[2] << 8 | pixel[3];
}

static void
assert_size (Drawing *drawing, int width, int height)
{
  g_assert_null (drawing->note);
  g_assert_cmpint (drawing->width, ==, width);
  g_assert_cmpint (drawing->height, ==, height);
  g_assert_cmpuint (drawing->stride, ==, (gsize) width * 4);
  g_assert_cmpuint (g_bytes_get_size (drawing->pixels), ==, (gsize) width * 4 * (gsize) height);
}

static void
test_a_large_picture_is_made_to_fit (void)
{
  g_auto (Drawing) drawing = { 0 };

  draw (make_picture ("png", 800, 200), "image/png", 128, NULL, &drawing);
  assert_size (&drawing, 128, 32);
  g_assert_cmphex (get_pixel (&drawing, 10, 10), ==, 0xff0000ff);
  g_assert_cmphex (get_pixel (&drawing, 120, 10), ==, 0x0000ff80);
  g_assert_null (drawing.png);
}

static void
test_a_small_picture_stays_small (void)
{
  g_auto (Drawing) drawing = { 0 };

  draw (make_picture ("png", 20, 10), "image/png", 256, NULL, &drawing);
  assert_size (&drawing, 20, 10);
}

static void
test_the_largest_size_is_bounded (void)
{
  g_auto (Drawing) drawing = { 0 };

  draw (make_picture ("png", 3000, 1500), "image/png", 100000, URI, &drawing);
  assert_size (&drawing, 1024, 512);
}

static void
test_a_drawing_of_lines_grows (void)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='4'>"
                            "<rect width='8' height='4' fill='red'/></svg>";
  g_auto (Drawing) drawing = { 0 };

  draw (make_file (svg, strlen (svg)), "image/svg+xml", 64, NULL, &drawing);
  assert_size (&drawing, 64, 32);
  g_assert_cmphex (get_pixel (&drawing, 30, 15), ==, 0xff0000ff);
}

static void
draw_sample (const char *name, const char *content_type, int size, Drawing *drawing)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "extractor", "samples", name, NULL);
  int              fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  draw (fd, content_type, size, NULL, drawing);
}

/* The first picture is red, the second blue. */
static void
test_of_an_animation_the_first_picture_is_drawn (void)
{
  g_auto (Drawing) drawing = { 0 };

  draw_sample ("gif/animated.gif", "image/gif", 64, &drawing);
  assert_size (&drawing, 4, 3);
  g_assert_cmphex (get_pixel (&drawing, 1, 1), ==, 0xff0000ff);
}

/* A camera held upright: the file has it lying on its side. */
static void
test_a_turned_picture_is_drawn_upright (gconstpointer data)
{
  g_autofree char *content_type = g_strdup_printf ("image/%.*s", (int) strcspn (data, "/"), (const char *) data);
  g_auto (Drawing) drawing = { 0 };

  draw_sample (data, content_type, 10, &drawing);
  assert_size (&drawing, 5, 10);
}

static void
test_every_usual_format_is_drawn (void)
{
  static const char *const formats[][2] = {
    { "png", "image/png" }, { "jpeg", "image/jpeg" }, { "bmp", "image/bmp" }, { "tiff", "image/tiff" }, { "ico", "image/vnd.microsoft.icon" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_auto (Drawing) drawing = { 0 };

    draw (make_picture (formats[i][0], 64, 32), formats[i][1], 32, NULL, &drawing);
    assert_size (&drawing, 32, 16);
  }
}

static void
test_xpm_is_drawn_without_a_temporary_file (void)
{
  static const char xpm[] = "/* XPM */\nstatic char *x[] = {\n\"2 1 2 1\",\n\"a c #ff0000\",\n\"b c None\",\n\"ab\"\n};\n";
  g_auto (Drawing) drawing = { 0 };

  draw (make_file (xpm, strlen (xpm)), "image/x-xpixmap", 32, NULL, &drawing);
  assert_size (&drawing, 2, 1);
  g_assert_cmphex (get_pixel (&drawing, 0, 0), ==, 0xff0000ff);
  g_assert_cmphex (get_pixel (&drawing, 1, 0) & 0xff, ==, 0);
}

static void
test_the_png_says_whose_it_is (void)
{
  g_auto (Drawing) drawing = { 0 };
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("png", NULL);
  GdkPixbuf *pixbuf;

  draw (make_picture ("png", 400, 400), "image/png", 128, URI, &drawing);
  assert_size (&drawing, 128, 128);
  g_assert_nonnull (drawing.png);

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, drawing.png, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 128);
  g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "tEXt::Thumb::URI"), ==, URI);
  g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "tEXt::Thumb::MTime"), ==, "1700000000");
}

static void
draw_cached (GBytes *png, const char *uri, gint64 mtime, Drawing *drawing)
{
  MediaryExtractor *extractor = mediary_extractor_new (NULL);
  gsize             size;
  gconstpointer     data = g_bytes_get_data (png, &size);

  mediary_extractor_draw_cached (extractor, make_file (data, size), 64, uri, mtime, on_drawn, drawing);
  wait_for (drawing);
  mediary_extractor_close (extractor);
}

static void
test_a_cached_picture_is_used_while_it_is_true (void)
{
  g_auto (Drawing) made = { 0 }, same = { 0 }, other_time = { 0 }, other_file = { 0 }, cut = { 0 };
  g_autoptr (GBytes) half = NULL;

  draw (make_picture ("png", 400, 400), "image/png", 128, URI, &made);
  half = g_bytes_new_from_bytes (made.png, 0, g_bytes_get_size (made.png) / 2);

  draw_cached (made.png, URI, MTIME, &same);
  assert_size (&same, 64, 64);

  draw_cached (made.png, URI, MTIME + 1, &other_time);
  g_assert_cmpstr (other_time.note, ==, MEDIARY_NOTE_DAMAGED);
  g_assert_null (other_time.pixels);

  draw_cached (made.png, "file:///b.png", MTIME, &other_file);
  g_assert_cmpstr (other_file.note, ==, MEDIARY_NOTE_DAMAGED);
  g_assert_null (other_file.pixels);

  draw_cached (half, URI, MTIME, &cut);
  g_assert_cmpstr (cut.note, ==, MEDIARY_NOTE_DAMAGED);
  g_assert_null (cut.pixels);
}

static void
test_what_cannot_be_drawn_is_said (void)
{
  static const struct {
    const char *content_type;
    const char *note;
  } vectors[] = {
    { "image/png", MEDIARY_NOTE_DAMAGED },
    { "image/x-no-such-format", MEDIARY_NOTE_NO_DECODER },
    { "video/mp4", MEDIARY_NOTE_DAMAGED },
    { "audio/mpeg", MEDIARY_NOTE_NO_DECODER },
    { "text/plain", MEDIARY_NOTE_NO_DECODER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    g_auto (Drawing) drawing = { 0 };

    draw (make_file ("not a picture", 13), vectors[i].content_type, 64, URI, &drawing);
    g_assert_cmpstr (drawing.note, ==, vectors[i].note);
    g_assert_null (drawing.pixels);
    g_assert_null (drawing.png);
  }
}

/* A few bytes that would be gigabytes of pixels. The child may refuse or die of it; the next picture is drawn. */
static void
test_a_bomb_does_not_keep_others_from_being_drawn (void)
{
  static const char bomb[] = "#define x_width 2147483647\n#define x_height 2147483647\n";
  static const char pnm[] = "P6\n60000 60000\n255\n....";
  MediaryExtractor *extractor = mediary_extractor_new (NULL);
  g_auto (Drawing) first = { 0 }, second = { 0 }, third = { 0 };

  mediary_extractor_draw (extractor, make_file (bomb, strlen (bomb)), "image/x-xbitmap", MEDIARY_MEDIA_TYPE_IMAGE, 64, NULL, 0, on_drawn, &first);
  mediary_extractor_draw (extractor, make_file (pnm, strlen (pnm)), "image/x-portable-pixmap", MEDIARY_MEDIA_TYPE_IMAGE, 64, NULL, 0, on_drawn,
                          &second);
  mediary_extractor_draw (extractor, make_picture ("png", 64, 64), "image/png", MEDIARY_MEDIA_TYPE_IMAGE, 64, NULL, 0, on_drawn, &third);
  wait_for (&first);
  wait_for (&second);
  wait_for (&third);
  mediary_extractor_close (extractor);

  g_assert_nonnull (first.note);
  g_assert_nonnull (second.note);
  assert_size (&third, 64, 64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/drawing/a-large-picture-is-made-to-fit", test_a_large_picture_is_made_to_fit);
  g_test_add_func ("/drawing/a-small-picture-stays-small", test_a_small_picture_stays_small);
  g_test_add_func ("/drawing/the-largest-size-is-bounded", test_the_largest_size_is_bounded);
  g_test_add_func ("/drawing/a-drawing-of-lines-grows", test_a_drawing_of_lines_grows);
  g_test_add_data_func ("/drawing/a-turned-picture-is-drawn-upright/jpeg", "jpeg/turned.jpg",
                        test_a_turned_picture_is_drawn_upright);
  g_test_add_data_func ("/drawing/a-turned-picture-is-drawn-upright/png", "png/turned.png",
                        test_a_turned_picture_is_drawn_upright);
  g_test_add_data_func ("/drawing/a-turned-picture-is-drawn-upright/webp", "webp/turned.webp",
                        test_a_turned_picture_is_drawn_upright);
  g_test_add_func ("/drawing/of-an-animation-the-first-picture-is-drawn", test_of_an_animation_the_first_picture_is_drawn);
  g_test_add_func ("/drawing/every-usual-format-is-drawn", test_every_usual_format_is_drawn);
  g_test_add_func ("/drawing/xpm-is-drawn-without-a-temporary-file", test_xpm_is_drawn_without_a_temporary_file);
  g_test_add_func ("/drawing/the-png-says-whose-it-is", test_the_png_says_whose_it_is);
  g_test_add_func ("/drawing/a-cached-picture-is-used-while-it-is-true", test_a_cached_picture_is_used_while_it_is_true);
  g_test_add_func ("/drawing/what-cannot-be-drawn-is-said", test_what_cannot_be_drawn_is_said);
  g_test_add_func ("/drawing/a-bomb-does-not-keep-others-from-being-drawn",
                   test_a_bomb_does_not_keep_others_from_being_drawn);

  return g_test_run ();
}
