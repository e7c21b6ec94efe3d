/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  MEDIARY_PORTAL_OPEN_FILE,
  MEDIARY_PORTAL_OPEN_FOLDER, /* the file manager, which selects the file in its folder */
} MediaryPortalOpen;

void     mediary_portal_open_async (const char         *path,
                                    MediaryPortalOpen   what,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean mediary_portal_open_finish (GAsyncResult *result,
                                     GError      **error);

G_END_DECLS
