/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "private/mediary-file-facts.h"
#include "private/mediary-item-private.h"
#include "store/mediary-database.h"

G_BEGIN_DECLS

/* An item as it is stored, with what its file was like. */
typedef struct {
  MediaryItem     *item;
  MediaryFileFacts facts;
} MediaryStoredItem;

typedef enum {
  MEDIARY_PATH_GIVEN = 1,   /* another name of the file: a link, or a second hard link */
  MEDIARY_PATH_EARLIER = 2, /* where the file was before it moved */
} MediaryPathKind;

MediaryStoredItem *mediary_stored_item_copy (const MediaryStoredItem *self) G_GNUC_WARN_UNUSED_RESULT;
void               mediary_stored_item_free (MediaryStoredItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryStoredItem, mediary_stored_item_free)

MediaryStoredItem *mediary_item_table_find_id (MediaryDatabase *database,
                                               const char      *id,
                                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;
MediaryStoredItem *mediary_item_table_require_id (MediaryDatabase *database,
                                                  const char      *id,
                                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;
MediaryStoredItem *mediary_item_table_find_number (MediaryDatabase *database,
                                                   gint64           number,
                                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;
MediaryStoredItem *mediary_item_table_find_path (MediaryDatabase *database,
                                                 const char      *path,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;
MediaryStoredItem *mediary_item_table_find_name (MediaryDatabase *database,
                                                 const char      *path,
                                                 MediaryPathKind  kind,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *mediary_item_table_list_inode (MediaryDatabase *database,
                                                  gint64           device,
                                                  gint64           inode,
                                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           mediary_item_table_has_name (MediaryDatabase *database,
                                                gint64           number,
                                                const char      *path,
                                                GError         **error);

gint64   mediary_item_table_insert (MediaryDatabase        *database,
                                    const MediaryItemRow   *row,
                                    const MediaryFileFacts *facts,
                                    GError                **error);
gboolean mediary_item_table_set_contents (MediaryDatabase        *database,
                                          const MediaryItemRow   *row,
                                          const MediaryFileFacts *facts,
                                          GError                **error);
gboolean mediary_item_table_set_facts (MediaryDatabase        *database,
                                       gint64                  number,
                                       const MediaryFileFacts *facts,
                                       MediaryState            state,
                                       GError                **error);
gboolean mediary_item_table_set_path (MediaryDatabase *database,
                                      MediaryItem     *item,
                                      const char      *path,
                                      gint64           now,
                                      GError         **error);
gboolean mediary_item_table_set_state (MediaryDatabase *database,
                                       gint64           number,
                                       MediaryState     state,
                                       GError         **error);
gboolean mediary_item_table_add_name (MediaryDatabase *database,
                                      gint64           number,
                                      const char      *path,
                                      MediaryPathKind  kind,
                                      gint64           now,
                                      GError         **error);
gboolean mediary_item_table_count_use (MediaryDatabase *database,
                                       gint64           number,
                                       int              difference,
                                       gint64           now,
                                       GError         **error);
gboolean mediary_item_table_remove (MediaryDatabase *database,
                                    MediaryItem     *item,
                                    GError         **error);

G_END_DECLS
