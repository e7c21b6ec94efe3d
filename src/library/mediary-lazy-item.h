/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-item.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_LAZY_ITEM (mediary_lazy_item_get_type ())
G_DECLARE_FINAL_TYPE (MediaryLazyItem, mediary_lazy_item, MEDIARY, LAZY_ITEM, GObject)

gint64       mediary_lazy_item_get_number (MediaryLazyItem *self);
MediaryItem *mediary_lazy_item_get_item (MediaryLazyItem *self);
gboolean     mediary_lazy_item_get_gone (MediaryLazyItem *self);

G_END_DECLS
