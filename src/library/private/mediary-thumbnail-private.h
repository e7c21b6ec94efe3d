/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-thumbnail.h"

G_BEGIN_DECLS

MediaryThumbnail *mediary_thumbnail_new (int width, int height, gsize stride, GBytes *pixels) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
