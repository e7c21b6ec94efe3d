/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MEDIARY_TYPE_DROP_VEIL (mediary_drop_veil_get_type ())
G_DECLARE_FINAL_TYPE (MediaryDropVeil, mediary_drop_veil, MEDIARY, DROP_VEIL, AdwBin)

void mediary_drop_veil_show (MediaryDropVeil *self,
                             const char      *title);
void mediary_drop_veil_hide (MediaryDropVeil *self);

G_END_DECLS
