/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-item-table.h"

#include <string.h>

#include "mediary-error.h"
#include "private/mediary-fold.h"
#include "store/mediary-earlier-place-table.h"
#include "store/mediary-revision-log.h"
#include "store/mediary-search-index.h"

#define SELECT_ITEM                                                                                   \
  "SELECT i.id, i.type, i.path, i.metadata, i.created_at, i.updated_at, f.number, f.state, f.n_uses," \
  " f.device, f.inode, f.size, f.modified FROM media_items AS i JOIN item_facts AS f ON f.item_id = i.id "

MediaryStoredItem *
mediary_stored_item_copy (const MediaryStoredItem *self)
{
  MediaryStoredItem *copy = g_memdup2 (self, sizeof *self);

  g_object_ref (copy->item);

  return copy;
}

void
mediary_stored_item_free (MediaryStoredItem *self)
{
  g_object_unref (self->item);
  g_free (self);
}

static gpointer
stored_item_from_row (MediaryStatement *query)
{
  MediaryStoredItem *stored = g_new0 (MediaryStoredItem, 1);
  MediaryItemRow     row = {
        .id = mediary_statement_get_text (query, 0),
        .type = mediary_media_type_from_string (mediary_statement_get_text (query, 1)),
        .path = mediary_statement_get_text (query, 2),
        .metadata = mediary_statement_get_text (query, 3),
        .created_at = mediary_statement_get_integer (query, 4),
        .updated_at = mediary_statement_get_integer (query, 5),
        .number = mediary_statement_get_integer (query, 6),
        .state = (MediaryState) mediary_statement_get_integer (query, 7),
        .n_uses = (guint) mediary_statement_get_integer (query, 8),
  };

  stored->item = mediary_item_new (&row);
  stored->facts.device = mediary_statement_get_integer (query, 9);
  stored->facts.inode = mediary_statement_get_integer (query, 10);
  stored->facts.size = mediary_statement_get_integer (query, 11);
  stored->facts.modified = mediary_statement_get_integer (query, 12);

  return stored;
}

/* Returns: (nullable): NULL without an error when there is no such item */
static MediaryStoredItem *
next_item (MediaryStatement *query, GError **error)
{
  return mediary_statement_next (query, error) ? stored_item_from_row (query) : NULL;
}

MediaryStoredItem *
mediary_item_table_find_id (MediaryDatabase *database, const char *id, GError **error)
{
  static const char sql[] = SELECT_ITEM "WHERE i.id = ?1";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, id);

  return next_item (query, error);
}

/* As mediary_item_table_find_id(), but that there is no such item is an error. */
MediaryStoredItem *
mediary_item_table_require_id (MediaryDatabase *database, const char *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MediaryStoredItem *stored = mediary_item_table_find_id (database, id, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (stored == NULL)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND, "No item has this id: %s", id);

  return stored;
}

MediaryStoredItem *
mediary_item_table_find_number (MediaryDatabase *database, gint64 number, GError **error)
{
  static const char sql[] = SELECT_ITEM "WHERE f.number = ?1";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_integer (query, 1, number);

  return next_item (query, error);
}

MediaryStoredItem *
mediary_item_table_find_path (MediaryDatabase *database, const char *path, GError **error)
{
  static const char sql[] = SELECT_ITEM "WHERE i.path = ?1";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, path);

  return next_item (query, error);
}

/* The newest item that had this other name. */
MediaryStoredItem *
mediary_item_table_find_name (MediaryDatabase *database, const char *path, MediaryPathKind kind, GError **error)
{
  static const char sql[] = SELECT_ITEM
    "JOIN item_paths AS p ON p.number = f.number WHERE p.path = ?1 AND p.kind = ?2 ORDER BY p.noted_at DESC, p.number DESC";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, path);
  mediary_statement_bind_integer (query, 2, kind);

  return next_item (query, error);
}

/* Returns: (element-type MediaryStoredItem): the items whose file was on this inode when it was last seen, the newest first:
 * a number is used again and again, and the older ones are gone */
GPtrArray *
mediary_item_table_list_inode (MediaryDatabase *database, gint64 device, gint64 inode, GError **error)
{
  static const char sql[] = SELECT_ITEM "WHERE f.inode = ?1 AND f.device = ?2 ORDER BY f.number DESC LIMIT 16";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_integer (query, 1, inode);
  mediary_statement_bind_integer (query, 2, device);

  return mediary_statement_list (query, stored_item_from_row, (GDestroyNotify) mediary_stored_item_free, error);
}

gboolean
mediary_item_table_has_name (MediaryDatabase *database, gint64 number, const char *path, GError **error)
{
  static const char sql[] = "SELECT 1 FROM item_paths WHERE path = ?1 AND number = ?2 AND kind = 1";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return FALSE;

  mediary_statement_bind_text (query, 1, path);
  mediary_statement_bind_integer (query, 2, number);

  return mediary_statement_next (query, error);
}

static char *
name_key (const char *path)
{
  const char *slash = strrchr (path, '/');

  return mediary_fold_key (slash != NULL ? slash + 1 : path);
}

static gboolean
insert_facts (MediaryDatabase *database, const MediaryItemRow *row, const MediaryFileFacts *facts, GError **error)
{
  static const char sql[] =
    "INSERT INTO item_facts (item_id, kind, name_key, size, last_check_in, n_uses, state, device, inode, modified)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
  g_autoptr (MediaryStatement) insert = mediary_database_prepare (database, sql, error);
  g_autofree char *key = name_key (row->path);

  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_text (insert, 1, row->id);
  mediary_statement_bind_integer (insert, 2, row->type);
  mediary_statement_bind_text (insert, 3, key);
  mediary_statement_bind_integer (insert, 4, facts->size);
  mediary_statement_bind_integer (insert, 5, row->updated_at);
  mediary_statement_bind_integer (insert, 6, row->n_uses);
  mediary_statement_bind_integer (insert, 7, row->state);
  mediary_statement_bind_integer (insert, 8, facts->device);
  mediary_statement_bind_integer (insert, 9, facts->inode);
  mediary_statement_bind_integer (insert, 10, facts->modified);

  return mediary_statement_step (insert, error);
}

static gboolean
insert_row (MediaryDatabase *database, const MediaryItemRow *row, GError **error)
{
  static const char sql[] =
    "INSERT INTO media_items (id, type, path, metadata, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
  g_autoptr (MediaryStatement) insert = mediary_database_prepare (database, sql, error);

  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_text (insert, 1, row->id);
  mediary_statement_bind_text (insert, 2, mediary_media_type_to_string (row->type));
  mediary_statement_bind_text (insert, 3, row->path);
  mediary_statement_bind_text (insert, 4, row->metadata);
  mediary_statement_bind_integer (insert, 5, row->created_at);
  mediary_statement_bind_integer (insert, 6, row->updated_at);

  return mediary_statement_step (insert, error);
}

/* Writer thread. The metadata is complete: nothing is stored before it is extracted. Returns the number, or 0. */
gint64
mediary_item_table_insert (MediaryDatabase        *database,
                           const MediaryItemRow   *row,
                           const MediaryFileFacts *facts,
                           GError                **error)
{
  gint64 number;

  if (!insert_row (database, row, error) || !insert_facts (database, row, facts, error))
    return 0;

  number = mediary_database_get_last_row (database);
  if (!mediary_search_index_add (database, number, error) ||
      !mediary_revision_log_add (database, number, MEDIARY_CHANGE_ADDED, error))
    return 0;

  return number;
}

static gboolean
update_row (MediaryDatabase *database, const MediaryItemRow *row, GError **error)
{
  static const char sql[] = "UPDATE media_items SET type = ?2, metadata = ?3, updated_at = ?4 WHERE id = ?1";
  g_autoptr (MediaryStatement) update = mediary_database_prepare (database, sql, error);

  if (update == NULL)
    return FALSE;

  mediary_statement_bind_text (update, 1, row->id);
  mediary_statement_bind_text (update, 2, mediary_media_type_to_string (row->type));
  mediary_statement_bind_text (update, 3, row->metadata);
  mediary_statement_bind_integer (update, 4, row->updated_at);

  return mediary_statement_step (update, error);
}

static gboolean
update_kind (MediaryDatabase *database, gint64 number, MediaryMediaType type, GError **error)
{
  static const char sql[] = "UPDATE item_facts SET kind = ?2 WHERE number = ?1 AND kind <> ?2";
  g_autoptr (MediaryStatement) update = mediary_database_prepare (database, sql, error);

  if (update == NULL)
    return FALSE;

  mediary_statement_bind_integer (update, 1, number);
  mediary_statement_bind_integer (update, 2, type);

  return mediary_statement_step (update, error);
}

/* Writer thread. What is in the file has changed: same item, other metadata. */
gboolean
mediary_item_table_set_contents (MediaryDatabase        *database,
                                 const MediaryItemRow   *row,
                                 const MediaryFileFacts *facts,
                                 GError                **error)
{
  return update_row (database, row, error) &&
    update_kind (database, row->number, row->type, error) &&
    mediary_item_table_set_facts (database, row->number, facts, row->state, error);
}

/* Writer thread. The file is there, and this is what it is like now. */
gboolean
mediary_item_table_set_facts (MediaryDatabase        *database,
                              gint64                  number,
                              const MediaryFileFacts *facts,
                              MediaryState            state,
                              GError                **error)
{
  static const char sql[] =
    "UPDATE item_facts SET device = ?2, inode = ?3, size = ?4, modified = ?5, state = ?6 WHERE number = ?1";
  g_autoptr (MediaryStatement) update = mediary_database_prepare (database, sql, error);

  if (update == NULL)
    return FALSE;

  mediary_statement_bind_integer (update, 1, number);
  mediary_statement_bind_integer (update, 2, facts->device);
  mediary_statement_bind_integer (update, 3, facts->inode);
  mediary_statement_bind_integer (update, 4, facts->size);
  mediary_statement_bind_integer (update, 5, facts->modified);
  mediary_statement_bind_integer (update, 6, state);

  return mediary_statement_step (update, error) &&
    mediary_revision_log_add (database, number, MEDIARY_CHANGE_UPDATED, error);
}

/* Writer thread. */
gboolean
mediary_item_table_set_state (MediaryDatabase *database, gint64 number, MediaryState state, GError **error)
{
  static const char sql[] = "UPDATE item_facts SET state = ?2 WHERE number = ?1";
  g_autoptr (MediaryStatement) update = mediary_database_prepare (database, sql, error);

  if (update == NULL)
    return FALSE;

  mediary_statement_bind_integer (update, 1, number);
  mediary_statement_bind_integer (update, 2, state);

  return mediary_statement_step (update, error) &&
    mediary_revision_log_add (database, number, MEDIARY_CHANGE_UPDATED, error);
}

static gboolean
update_path (MediaryDatabase *database, const char *id, const char *path, gint64 now, GError **error)
{
  static const char sql[] = "UPDATE media_items SET path = ?2, updated_at = ?3 WHERE id = ?1";
  g_autoptr (MediaryStatement) update = mediary_database_prepare (database, sql, error);

  if (update == NULL)
    return FALSE;

  mediary_statement_bind_text (update, 1, id);
  mediary_statement_bind_text (update, 2, path);
  mediary_statement_bind_integer (update, 3, now);

  return mediary_statement_step (update, error);
}

static gboolean
update_name_key (MediaryDatabase *database, gint64 number, const char *path, GError **error)
{
  static const char sql[] = "UPDATE item_facts SET name_key = ?2 WHERE number = ?1";
  g_autoptr (MediaryStatement) update = mediary_database_prepare (database, sql, error);
  g_autofree char *key = name_key (path);

  if (update == NULL)
    return FALSE;

  mediary_statement_bind_integer (update, 1, number);
  mediary_statement_bind_text (update, 2, key);

  return mediary_statement_step (update, error);
}

/* Writer thread. The file has moved: same item, new path; the old one stays in its history. */
gboolean
mediary_item_table_set_path (MediaryDatabase *database, MediaryItem *item, const char *path, gint64 now, GError **error)
{
  gint64 number = mediary_item_get_number (item);

  return mediary_search_index_remove (database, number, mediary_item_get_path (item), error) &&
    mediary_earlier_place_table_add (database, number, mediary_item_get_path (item), now, error) &&
    update_path (database, mediary_item_get_id (item), path, now, error) &&
    update_name_key (database, number, path, error) &&
    mediary_search_index_add (database, number, error) &&
    mediary_revision_log_add (database, number, MEDIARY_CHANGE_UPDATED, error);
}

/* Writer thread. */
gboolean
mediary_item_table_add_name (MediaryDatabase *database,
                             gint64           number,
                             const char      *path,
                             MediaryPathKind  kind,
                             gint64           now,
                             GError         **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO item_paths (path, number, kind, noted_at) VALUES (?1, ?2, ?3, ?4)";
  g_autoptr (MediaryStatement) insert = mediary_database_prepare (database, sql, error);

  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_text (insert, 1, path);
  mediary_statement_bind_integer (insert, 2, number);
  mediary_statement_bind_integer (insert, 3, kind);
  mediary_statement_bind_integer (insert, 4, now);

  return mediary_statement_step (insert, error);
}

/* Writer thread. */
gboolean
mediary_item_table_count_use (MediaryDatabase *database, gint64 number, int difference, gint64 now, GError **error)
{
  static const char sql[] =
    "UPDATE item_facts SET n_uses = n_uses + ?2, last_check_in = max (last_check_in, ?3) WHERE number = ?1";
  g_autoptr (MediaryStatement) update = mediary_database_prepare (database, sql, error);

  if (update == NULL)
    return FALSE;

  mediary_statement_bind_integer (update, 1, number);
  mediary_statement_bind_integer (update, 2, difference);
  mediary_statement_bind_integer (update, 3, now);

  return mediary_statement_step (update, error) &&
    mediary_revision_log_add (database, number, MEDIARY_CHANGE_USES, error);
}

/* Writer thread. Its uses must be gone: the foreign key refuses it otherwise. Our own rows go with it. */
gboolean
mediary_item_table_remove (MediaryDatabase *database, MediaryItem *item, GError **error)
{
  static const char sql[] = "DELETE FROM media_items WHERE id = ?1";
  g_autoptr (MediaryStatement) remove = mediary_database_prepare (database, sql, error);
  gint64 number = mediary_item_get_number (item);

  if (remove == NULL)
    return FALSE;

  mediary_statement_bind_text (remove, 1, mediary_item_get_id (item));

  return mediary_search_index_remove (database, number, mediary_item_get_path (item), error) &&
    mediary_statement_step (remove, error) &&
    mediary_revision_log_add_removal (database, number, mediary_item_get_id (item), error);
}
