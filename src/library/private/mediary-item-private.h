/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-item.h"

G_BEGIN_DECLS

/* What the store knows of an item. The strings are copied. */
typedef struct {
  gint64           number; /* the handle of its row: in memory and in the revision log only */
  const char      *id;
  MediaryMediaType type;
  const char      *path;
  const char      *metadata; /* JSON: read when somebody asks */
  gint64           created_at;
  gint64           updated_at;
  MediaryState     state;
  guint            n_uses;
} MediaryItemRow;

MediaryItem *mediary_item_new (const MediaryItemRow *row) G_GNUC_WARN_UNUSED_RESULT;
gint64       mediary_item_get_number (MediaryItem *self);
const char  *mediary_item_get_json (MediaryItem *self);

G_END_DECLS
