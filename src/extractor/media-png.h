/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-answer.h"
#include "extractor-request.h"

G_BEGIN_DECLS

void media_png_read (const ExtractorRequest *request,
                     ExtractorAnswer        *answer);
void media_png_draw (const ExtractorRequest *request,
                     ExtractorAnswer        *answer);

gboolean media_png_is_whole (const ExtractorRequest *request);

G_END_DECLS
