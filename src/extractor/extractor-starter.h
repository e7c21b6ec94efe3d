/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-listen.h"

G_BEGIN_DECLS

gboolean extractor_starter_begin (ExtractorChooser choose);
gboolean extractor_starter_is_there (void);

void extractor_starter_measure (const ExtractorRequest *request,
                                int                    *width,
                                int                    *height,
                                ExtractorAnswer        *answer);
void extractor_starter_draw (const ExtractorRequest *request,
                             ExtractorAnswer        *answer);
void extractor_starter_draw_cached (const ExtractorRequest *request,
                                    ExtractorAnswer        *answer);

G_END_DECLS
