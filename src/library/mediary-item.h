/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-metadata.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_ITEM (mediary_item_get_type ())
G_DECLARE_FINAL_TYPE (MediaryItem, mediary_item, MEDIARY, ITEM, GObject)

const char      *mediary_item_get_id (MediaryItem *self);
MediaryMediaType mediary_item_get_media_type (MediaryItem *self);
const char      *mediary_item_get_path (MediaryItem *self);
const char      *mediary_item_get_display_name (MediaryItem *self);
MediaryMetadata *mediary_item_get_metadata (MediaryItem *self);
gint64           mediary_item_get_created_at (MediaryItem *self);
gint64           mediary_item_get_updated_at (MediaryItem *self);
MediaryState     mediary_item_get_state (MediaryItem *self);
guint            mediary_item_get_n_uses (MediaryItem *self);

GFile *mediary_item_dup_file (MediaryItem *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
