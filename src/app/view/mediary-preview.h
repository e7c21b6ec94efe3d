/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mediary-service.h"
#include "model/mediary-play-diary.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_PREVIEW (mediary_preview_get_type ())
G_DECLARE_FINAL_TYPE (MediaryPreview, mediary_preview, MEDIARY, PREVIEW, AdwBin)

void mediary_preview_set_play_diary (MediaryPreview   *self,
                                     MediaryPlayDiary *diary);
void mediary_preview_set_item (MediaryPreview *self,
                               MediaryService *service,
                               MediaryItem    *item);

G_END_DECLS
