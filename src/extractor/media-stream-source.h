/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-request.h"

#include <gst/gst.h>

G_BEGIN_DECLS

#define MEDIA_STREAM_SOURCE_URI "appsrc://"

void media_stream_source_set_up (GstElement             *source,
                                 const ExtractorRequest *request);

G_END_DECLS
