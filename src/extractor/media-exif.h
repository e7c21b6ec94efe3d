/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-answer.h"

G_BEGIN_DECLS

#define MEDIA_EXIF_MARK      "Exif\0"
#define MEDIA_EXIF_MARK_SIZE 6

int media_exif_read (const guint8    *data,
                     gsize            size,
                     ExtractorAnswer *answer);

G_END_DECLS
