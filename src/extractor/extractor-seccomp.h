/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-confine.h"

G_BEGIN_DECLS

gboolean extractor_seccomp_enter (ExtractorCage cage);

G_END_DECLS
