/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-extractor-pool.h"
#include "mediary-extractor-process.h"

G_BEGIN_DECLS

enum { DRAWS, /* served first: someone is looking at the place where the picture goes */
       READS,
       STREAMS,
       FRAMES, /* pictures of sound and video */
       N_LINES };

#define N_IMAGE_CHILDREN 6 /* the others are for sound and video */
#define N_CHILDREN       14

/**
 * MediaryExtractorPool:
 *
 * The children, and what waits for them: which file next, how many children, who is to blame. Pool thread only.
 *
 * Pictures go to warm children, as many as there are cores and two at most, several files at a time each. Sound and
 * video go to children of another kind, one file at a time, which make a child of their own for each and try a second
 * one where that helps. A file that crashes or outstays its child is answered with a note. A child that is long at one
 * file is left alone with it: what waits behind it goes to another child, so that a file that hangs delays no other. And
 * a child for pictures goes after anything but plain success: who knows what the file has done to it.
 */
struct _MediaryExtractorPool {
  char                    *program;
  GQueue                   waiting[N_LINES]; /* of MediaryExtractionJob; by what they wait for */
  MediaryExtractorProcess *children[N_CHILDREN];
  GArray                  *ended;        /* of GPid: killed, not yet reaped */
  gint64                   last_answer;  /* when a child last had something to do */
  gint64                   start_failed; /* when a child could last not be started */
  gboolean                 warned;
  gboolean                 sending_failed; /* since the last look around */
  gboolean                 lacks_decoder;  /* a child that is alive has said so */
  gboolean                 drew_last;      /* what a child for sound and video was given last was to be drawn */

  gint64 for_file; /* microseconds that one file may take, its retry included */
  gint64 for_start;
  gint64 for_idle; /* after which a child that has nothing to do goes */
};

/* In which line a job waits, and for what a child is. */
guint                mediary_extractor_pool_line_of (MediaryExtractionJob *job);
MediaryExtractorRole mediary_extractor_pool_role_of (guint i);

/* Whether nobody should wait behind the file that a child is at. */
gboolean mediary_extractor_pool_is_late (MediaryExtractorProcess *child);

gboolean mediary_extractor_pool_start_child (MediaryExtractorPool *self,
                                             guint                 i);
void     mediary_extractor_pool_end_child (MediaryExtractorPool *self,
                                           guint                 i,
                                           GQueue               *unanswered);

void mediary_extractor_pool_feed (MediaryExtractorPool *self);

G_END_DECLS
