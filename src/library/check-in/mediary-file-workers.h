/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "opening/mediary-opener.h"

G_BEGIN_DECLS

/* Who waits for one file is not to stand behind ten thousand others. */
typedef enum {
  MEDIARY_LANE_MANY,
  MEDIARY_LANE_ONE,
  MEDIARY_N_LANES,
} MediaryLane;

/* The threads that deal with files on disks, and the openers they ask. */
typedef struct _MediaryFileWorkers MediaryFileWorkers;

MediaryFileWorkers *mediary_file_workers_new (GFunc func) G_GNUC_WARN_UNUSED_RESULT;
void                mediary_file_workers_push (MediaryFileWorkers *self,
                                               MediaryLane         lane,
                                               gpointer            work);
MediaryOpener      *mediary_file_workers_get_opener (MediaryFileWorkers *self);
gboolean            mediary_file_workers_wait_for_disk (MediaryFileWorkers *self);
void                mediary_file_workers_stop (MediaryFileWorkers *self);
void                mediary_file_workers_free (MediaryFileWorkers *self);

G_END_DECLS
