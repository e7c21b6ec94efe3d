/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file worker. Returns FALSE to end the walk. */
typedef gboolean (*MediaryWalkFunc) (const char *path,
                                     gpointer    user_data);

void mediary_folder_walk (const char     *folder,
                          gboolean        include_subfolders,
                          GCancellable   *cancellable,
                          MediaryWalkFunc func,
                          gpointer        user_data);

G_END_DECLS
