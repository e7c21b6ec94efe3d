/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that names others, which whoever follows it would open or fetch. */
typedef struct {
  const char *name;
  const char *content_type;
  const char *text; /* @FILE@: a file URI, @NAME@: a name beside it, @HTTP@ and @RTP@: addresses; NULL: made of atoms */
} OutsideFile;

extern const OutsideFile outside_files[];
extern const guint       n_outside_files;

GByteArray *outside_file_make (const OutsideFile *file,
                               const char        *folder,
                               guint              port) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
