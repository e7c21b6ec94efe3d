/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-formats.h"

G_BEGIN_DECLS

/* Pictures of our own, open. */
typedef struct {
  int descriptors[2];
} ExtractorSelfTest;

void     extractor_self_test_open_pictures (ExtractorSelfTest *self);
gboolean extractor_self_test_pictures (const ExtractorSelfTest *self,
                                       ExtractorReader          draw);
void     extractor_self_test_close (ExtractorSelfTest *self);

int      extractor_self_test_open_sound (void);
gboolean extractor_self_test_sound (int descriptor);

G_END_DECLS
