/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-reference.h"
#include "mediary-removal.h"
#include "mediary-sync.h"

G_BEGIN_DECLS

/* One use of the set, and what came of it. */
typedef struct {
  char             *path; /* or … */
  char             *text;
  char             *location;
  MediaryReference *reference;
  GError           *error;
} MediarySyncUse;

GPtrArray *mediary_sync_peek_uses (MediarySync *self);
gboolean   mediary_sync_begin (MediarySync *self);
void       mediary_sync_end (MediarySync    *self,
                             guint           n_added,
                             guint           n_kept,
                             MediaryRemoval *removal);

G_END_DECLS
