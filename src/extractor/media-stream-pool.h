/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define MEDIA_TYPE_STREAM_POOL (media_stream_pool_get_type ())
G_DECLARE_FINAL_TYPE (MediaStreamPool, media_stream_pool, MEDIA, STREAM_POOL, GstTaskPool)

void media_stream_pool_serve (GstElement *pipeline);

G_END_DECLS
