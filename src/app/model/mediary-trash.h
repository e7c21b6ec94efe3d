/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean mediary_trash_can_restore (void);

void       mediary_trash_throw_async (GPtrArray          *paths,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
GPtrArray *mediary_trash_throw_finish (GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void     mediary_trash_restore_async (GPtrArray          *paths,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean mediary_trash_restore_finish (GAsyncResult *result,
                                       GError      **error);

G_END_DECLS
