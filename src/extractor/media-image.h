/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-answer.h"
#include "extractor-request.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

void media_image_read (const ExtractorRequest *request,
                       ExtractorAnswer        *answer);
void media_image_read_turned (const ExtractorRequest *request,
                              int                     orientation,
                              ExtractorAnswer        *answer);
void media_image_draw (const ExtractorRequest *request,
                       ExtractorAnswer        *answer);
void media_image_draw_turned (const ExtractorRequest *request,
                              int                     orientation,
                              ExtractorAnswer        *answer);
void media_image_draw_cached (const ExtractorRequest *request,
                              ExtractorAnswer        *answer);

GdkPixbuf *media_image_load (const ExtractorRequest *request,
                             ExtractorAnswer        *answer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
