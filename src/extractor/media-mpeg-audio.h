/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-request.h"

G_BEGIN_DECLS

double media_mpeg_audio_estimate (const ExtractorRequest *request);

G_END_DECLS
