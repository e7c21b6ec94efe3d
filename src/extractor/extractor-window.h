/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-request.h"

G_BEGIN_DECLS

#define EXTRACTOR_WINDOW_SIZE 4096

/* The part of a file that was last looked at. */
typedef struct {
  const ExtractorRequest *request;
  gint64                  start; /* of bytes, in the file */
  gsize                   size;
  guint8                  bytes[EXTRACTOR_WINDOW_SIZE];
} ExtractorWindow;

void          extractor_window_init (ExtractorWindow        *self,
                                     const ExtractorRequest *request);
const guint8 *extractor_window_look (ExtractorWindow *self,
                                     gint64           offset,
                                     gsize            size);
guint8       *extractor_window_dup (ExtractorWindow *self,
                                    gint64           offset,
                                    gsize            size) G_GNUC_WARN_UNUSED_RESULT;

static inline guint32
extractor_get_big (const guint8 *bytes, guint n_bytes)
{
  guint32 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | bytes[i];

  return value;
}

static inline guint32
extractor_get_little (const guint8 *bytes, guint n_bytes)
{
  guint32 value = 0;

  for (guint i = n_bytes; i-- > 0;)
    value = value << 8 | bytes[i];

  return value;
}

G_END_DECLS
