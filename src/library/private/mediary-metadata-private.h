/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-metadata.h"

G_BEGIN_DECLS

MediaryMetadata *mediary_metadata_new_for_file (GVariant   *fields,
                                                gint64      size,
                                                const char *content_type,
                                                const char *note) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
