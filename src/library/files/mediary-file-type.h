/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-types.h"

G_BEGIN_DECLS

gboolean mediary_file_type_from_content (const char       *name,
                                         const guint8     *head,
                                         gsize             length,
                                         char            **content_type,
                                         MediaryMediaType *type);

G_END_DECLS
