/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "check-in/mediary-check-in-pipeline.h"

G_BEGIN_DECLS

/* The files of one job, given to the pipeline no faster than it takes them. */
typedef struct _MediaryCheckInFeed MediaryCheckInFeed;

typedef struct {
  /* The feed's thread: this many files more have been found. */
  void (*found) (guint    n_files,
                 gpointer user_data);
  /* The feed's thread: there are no more. */
  void (*exhausted) (gpointer user_data);
  /* Any thread: one file is done. */
  MediaryCheckedInFunc done;
  /* The thread that did the last file, or the feed's: all are done. The feed is gone afterwards. */
  void (*finished) (gpointer user_data);
} MediaryCheckInFeedFuncs;

void mediary_check_in_feed_run (MediaryCheckInPipeline        *pipeline,
                                GPtrArray                     *paths,
                                gboolean                       walk_folders,
                                MediaryWalkDepth               depth,
                                MediaryCheckInTarget          *target,
                                GCancellable                  *cancellable,
                                const MediaryCheckInFeedFuncs *funcs,
                                gpointer                       user_data);

G_END_DECLS
