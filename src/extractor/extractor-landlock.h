/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-confine.h"

G_BEGIN_DECLS

int      extractor_landlock_get_version (void);
gboolean extractor_landlock_enter (ExtractorCage cage);

G_END_DECLS
