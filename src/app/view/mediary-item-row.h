/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-item-cell.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_ITEM_ROW (mediary_item_row_get_type ())
G_DECLARE_FINAL_TYPE (MediaryItemRow, mediary_item_row, MEDIARY, ITEM_ROW, MediaryItemCell)

GtkWidget *mediary_item_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

void mediary_item_row_set_narrow (MediaryItemRow *self,
                                  gboolean        narrow);

G_END_DECLS
