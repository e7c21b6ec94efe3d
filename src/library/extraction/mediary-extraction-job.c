/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-extraction-job.h"

#include <unistd.h>

/* Any thread. Takes @descriptor. */
MediaryExtractionJob *
mediary_extraction_job_new (int descriptor, MediaryExtractorRole role, MediaryExtractionKind kind,
                            const char *content_type, MediaryExtractionFunc func, gpointer user_data)
{
  MediaryExtractionJob *self = g_new0 (MediaryExtractionJob, 1);

  self->descriptor = descriptor;
  self->role = role;
  self->kind = kind;
  self->content_type = g_strdup (content_type);
  self->func = func;
  self->user_data = user_data;

  return self;
}

GVariant *
mediary_extraction_job_make_request (MediaryExtractionJob *self)
{
  const char *thumb_uri = self->thumb_uri != NULL ? self->thumb_uri : "";

  return g_variant_ref_sink (g_variant_new ("(uysusx)", self->serial, self->kind, self->content_type, self->size,
                                            thumb_uri, self->thumb_mtime));
}

/* Pool thread. Answers, and frees the job. */
void
mediary_extraction_job_finish (MediaryExtractionJob *self, MediaryExtraction *extraction)
{
  self->func (extraction, self->user_data);

  close (self->descriptor);
  g_free (self->content_type);
  g_free (self->thumb_uri);
  g_free (self);
}

/* Pool thread. Answers with @note alone, and frees the job. */
void
mediary_extraction_job_fail (MediaryExtractionJob *self, const char *note)
{
  MediaryExtraction extraction = { .note = note };

  mediary_extraction_job_finish (self, &extraction);
}
