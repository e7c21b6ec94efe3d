/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "opening/mediary-opener-process.h"
#include "opening/mediary-opener.h"
#include "opening/mediary-stalled-disks.h"

G_BEGIN_DECLS

/* What an opener is wanted for. */
typedef enum {
  MEDIARY_OPENER_FOR_ONE,  /* somebody waits for the file, and not for long */
  MEDIARY_OPENER_FOR_MANY, /* there is time */
  MEDIARY_OPENER_FOR_WALK, /* there is time, and it is kept as long as the files are taken */
} MediaryOpenerPurpose;

/* One opener at work, and how long it has been at the same thing. */
typedef struct {
  MediaryOpener        *opener;
  MediaryOpenerPurpose  purpose;
  MediaryOpenerProcess *process;
  GCancellable         *cancellable; /* (nullable): of who asks, who sets it */
  gboolean              begun;       /* else it is still starting, on a busy machine */
  guint32               n_done;
  gint64                since; /* monotonic: when it was seen to get on */
  gboolean              slow;  /* others have been told that a thread waits */
} MediaryOpenerWatch;

typedef enum {
  MEDIARY_OPENER_NEWS,    /* something can be received, or it is gone */
  MEDIARY_OPENER_STALLED, /* its time is over */
  MEDIARY_OPENER_STOPPED,
} MediaryOpenerWait;

typedef enum {
  MEDIARY_OPENER_STARTED,
  MEDIARY_OPENER_NONE,     /* none can be had */
  MEDIARY_OPENER_TOO_LATE, /* all were at work until the deadline */
  MEDIARY_OPENER_REFUSED,  /* we are stopped */
} MediaryOpenerStart;

/* When what the opener is at has had its time. */
typedef gint64 (*MediaryOpenerDueFunc) (const MediaryOpenerWatch *watch,
                                        gconstpointer             data);

MediaryOpenerStart mediary_opener_start_watch (MediaryOpener       *self,
                                               MediaryOpenerPurpose purpose,
                                               gint64               deadline,
                                               MediaryOpenerWatch  *watch);
void               mediary_opener_keep (MediaryOpenerWatch *watch);
void               mediary_opener_leave_behind (MediaryOpenerWatch *watch);
void               mediary_opener_lose (MediaryOpenerWatch *watch);

MediaryOpenerWait mediary_opener_wait (MediaryOpenerWatch  *watch,
                                       MediaryOpenerDueFunc get_due,
                                       gconstpointer        data);

gint64               mediary_opener_get_patience (MediaryOpener *self);
MediaryStalledDisks *mediary_opener_get_stalled (MediaryOpener *self);

G_END_DECLS
