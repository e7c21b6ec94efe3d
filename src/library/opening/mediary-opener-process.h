/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "opening/mediary-opening-board.h"

G_BEGIN_DECLS

typedef struct _MediaryOpenerProcess MediaryOpenerProcess;

MediaryOpenerProcess *mediary_opener_process_start (const char *program,
                                                    GError    **error) G_GNUC_WARN_UNUSED_RESULT;
GPid                  mediary_opener_process_end (MediaryOpenerProcess *self);

MediaryOpeningBoard *mediary_opener_process_get_board (MediaryOpenerProcess *self);
int                  mediary_opener_process_get_socket (MediaryOpenerProcess *self);

gboolean mediary_opener_process_ring (MediaryOpenerProcess *self,
                                      char                  bell);
gssize   mediary_opener_process_receive (MediaryOpenerProcess *self,
                                         void                 *buffer,
                                         gsize                 size,
                                         int                  *descriptors,
                                         gsize                *n_descriptors);

G_END_DECLS
