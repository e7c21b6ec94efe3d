/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/mediary-play-diary.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_PLAYER (mediary_player_get_type ())
G_DECLARE_FINAL_TYPE (MediaryPlayer, mediary_player, MEDIARY, PLAYER, AdwBin)

void mediary_player_set_item (MediaryPlayer    *self,
                              MediaryPlayDiary *diary,
                              MediaryItem      *item,
                              const char       *access_path);

gboolean mediary_player_get_playing (MediaryPlayer *self);

G_END_DECLS
