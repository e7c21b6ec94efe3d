/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-query.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_ITEM_LIST (mediary_item_list_get_type ())
G_DECLARE_FINAL_TYPE (MediaryItemList, mediary_item_list, MEDIARY, ITEM_LIST, GObject)

MediaryItemList *mediary_item_list_new (MediaryService *service,
                                        MediaryQuery   *query) G_GNUC_WARN_UNUSED_RESULT;

MediaryService *mediary_item_list_get_service (MediaryItemList *self);
MediaryQuery   *mediary_item_list_get_query (MediaryItemList *self);
gboolean        mediary_item_list_get_loading (MediaryItemList *self);
guint           mediary_item_list_get_n_fetched (MediaryItemList *self);

gint64   mediary_item_list_get_number (MediaryItemList *self,
                                       guint            position);
gboolean mediary_item_list_find (MediaryItemList *self,
                                 gint64           number,
                                 guint           *position);

G_END_DECLS
