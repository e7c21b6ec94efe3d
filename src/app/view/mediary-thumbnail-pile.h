/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mediary-service.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_THUMBNAIL_PILE (mediary_thumbnail_pile_get_type ())
G_DECLARE_FINAL_TYPE (MediaryThumbnailPile, mediary_thumbnail_pile, MEDIARY, THUMBNAIL_PILE, GtkWidget)

void mediary_thumbnail_pile_set_items (MediaryThumbnailPile *self,
                                       MediaryService       *service,
                                       GPtrArray            *items);

G_END_DECLS
