/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mediary-lazy-item.h"
#include "mediary-service.h"
#include "model/mediary-play-diary.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_ITEM_DETAILS (mediary_item_details_get_type ())
G_DECLARE_FINAL_TYPE (MediaryItemDetails, mediary_item_details, MEDIARY, ITEM_DETAILS, AdwBin)

void mediary_item_details_set_service (MediaryItemDetails *self,
                                       MediaryService     *service);
void mediary_item_details_set_play_diary (MediaryItemDetails *self,
                                          MediaryPlayDiary   *diary);

MediaryItem *mediary_item_details_get_item (MediaryItemDetails *self);
void         mediary_item_details_update (MediaryItemDetails *self);
void         mediary_item_details_show_nothing (MediaryItemDetails *self);
void         mediary_item_details_show_one (MediaryItemDetails *self,
                                            MediaryLazyItem    *lazy_item);
void         mediary_item_details_show_many (MediaryItemDetails *self,
                                             guint               n_items);
void         mediary_item_details_tell_documents (MediaryItemDetails *self,
                                                  guint               n_documents);
void         mediary_item_details_describe_many (MediaryItemDetails *self,
                                                 GPtrArray          *items);

G_END_DECLS
