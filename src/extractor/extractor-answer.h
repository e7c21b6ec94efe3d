/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said of a file: fields, what went wrong if anything did, and the picture that was drawn. */
typedef struct {
  GVariantBuilder fields; /* a{sv} */
  const char     *note;   /* a MEDIARY_NOTE_ string, or NULL */

  guint8 *pixels; /* RGBA, rows without gaps; or NULL */
  int     width;
  int     height;
  char   *png; /* or NULL */
  gsize   png_size;
} ExtractorAnswer;

void     extractor_answer_init (ExtractorAnswer *self);
void     extractor_answer_clear (ExtractorAnswer *self);
gboolean extractor_answer_send (ExtractorAnswer *self,
                                int              socket,
                                guint32          serial);

void extractor_answer_add_integer (ExtractorAnswer *self,
                                   const char      *field,
                                   gint64           value,
                                   gint64           most);
void extractor_answer_add_number (ExtractorAnswer *self,
                                  const char      *field,
                                  double           value);
void extractor_answer_add_text (ExtractorAnswer *self,
                                const char      *field,
                                const char      *text);
void extractor_answer_add_dimensions (ExtractorAnswer *self,
                                      gint64           width,
                                      gint64           height,
                                      int              orientation);

G_END_DECLS
