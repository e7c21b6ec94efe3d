/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-request.h"

#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct _MediaVideoPipeline MediaVideoPipeline;

MediaVideoPipeline *media_video_pipeline_new (const ExtractorRequest *request,
                                              gint64                  deadline) G_GNUC_WARN_UNUSED_RESULT;
void                media_video_pipeline_free (MediaVideoPipeline *self);

GstSample  *media_video_pipeline_take_first (MediaVideoPipeline *self) G_GNUC_WARN_UNUSED_RESULT;
GstSample  *media_video_pipeline_take_at (MediaVideoPipeline *self,
                                          double              share) G_GNUC_WARN_UNUSED_RESULT;
const char *media_video_pipeline_get_note (MediaVideoPipeline *self);
int         media_video_pipeline_get_orientation (MediaVideoPipeline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaVideoPipeline, media_video_pipeline_free)

G_END_DECLS
