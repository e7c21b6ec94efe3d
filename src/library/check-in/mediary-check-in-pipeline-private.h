/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "check-in/mediary-check-in-pipeline.h"
#include "check-in/mediary-open-files.h"

G_BEGIN_DECLS

/* What the files of the pipeline share: mediary-check-in-pipeline.c has its life and what each file goes through alone,
 * mediary-check-in-batch.c what files go through together. */

struct _MediaryCheckInPipeline {
  MediaryReader      *reader;
  MediaryWriter      *writer;
  MediaryExtractor   *extractor;
  MediaryFileWorkers *workers;
  MediaryOpenFiles   *open_files;

  GMutex   mutex;
  GCond    cond;
  gboolean closing;
  guint    n_under_way;
};

static inline MediaryLane
mediary_check_in_get_lane (MediaryCheckIn *check_in)
{
  return check_in->deadline != 0 ? MEDIARY_LANE_ONE : MEDIARY_LANE_MANY;
}

void mediary_check_in_pipeline_go_on (MediaryCheckInPipeline *self,
                                      MediaryCheckIn         *check_in,
                                      MediaryCheckInNext      next);
void mediary_check_in_pipeline_extract (MediaryCheckInPipeline *self,
                                        MediaryCheckIn         *check_in);

void mediary_check_in_batch_push (MediaryCheckInPipeline *self,
                                  GPtrArray              *check_ins,
                                  MediaryCheckInNext      next);
void mediary_check_in_batch_run (gpointer batch,
                                 gpointer user_data);

G_END_DECLS
