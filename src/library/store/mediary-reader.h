/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/mediary-database.h"

G_BEGIN_DECLS

/* The threads that read, each with a connection of its own. A request is one short read. */
typedef struct _MediaryReader MediaryReader;

/* A reader's thread. */
typedef void (*MediaryReadFunc) (MediaryDatabase *database,
                                 gpointer         request);

MediaryReader *mediary_reader_new (const char *path,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void           mediary_reader_close (MediaryReader *self);

void mediary_reader_push (MediaryReader  *self,
                          MediaryReadFunc read,
                          gpointer        request);
void mediary_reader_run (MediaryReader  *self,
                         MediaryReadFunc read,
                         gpointer        request);

G_END_DECLS
