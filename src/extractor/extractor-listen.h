/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extraction/mediary-extraction-protocol.h"
#include "extractor-formats.h"

G_BEGIN_DECLS

/* Who does what is asked with a file of this type, or NULL. */
typedef ExtractorReader (*ExtractorChooser) (const char           *content_type,
                                             MediaryExtractionKind kind);

gboolean extractor_listen_once (ExtractorChooser choose);

G_END_DECLS
