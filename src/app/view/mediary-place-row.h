/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/mediary-place.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_PLACE_ROW (mediary_place_row_get_type ())
G_DECLARE_FINAL_TYPE (MediaryPlaceRow, mediary_place_row, MEDIARY, PLACE_ROW, AdwBin)

GtkWidget *mediary_place_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

MediaryPlace   *mediary_place_row_get_place (MediaryPlaceRow *self);
GtkTreeListRow *mediary_place_row_get_list_row (MediaryPlaceRow *self);
void            mediary_place_row_set_list_row (MediaryPlaceRow *self,
                                                GtkTreeListRow  *list_row);

G_END_DECLS
