/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gst/gst.h>

G_BEGIN_DECLS

gboolean   media_video_frame_may_be (int width,
                                     int height);
GdkPixbuf *media_video_frame_shrink (GstSample *sample,
                                     int        side) G_GNUC_WARN_UNUSED_RESULT;
double     media_video_frame_measure_contrast (GdkPixbuf *frame);

G_END_DECLS
