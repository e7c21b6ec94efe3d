/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-answer.h"
#include "extractor-request.h"

#include <gst/gst.h>

G_BEGIN_DECLS

void media_stream_read (const ExtractorRequest *request,
                        ExtractorAnswer        *answer);

GstTagList *media_stream_read_tags (const ExtractorRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
