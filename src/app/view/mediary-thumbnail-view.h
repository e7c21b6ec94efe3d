/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mediary-service.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_THUMBNAIL_VIEW (mediary_thumbnail_view_get_type ())
G_DECLARE_FINAL_TYPE (MediaryThumbnailView, mediary_thumbnail_view, MEDIARY, THUMBNAIL_VIEW, GtkWidget)

void mediary_thumbnail_view_set_size (MediaryThumbnailView *self,
                                      int                   width,
                                      int                   height);
void mediary_thumbnail_view_set_item (MediaryThumbnailView *self,
                                      MediaryService       *service,
                                      MediaryItem          *item);

const char *mediary_thumbnail_view_get_icon_name (MediaryMediaType type);

G_END_DECLS
