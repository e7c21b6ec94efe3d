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

typedef enum {
  MEDIARY_WALK_TOP,      /* what is in the folder itself */
  MEDIARY_WALK_TOP_TELL, /* that, and its folders as if they were files: somebody is to be told of them */
  MEDIARY_WALK_DEEP,     /* what is in its folders too */
} MediaryWalkDepth;

void mediary_folder_walk (const char         *folder,
                          MediaryWalkDepth    depth,
                          GPtrArray          *left_out,
                          MediaryWalkFunc     func,
                          MediaryWalkStepFunc step,
                          gpointer            user_data);

G_END_DECLS
