/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-item-cell.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_ITEM_TILE (mediary_item_tile_get_type ())
G_DECLARE_FINAL_TYPE (MediaryItemTile, mediary_item_tile, MEDIARY, ITEM_TILE, MediaryItemCell)

GtkWidget *mediary_item_tile_new (void) G_GNUC_WARN_UNUSED_RESULT;

void mediary_item_tile_set_size (MediaryItemTile *self,
                                 int              width);

G_END_DECLS
