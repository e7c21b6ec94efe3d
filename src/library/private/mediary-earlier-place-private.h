/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-earlier-place.h"

G_BEGIN_DECLS

MediaryEarlierPlace *mediary_earlier_place_new (const char *path,
                                                gint64      left_at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
