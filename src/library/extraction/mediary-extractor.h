/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-metadata.h"

G_BEGIN_DECLS

typedef struct _MediaryExtractor MediaryExtractor;

/* What became of one file. All of it belongs to the extractor, and goes when the function returns: take a reference. */
typedef struct {
  GVariant   *fields; /* a{sv}, or NULL */
  const char *note;   /* a MEDIARY_NOTE_ string that lives for ever, or NULL when nothing went wrong */
  GBytes     *pixels; /* RGBA, or NULL */
  int         width;
  int         height;
  gsize       stride;
  GBytes     *png; /* the same picture for the desktop's cache, or NULL */
} MediaryExtraction;

typedef void (*MediaryExtractionFunc) (MediaryExtraction *extraction,
                                       gpointer           user_data);

MediaryExtractor *mediary_extractor_new (const char *program) G_GNUC_WARN_UNUSED_RESULT;
void              mediary_extractor_close (MediaryExtractor *self);

void mediary_extractor_read (MediaryExtractor     *self,
                             int                   fd,
                             const char           *content_type,
                             MediaryMediaType      type,
                             gint64                deadline,
                             MediaryExtractionFunc func,
                             gpointer              user_data);
void mediary_extractor_draw (MediaryExtractor     *self,
                             int                   fd,
                             const char           *content_type,
                             MediaryMediaType      type,
                             int                   size,
                             const char           *thumb_uri,
                             gint64                thumb_mtime,
                             MediaryExtractionFunc func,
                             gpointer              user_data);
void mediary_extractor_draw_cached (MediaryExtractor     *self,
                                    int                   fd,
                                    int                   size,
                                    const char           *thumb_uri,
                                    gint64                thumb_mtime,
                                    MediaryExtractionFunc func,
                                    gpointer              user_data);

/* For tests. */
void mediary_extractor_set_deadlines (MediaryExtractor *self,
                                      gint64            for_file,
                                      gint64            for_start,
                                      gint64            for_idle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryExtractor, mediary_extractor_close)

G_END_DECLS
