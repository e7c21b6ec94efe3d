/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-extraction-protocol.h"
#include "mediary-extractor.h"

G_BEGIN_DECLS

typedef enum {
  MEDIARY_EXTRACTOR_IMAGE,
  MEDIARY_EXTRACTOR_STREAM,
} MediaryExtractorRole;

/* One file and one question about it, on its way through the pool. */
typedef struct {
  int                   descriptor; /* of the file; kept until there is an answer, for the file may be asked about again */
  MediaryExtractorRole  role;
  MediaryExtractionKind kind;
  char                 *content_type;
  guint32               size;
  char                 *thumb_uri;
  gint64                thumb_mtime;
  guint32               serial;   /* of the request under way */
  gint64                deadline; /* monotonic, microseconds: when the asker must have an answer; 0: it has time */
  gint64                used;     /* microseconds that children have had for it */
  gboolean              retried;  /* a second child has it, or had it */
  MediaryExtractionFunc func;
  gpointer              user_data;
} MediaryExtractionJob;

MediaryExtractionJob *mediary_extraction_job_new (int                   descriptor,
                                                  MediaryExtractorRole  role,
                                                  MediaryExtractionKind kind,
                                                  const char           *content_type,
                                                  MediaryExtractionFunc func,
                                                  gpointer              user_data) G_GNUC_WARN_UNUSED_RESULT;
GVariant             *mediary_extraction_job_make_request (MediaryExtractionJob *self) G_GNUC_WARN_UNUSED_RESULT;
void                  mediary_extraction_job_finish (MediaryExtractionJob *self,
                                                     MediaryExtraction    *extraction);
void                  mediary_extraction_job_fail (MediaryExtractionJob *self,
                                                   const char           *note);

G_END_DECLS
