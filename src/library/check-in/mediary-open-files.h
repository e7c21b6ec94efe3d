/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "check-in/mediary-file-workers.h"

G_BEGIN_DECLS

/* How many files may be open at a time, while they wait for the extractor. */
typedef struct _MediaryOpenFiles MediaryOpenFiles;

MediaryOpenFiles *mediary_open_files_new (void) G_GNUC_WARN_UNUSED_RESULT;
void              mediary_open_files_free (MediaryOpenFiles *self);
void              mediary_open_files_close (MediaryOpenFiles *self);

guint    mediary_open_files_get_together (MediaryOpenFiles *self);
gboolean mediary_open_files_reserve (MediaryOpenFiles *self,
                                     MediaryLane       lane,
                                     guint             n_files);
void     mediary_open_files_release (MediaryOpenFiles *self,
                                     MediaryLane       lane);

G_END_DECLS
