/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct _MediaStreamWatch MediaStreamWatch;

MediaStreamWatch *media_stream_watch_new (void) G_GNUC_WARN_UNUSED_RESULT;
void              media_stream_watch_free (MediaStreamWatch *self);

void media_stream_watch_set_pipeline (MediaStreamWatch *self,
                                      GstElement       *pipeline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaStreamWatch, media_stream_watch_free)

G_END_DECLS
