/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-relay.h"

G_BEGIN_DECLS

gboolean extractor_server_ask (GVariant       *request,
                               int             descriptor,
                               ExtractorRelay *answer) G_GNUC_WARN_UNUSED_RESULT;
int      extractor_server_run (void);

G_END_DECLS
