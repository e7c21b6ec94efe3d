/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-place.h"

G_BEGIN_DECLS

/* Documents shown under an app before all are asked for. */
#define MEDIARY_DOCUMENTS_SHOWN 50

void          mediary_documents_merge (MediaryPlace *app,
                                       GPtrArray    *artifacts,
                                       gboolean      complete);
MediaryPlace *mediary_documents_ensure (MediaryPlace             *app,
                                        const MediaryDestination *destination);

G_END_DECLS
