/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "mediary-item.h"
#include "mediary-thumbnail.h"

G_BEGIN_DECLS

GdkTexture *mediary_texture_cache_lookup (MediaryItem *item,
                                          int          size);
void        mediary_texture_cache_insert (MediaryItem *item,
                                          int          size,
                                          GdkTexture  *texture);
gboolean    mediary_texture_cache_has_none (MediaryItem *item);
void        mediary_texture_cache_insert_none (MediaryItem *item);
gboolean    mediary_texture_cache_get_enabled (void);
void        mediary_texture_cache_set_enabled (gboolean enabled);

GdkTexture *mediary_texture_new (MediaryThumbnail *thumbnail) G_GNUC_WARN_UNUSED_RESULT;
gboolean    mediary_texture_is_transparent (GdkTexture *texture);

G_END_DECLS
