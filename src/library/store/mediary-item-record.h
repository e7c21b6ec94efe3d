/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/mediary-item-table.h"

G_BEGIN_DECLS

/* Another name of an item's file. */
typedef struct {
  char           *path;
  MediaryPathKind kind;
  gint64          noted_at;
} MediaryItemName;

/* All that is stored of an item but its uses: enough to store it again as it was. */
typedef struct {
  MediaryStoredItem *stored;
  gint64             last_check_in;
  GPtrArray         *names; /* of MediaryItemName */
} MediaryItemRecord;

MediaryItemName *mediary_item_name_new (const char     *path,
                                        MediaryPathKind kind,
                                        gint64          noted_at) G_GNUC_WARN_UNUSED_RESULT;
void             mediary_item_name_free (MediaryItemName *self);

MediaryItemRecord *mediary_item_record_read (MediaryDatabase         *database,
                                             const MediaryStoredItem *stored,
                                             GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
gint64             mediary_item_record_write (const MediaryItemRecord *self,
                                              MediaryDatabase         *database,
                                              GError                 **error);
void               mediary_item_record_free (MediaryItemRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryItemRecord, mediary_item_record_free)

G_END_DECLS
