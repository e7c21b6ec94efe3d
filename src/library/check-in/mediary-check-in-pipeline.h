/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "check-in/mediary-check-in.h"
#include "extraction/mediary-extractor.h"
#include "store/mediary-reader.h"
#include "store/mediary-writer.h"

G_BEGIN_DECLS

/* The stages a file goes through, each on the threads that may do its work. */

MediaryCheckInPipeline *mediary_check_in_pipeline_new (MediaryReader    *reader,
                                                       MediaryWriter    *writer,
                                                       MediaryExtractor *extractor) G_GNUC_WARN_UNUSED_RESULT;

void     mediary_check_in_pipeline_push (MediaryCheckInPipeline *self,
                                         GPtrArray              *check_ins);
gboolean mediary_check_in_pipeline_is_closing (MediaryCheckInPipeline *self);

gboolean mediary_check_in_pipeline_hold (MediaryCheckInPipeline *self);
void     mediary_check_in_pipeline_release (MediaryCheckInPipeline *self);

MediaryOpener *mediary_check_in_pipeline_get_opener (MediaryCheckInPipeline *self);
gboolean       mediary_check_in_pipeline_waits_for_disk (MediaryCheckInPipeline *self);

void mediary_check_in_pipeline_draw (MediaryCheckInPipeline *self,
                                     GFunc                   func,
                                     gpointer                data);
void mediary_check_in_pipeline_close (MediaryCheckInPipeline *self);

G_END_DECLS
