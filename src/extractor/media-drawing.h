/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean media_drawing_is_one (const char *content_type);
GBytes  *media_drawing_prepare (GBytes *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
