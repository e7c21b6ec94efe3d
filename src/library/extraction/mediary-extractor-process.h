/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-extraction-job.h"

G_BEGIN_DECLS

typedef struct _MediaryExtractorProcess MediaryExtractorProcess;

/* What a look at the socket brought. */
typedef enum {
  MEDIARY_EXTRACTOR_QUIET,    /* nothing, or a part of an answer */
  MEDIARY_EXTRACTOR_READY,    /* the child's first word */
  MEDIARY_EXTRACTOR_ANSWERED, /* a job has its answer */
  MEDIARY_EXTRACTOR_BROKEN,   /* the child is gone, or speaks garbage: end it */
} MediaryExtractorNews;

/* An answer, and what it holds references to. */
typedef struct {
  MediaryExtractionJob *job;
  MediaryExtraction     extraction;
} MediaryExtractorAnswer;

MediaryExtractorProcess *mediary_extractor_process_new (GPid                 pid,
                                                        int                  socket,
                                                        MediaryExtractorRole role) G_GNUC_WARN_UNUSED_RESULT;
MediaryExtractorProcess *mediary_extractor_process_start (const char          *program,
                                                          MediaryExtractorRole role,
                                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GPid                     mediary_extractor_process_end (MediaryExtractorProcess *self,
                                                        GQueue                  *unanswered);

int                  mediary_extractor_process_get_socket (MediaryExtractorProcess *self);
MediaryExtractorRole mediary_extractor_process_get_role (MediaryExtractorProcess *self);
guint                mediary_extractor_process_get_n_sent (MediaryExtractorProcess *self);
guint                mediary_extractor_process_get_n_answered (MediaryExtractorProcess *self);
gboolean             mediary_extractor_process_is_ready (MediaryExtractorProcess *self);
gboolean             mediary_extractor_process_is_occupied (MediaryExtractorProcess *self);
gboolean             mediary_extractor_process_is_drawing (MediaryExtractorProcess *self);
gboolean             mediary_extractor_process_is_spoilt (MediaryExtractorProcess *self);
gint64               mediary_extractor_process_get_time_at_file (MediaryExtractorProcess *self);
void                 mediary_extractor_process_take_back (MediaryExtractorProcess *self,
                                                          GQueue                  *jobs);
gint64               mediary_extractor_process_get_deadline (MediaryExtractorProcess *self,
                                                             gint64                   for_file,
                                                             gint64                   for_start);

gboolean             mediary_extractor_process_send (MediaryExtractorProcess *self,
                                                     MediaryExtractionJob    *job);
MediaryExtractorNews mediary_extractor_process_receive (MediaryExtractorProcess *self,
                                                        MediaryExtractorAnswer  *answer);
void                 mediary_extractor_answer_clear (MediaryExtractorAnswer *answer);

G_END_DECLS
