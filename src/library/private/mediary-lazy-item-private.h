/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-lazy-item.h"

G_BEGIN_DECLS

MediaryLazyItem *mediary_lazy_item_new (gint64 number) G_GNUC_WARN_UNUSED_RESULT;
void             mediary_lazy_item_set_item (MediaryLazyItem *self,
                                             MediaryItem     *item);
void             mediary_lazy_item_set_gone (MediaryLazyItem *self);

G_END_DECLS
