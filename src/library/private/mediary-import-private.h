/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-import.h"
#include "store/mediary-restoration.h"

G_BEGIN_DECLS

MediaryImport *mediary_import_new (const MediaryRestoration *restoration,
                                   guint                     n_refused,
                                   gboolean                  complete) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
