/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file, and what is asked of it. */
typedef struct {
  int           descriptor;
  const guint8 *bytes; /* NULL, or what is read instead of a file: a picture that was within one */
  gint64        size;  /* of the file, in bytes */
  const char   *content_type;

  /* To draw. */
  int         side;      /* the most pixels either way */
  const char *thumb_uri; /* NULL: no PNG is wanted */
  gint64      thumb_mtime;
} ExtractorRequest;

gssize extractor_request_read (const ExtractorRequest *self,
                               gint64                  offset,
                               void                   *data,
                               gsize                   size);

G_END_DECLS
