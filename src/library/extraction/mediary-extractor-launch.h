/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-extraction-job.h"

G_BEGIN_DECLS

gboolean mediary_extractor_launch (const char          *program,
                                   MediaryExtractorRole role,
                                   GPid                *pid,
                                   int                 *socket,
                                   GError             **error);

G_END_DECLS
