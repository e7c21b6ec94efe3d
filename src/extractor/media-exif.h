/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-answer.h"

G_BEGIN_DECLS

#define MEDIA_EXIF_MARK      "Exif\0"
#define MEDIA_EXIF_MARK_SIZE 6
#define MEDIA_EXIF_MOST      (64 * 1024) /* what fits into a JPEG; other formats set no bound */

int media_exif_read (const guint8    *data,
                     gsize            size,
                     ExtractorAnswer *answer);

int media_exif_read_bare (const guint8    *data,
                          gsize            size,
                          ExtractorAnswer *answer);

gboolean media_exif_add_date (ExtractorAnswer *answer,
                              char            *text);
void     media_exif_add_camera (ExtractorAnswer *answer,
                                const char      *maker,
                                const char      *model);

G_END_DECLS
