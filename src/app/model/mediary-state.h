/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-types.h"

G_BEGIN_DECLS

gboolean    mediary_state_may_be_read (MediaryState state);
const char *mediary_state_get_icon_name (MediaryState state);

G_END_DECLS
