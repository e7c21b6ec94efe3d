/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mediary-lazy-item.h"
#include "mediary-service.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_ITEM_CELL (mediary_item_cell_get_type ())
G_DECLARE_DERIVABLE_TYPE (MediaryItemCell, mediary_item_cell, MEDIARY, ITEM_CELL, GtkBox)

/* @item: (nullable): NULL until it is read */
struct _MediaryItemCellClass {
  GtkBoxClass parent_class;

  void (*show_item) (MediaryItemCell *self,
                     MediaryService  *service,
                     MediaryItem     *item);
};

void         mediary_item_cell_set_item (MediaryItemCell *self,
                                         MediaryService  *service,
                                         MediaryLazyItem *lazy_item);
MediaryItem *mediary_item_cell_get_item (MediaryItemCell *self);

G_END_DECLS
