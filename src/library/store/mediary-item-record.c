/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-item-record.h"

MediaryItemName *
mediary_item_name_new (const char *path, MediaryPathKind kind, gint64 noted_at)
{
  MediaryItemName *self = g_new0 (MediaryItemName, 1);

  self->path = g_strdup (path);
  self->kind = kind;
  self->noted_at = noted_at;

  return self;
}

void
mediary_item_name_free (MediaryItemName *self)
{
  g_free (self->path);
  g_free (self);
}

void
mediary_item_record_free (MediaryItemRecord *self)
{
  mediary_stored_item_free (self->stored);
  g_ptr_array_unref (self->names);
  g_free (self);
}

static gboolean
read_last_check_in (MediaryItemRecord *self, MediaryDatabase *database, GError **error)
{
  static const char sql[] = "SELECT last_check_in FROM item_facts WHERE number = ?1";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return FALSE;

  mediary_statement_bind_integer (query, 1, mediary_item_get_number (self->stored->item));
  if (!mediary_statement_next (query, error))
    return FALSE;

  self->last_check_in = mediary_statement_get_integer (query, 0);

  return TRUE;
}

static gboolean
read_names (MediaryItemRecord *self, MediaryDatabase *database, GError **error)
{
  static const char sql[] = "SELECT path, kind, noted_at FROM item_paths WHERE number = ?1 ORDER BY noted_at, path";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  mediary_statement_bind_integer (query, 1, mediary_item_get_number (self->stored->item));
  while (mediary_statement_next (query, &local_error))
    g_ptr_array_add (self->names,
                     mediary_item_name_new (mediary_statement_get_text (query, 0),
                                            (MediaryPathKind) mediary_statement_get_integer (query, 1),
                                            mediary_statement_get_integer (query, 2)));
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

/* The item must be there. */
MediaryItemRecord *
mediary_item_record_read (MediaryDatabase *database, const MediaryStoredItem *stored, GError **error)
{
  g_autoptr (MediaryItemRecord) self = g_new0 (MediaryItemRecord, 1);

  self->stored = mediary_stored_item_copy (stored);
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) mediary_item_name_free);

  return read_last_check_in (self, database, error) && read_names (self, database, error) ? g_steal_pointer (&self) : NULL;
}

/* A check-in sets it by the clock; here it is as it was. */
static gboolean
write_last_check_in (const MediaryItemRecord *self, MediaryDatabase *database, gint64 number, GError **error)
{
  static const char sql[] = "UPDATE item_facts SET last_check_in = ?2 WHERE number = ?1";
  g_autoptr (MediaryStatement) update = mediary_database_prepare (database, sql, error);

  if (update == NULL)
    return FALSE;

  mediary_statement_bind_integer (update, 1, number);
  mediary_statement_bind_integer (update, 2, self->last_check_in);

  return mediary_statement_step (update, error);
}

static gboolean
write_names (const MediaryItemRecord *self, MediaryDatabase *database, gint64 number, GError **error)
{
  for (guint i = 0; i < self->names->len; i++) {
    const MediaryItemName *name = g_ptr_array_index (self->names, i);

    if (!mediary_item_table_add_name (database, number, name->path, name->kind, name->noted_at, error))
      return FALSE;
  }

  return TRUE;
}

/* Writer thread. Without a use: those follow, and are counted then. Returns the item's number now, or 0. */
gint64
mediary_item_record_write (const MediaryItemRecord *self, MediaryDatabase *database, GError **error)
{
  MediaryItem   *item = self->stored->item;
  MediaryItemRow row = {
    .id = mediary_item_get_id (item),
    .type = mediary_item_get_media_type (item),
    .path = mediary_item_get_path (item),
    .metadata = mediary_item_get_json (item),
    .created_at = mediary_item_get_created_at (item),
    .updated_at = mediary_item_get_updated_at (item),
    .state = mediary_item_get_state (item),
  };
  gint64 number = mediary_item_table_insert (database, &row, &self->stored->facts, error);

  if (number == 0 ||
      !write_last_check_in (self, database, number, error) ||
      !write_names (self, database, number, error))
    return 0;

  return number;
}
