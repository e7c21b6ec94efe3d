/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-answer.h"
#include "extractor-request.h"

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

G_END_DECLS
