/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-answer.h"
#include "extractor-request.h"

G_BEGIN_DECLS

void media_video_draw (const ExtractorRequest *request,
                       ExtractorAnswer        *answer);

G_END_DECLS
