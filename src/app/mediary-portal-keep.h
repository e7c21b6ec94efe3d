/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <mediary.h>

G_BEGIN_DECLS

void   mediary_portal_keep_async (MediaryService     *service,
                                  MediaryItem        *item,
                                  GFile              *chosen,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gssize mediary_portal_keep_finish (GAsyncResult *result,
                                   GError      **error);

G_END_DECLS
