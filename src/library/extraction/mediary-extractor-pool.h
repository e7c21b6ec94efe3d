/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-extraction-job.h"

G_BEGIN_DECLS

typedef struct _MediaryExtractorPool MediaryExtractorPool;

MediaryExtractorPool *mediary_extractor_pool_new (const char *program) G_GNUC_WARN_UNUSED_RESULT;
void                  mediary_extractor_pool_free (MediaryExtractorPool *self);

void mediary_extractor_pool_set_deadlines (MediaryExtractorPool *self,
                                           gint64                for_file,
                                           gint64                for_start,
                                           gint64                for_idle);
void mediary_extractor_pool_add (MediaryExtractorPool *self,
                                 MediaryExtractionJob *job);
void mediary_extractor_pool_turn (MediaryExtractorPool *self,
                                  int                   wake);

G_END_DECLS
