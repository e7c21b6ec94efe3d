/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-xpm.h"

#include "media-picture.h"
#include "mediary-metadata.h"

#include <stdio.h>
#include <string.h>

/* The two picture formats that are C source. gdk-pixbuf's loaders for them copy the file to a temporary one, which we
 * may not write; their headers are a line of text, and gdk-pixbuf draws an XPM from strings in memory as well. */

#define HEADER_SIZE  4096
#define MOST_TO_DRAW (16 * 1024 * 1024)
#define MOST_PIXELS  (64.0 * 1024 * 1024)

static char *
read_text (const ExtractorRequest *request, gsize most)
{
  gsize            size = (gsize) MIN (request->size, (gint64) most);
  g_autofree char *text = g_malloc0 (size + 1);

  return extractor_request_read (request, 0, text, size) > 0 ? g_steal_pointer (&text) : NULL;
}

/* The first string of an XPM begins with its width, its height and its number of colours. */
static gboolean
parse_xpm_header (const char *text, int *width, int *height)
{
  const char *quote = strchr (text, '"');
  int         n_colors;

  return quote != NULL && sscanf (quote + 1, " %9d %9d %9d", width, height, &n_colors) == 3 && *width > 0 &&
    *height > 0 && n_colors > 0;
}

void
media_xpm_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autofree char *text = read_text (request, HEADER_SIZE);
  int              width, height;

  if (text != NULL && parse_xpm_header (text, &width, &height))
    extractor_answer_add_dimensions (answer, width, height, 1);
  else
    answer->note = MEDIARY_NOTE_DAMAGED;
}

/* The strings of the source @text, which is cut up. Ends with NULL: whatever the header claims, nobody reads further. */
static GPtrArray *
find_strings (char *text)
{
  GPtrArray *strings = g_ptr_array_new ();
  char      *quote = strchr (text, '"');

  while (quote != NULL) {
    char *end = strchr (quote + 1, '"');

    if (end == NULL)
      break;

    *end = '\0';
    g_ptr_array_add (strings, quote + 1);
    quote = strchr (end + 1, '"');
  }

  g_ptr_array_add (strings, NULL);
  return strings;
}

void
media_xpm_draw (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autofree char *text = read_text (request, MOST_TO_DRAW);
  g_autoptr (GPtrArray) strings = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  int width, height;

  if (text != NULL && parse_xpm_header (text, &width, &height) && (double) width * height <= MOST_PIXELS) {
    strings = find_strings (text);
    pixbuf = gdk_pixbuf_new_from_xpm_data ((const char **) strings->pdata);
  }

  if (pixbuf != NULL)
    media_picture_add (pixbuf, request, answer);
  else
    answer->note = MEDIARY_NOTE_DAMAGED;
}

/* The number at the end of the line "#define anything_width 16". */
static int
find_define (const char *text, const char *name)
{
  const char *at = strstr (text, name);
  int         value = 0;

  return at != NULL && sscanf (at + strlen (name), " %9d", &value) == 1 ? value : 0;
}

void
media_xbm_read (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  g_autofree char *text = read_text (request, HEADER_SIZE);
  int              width = text != NULL ? find_define (text, "_width") : 0;
  int              height = text != NULL ? find_define (text, "_height") : 0;

  if (width > 0 && height > 0)
    extractor_answer_add_dimensions (answer, width, height, 1);
  else
    answer->note = MEDIARY_NOTE_DAMAGED;
}
