/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extraction/mediary-extraction-protocol.h"
#include "extractor-answer.h"
#include "extractor-request.h"

G_BEGIN_DECLS

typedef void (*ExtractorReader) (const ExtractorRequest *request,
                                 ExtractorAnswer        *answer);

/* A kind of file, and who knows about it. */
typedef struct {
  const char     *content_type; /* it, or one of its kind; or all that begin so, where it ends in a slash */
  ExtractorReader read;
  ExtractorReader draw; /* NULL: there is no picture of it */
} ExtractorFormat;

const ExtractorFormat *extractor_formats_find (const char *content_type);
ExtractorReader        extractor_formats_choose (const char           *content_type,
                                                 MediaryExtractionKind kind);

G_END_DECLS
