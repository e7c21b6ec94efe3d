/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_THUMBNAIL (mediary_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (MediaryThumbnail, mediary_thumbnail, MEDIARY, THUMBNAIL, GObject)

int     mediary_thumbnail_get_width (MediaryThumbnail *self);
int     mediary_thumbnail_get_height (MediaryThumbnail *self);
gsize   mediary_thumbnail_get_stride (MediaryThumbnail *self);
GBytes *mediary_thumbnail_get_pixels (MediaryThumbnail *self);

G_END_DECLS
