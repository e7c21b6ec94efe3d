/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns FALSE to end the walk. */
typedef gboolean (*MediaryWalkFunc) (const char *path,
                                     gpointer    user_data);
/* The next thing done may wait for the disk that this path is on. */
typedef void (*MediaryWalkStepFunc) (const char *path,
                                     gpointer    user_data);

void mediary_folder_walk (const char         *folder,
                          gboolean            include_subfolders,
                          MediaryWalkFunc     func,
                          MediaryWalkStepFunc step,
                          gpointer            user_data);

G_END_DECLS
