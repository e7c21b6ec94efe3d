/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Disks that have not answered of late. */
typedef struct _MediaryStalledDisks MediaryStalledDisks;

MediaryStalledDisks *mediary_stalled_disks_new (void) G_GNUC_WARN_UNUSED_RESULT;
void                 mediary_stalled_disks_free (MediaryStalledDisks *self);
void                 mediary_stalled_disks_add (MediaryStalledDisks *self,
                                                const char          *path);
gboolean             mediary_stalled_disks_hold (MediaryStalledDisks *self,
                                                 const char          *path);

G_END_DECLS
