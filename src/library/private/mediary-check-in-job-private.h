/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "check-in/mediary-check-in-feed.h"
#include "mediary-check-in-job.h"

G_BEGIN_DECLS

typedef void (*MediaryJobFinishedFunc) (MediaryCheckInJob *self,
                                        gpointer           user_data);

MediaryCheckInEntry *mediary_check_in_entry_new (const char       *path,
                                                 MediaryOutcome    outcome,
                                                 MediaryItem      *item,
                                                 MediaryReference *reference,
                                                 const GError     *error) G_GNUC_WARN_UNUSED_RESULT;

gboolean mediary_check_in_job_start (MediaryCheckInJob      *self,
                                     MediaryCheckInPipeline *pipeline,
                                     GCancellable           *cancellable,
                                     MediaryJobFinishedFunc  finished,
                                     gpointer                user_data);

GPtrArray  *mediary_check_in_job_dup_new_uses (MediaryCheckInJob *self) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *mediary_check_in_job_dup_added_items (MediaryCheckInJob *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
