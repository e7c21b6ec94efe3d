/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_EARLIER_PLACE (mediary_earlier_place_get_type ())
G_DECLARE_FINAL_TYPE (MediaryEarlierPlace, mediary_earlier_place, MEDIARY, EARLIER_PLACE, GObject)

const char *mediary_earlier_place_get_path (MediaryEarlierPlace *self);
gint64      mediary_earlier_place_get_left_at (MediaryEarlierPlace *self);

G_END_DECLS
