/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-destination.h"
#include "mediary-service.h"

G_BEGIN_DECLS

void       mediary_neighbours_load_async (MediaryService     *service,
                                          GFile              *folder,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
GPtrArray *mediary_neighbours_load_finish (GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
