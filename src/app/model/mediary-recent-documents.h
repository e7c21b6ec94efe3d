/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-destination.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void       mediary_recent_documents_load_async (GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
GPtrArray *mediary_recent_documents_load_finish (GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
