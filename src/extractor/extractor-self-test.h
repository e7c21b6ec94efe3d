/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int extractor_self_test_open_picture (void);
int extractor_self_test_open_sound (void);

gboolean extractor_self_test_picture (int descriptor);
gboolean extractor_self_test_sound (int descriptor);

G_END_DECLS
