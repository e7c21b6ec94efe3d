/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Disks that have not answered of late. */
typedef struct _MediaryStalledDisks MediaryStalledDisks;

typedef enum {
  MEDIARY_DISK_ANSWERS,
  MEDIARY_DISK_DOUBTED, /* another file there has not answered */
  MEDIARY_DISK_SILENT,
} MediaryDiskVoice;

MediaryStalledDisks *mediary_stalled_disks_new (void) G_GNUC_WARN_UNUSED_RESULT;
void                 mediary_stalled_disks_free (MediaryStalledDisks *self);
void                 mediary_stalled_disks_add (MediaryStalledDisks *self,
                                                const char          *path,
                                                gint64               since);
void                 mediary_stalled_disks_clear (MediaryStalledDisks *self,
                                                  const char          *path);
MediaryDiskVoice     mediary_stalled_disks_judge (MediaryStalledDisks *self,
                                                  const char          *path);

G_END_DECLS
