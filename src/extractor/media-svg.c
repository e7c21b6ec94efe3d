/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-svg.h"

#include "media-image.h"

#include <math.h>
#include <string.h>

/*
 * The natural size of an SVG, from its outermost element.
 *
 * That is all that has to be read, where the loader would read and build the whole drawing, and take an inch for 90
 * pixels instead of the 96 that it is by now. Drawings that do not say their size plainly are left to the loader.
 */

#define CHUNK        4096
#define MOST_TO_READ (256 * 1024) /* a long comment may come first */

typedef struct {
  gboolean found;
  double   width, height; /* 0: not said, or said in percent; NAN: depends on something that we do not read */
  double   box_width, box_height;
} Root;

/* "30mm" in pixels; 0 for "100%", NAN for what depends on a font, or is no length. */
static double
parse_length (const char *text)
{
  static const struct {
    const char *unit;
    double      pixels;
  } units[] = {
    { "", 1 }, { "px", 1 }, { "in", 96 }, { "cm", 96 / 2.54 }, { "mm", 96 / 25.4 }, { "pt", 96 / 72.0 }, { "pc", 16 }
  };
  char  *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text || !isfinite (value) || value <= 0)
    return NAN;

  g_strstrip (end);
  if (strcmp (end, "%") == 0)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (end, units[i].unit) == 0)
      return value * units[i].pixels;

  return NAN;
}

/* The last two of four numbers, between blanks or commas. */
static void
parse_box (const char *text, Root *root)
{
  double numbers[4];
  char  *end = (char *) text;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    text = end + strspn (end, " \t\r\n,");
    numbers[i] = g_ascii_strtod (text, &end);
    if (end == text || !isfinite (numbers[i]))
      return;
  }

  root->box_width = numbers[2];
  root->box_height = numbers[3];
}

static void
read_attribute (Root *root, const char *name, const char *value, gboolean *is_plain)
{
  g_autofree char *copy = g_strdup (value);

  if (strcmp (name, "width") == 0)
    root->width = parse_length (copy);
  else if (strcmp (name, "height") == 0)
    root->height = parse_length (copy);
  else if (strcmp (name, "viewBox") == 0)
    parse_box (copy, root);
  else if (strcmp (name, "style") == 0 && (strstr (value, "width") != NULL || strstr (value, "height") != NULL))
    *is_plain = FALSE;
}

/* What is not said follows from the box, in its proportions. */
static void
complete (Root *root)
{
  if (root->box_width <= 0 || root->box_height <= 0)
    return;

  if (root->width == 0 && root->height == 0) {
    root->width = root->box_width;
    root->height = root->box_height;
  } else if (root->width == 0) {
    root->width = root->height * root->box_width / root->box_height;
  } else if (root->height == 0) {
    root->height = root->width * root->box_height / root->box_width;
  }
}

static void
on_start_element (GMarkupParseContext *context, const char *element, const char **names, const char **values,
                  gpointer user_data, GError **error)
{
  Root       *root = user_data;
  const char *colon = strchr (element, ':');
  gboolean    is_plain = strcmp (colon != NULL ? colon + 1 : element, "svg") == 0;

  for (gsize i = 0; names[i] != NULL; i++)
    read_attribute (root, names[i], values[i], &is_plain);
  complete (root);

  root->found = is_plain && root->width > 0 && root->height > 0; /* NAN is not */
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "That is all we want to know");
}

static void
read_root (const ExtractorRequest *request, Root *root)
{
  static const GMarkupParser parser = { .start_element = on_start_element };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, root, NULL);
  char   chunk[CHUNK];
  gint64 offset = 0;
  gssize n_read;

  do {
    n_read = extractor_request_read (request, offset, chunk, sizeof chunk);
    offset += MAX (n_read, 0);
  } while (n_read > 0 && offset <= MOST_TO_READ && g_markup_parse_context_parse (context, chunk, n_read, NULL));
}

/* Adds the size of a drawing; a part of a pixel is a pixel. */
void
media_svg_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  Root root = { 0 };

  read_root (request, &root);
  if (root.found && root.width < G_MAXINT && root.height < G_MAXINT)
    extractor_answer_add_dimensions (answer, (gint64) ceil (root.width), (gint64) ceil (root.height), 1);
  else
    media_image_read (request, answer);
}
