/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-salvage.h"

#include "mediary-error.h"
#include "private/mediary-id.h"
#include "store/mediary-item-table.h"
#include "store/mediary-reference-table.h"

/*
 * What can be read of a damaged database, row by row: each row is looked up by its number alone, so a bad page costs the
 * rows on it and no others. Debian's sqlite3 has no .recover.
 */

/* Beyond the last number that could be read, so many are tried in vain before the end is believed. */
#define GAP 20000

typedef struct {
  MediaryDatabase *damaged;
  MediaryDatabase *database;
  guint            n_items;
  guint            n_references;
} Salvage;

typedef gboolean (*RowFunc) (Salvage          *self,
                             MediaryStatement *row,
                             GError          **error);

static gboolean
is_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_known (Salvage *self, const char *id, const char *path, gboolean *known, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryStoredItem) by_id = mediary_item_table_find_id (self->database, id, &local_error);
  g_autoptr (MediaryStoredItem) by_path = NULL;

  if (local_error == NULL)
    by_path = mediary_item_table_find_path (self->database, path, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  *known = by_id != NULL || by_path != NULL;

  return TRUE;
}

/* Without what its file was like: the next check-in sees to that. */
static gboolean
take_item (Salvage *self, MediaryStatement *statement, GError **error)
{
  static const MediaryFileFacts facts = { 0 };
  gboolean                      known;
  MediaryItemRow                row = {
                   .id = mediary_statement_get_text (statement, 0),
                   .type = mediary_media_type_from_string (mediary_statement_get_text (statement, 1)),
                   .path = mediary_statement_get_text (statement, 2),
                   .metadata = mediary_statement_get_text (statement, 3),
                   .created_at = mediary_statement_get_integer (statement, 4),
                   .updated_at = mediary_statement_get_integer (statement, 5),
  };

  /* Bytes of a bad page can look like a row. */
  if (!mediary_id_check (row.id) || row.type == MEDIARY_MEDIA_TYPE_UNKNOWN || !is_text (row.path) || *row.path != '/' || !is_text (row.metadata))
    return TRUE;

  if (!is_known (self, row.id, row.path, &known, error))
    return FALSE;
  if (known)
    return TRUE;

  self->n_items++;

  return mediary_item_table_insert (self->database, &row, &facts, error) != 0;
}

static gboolean
take_reference (Salvage *self, MediaryStatement *statement, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryStoredItem) item = NULL;
  g_autoptr (MediaryReference) by_id = NULL;
  g_autoptr (MediaryReference) by_names = NULL;
  MediaryReferenceRow row = {
    .id = mediary_statement_get_text (statement, 0),
    .media_item_id = mediary_statement_get_text (statement, 1),
    .module_name = mediary_statement_get_text (statement, 2),
    .artifact_name = mediary_statement_get_text (statement, 3),
    .created_at = mediary_statement_get_integer (statement, 4),
  };

  if (!mediary_id_check (row.id) || !is_text (row.media_item_id) || !is_text (row.module_name) || !is_text (row.artifact_name) ||
      !g_utf8_validate (row.module_name, -1, NULL) || !g_utf8_validate (row.artifact_name, -1, NULL))
    return TRUE;

  item = mediary_item_table_find_id (self->database, row.media_item_id, &local_error);
  if (item != NULL && local_error == NULL)
    by_id = mediary_reference_table_find_id (self->database, row.id, &local_error);
  if (item != NULL && local_error == NULL)
    by_names = mediary_reference_table_find (self->database, row.media_item_id, row.module_name, row.artifact_name, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  /* A use of an item that is lost is lost with it. */
  if (item == NULL || by_id != NULL || by_names != NULL)
    return TRUE;

  self->n_references++;

  return mediary_reference_table_insert (self->database, mediary_item_get_number (item->item), &row, error);
}

/* In the damaged file an error is no more than a row that is lost. */
static gboolean
read_row (Salvage *self, const char *sql, gint64 number, RowFunc take, gboolean *found, GError **error)
{
  g_autoptr (MediaryStatement) query = mediary_database_prepare (self->damaged, sql, NULL);

  *found = FALSE;
  if (query == NULL)
    return TRUE;

  mediary_statement_bind_integer (query, 1, number);
  *found = mediary_statement_next (query, NULL);

  return !*found || take (self, query, error);
}

static gboolean
walk (Salvage *self, const char *sql, const char *last_sql, RowFunc take, GError **error)
{
  gint64 last = 0;

  if (!mediary_database_query_integer (self->damaged, last_sql, &last, NULL))
    last = 0;

  for (gint64 number = 1, end = MAX (last, GAP); number <= end; number++) {
    gboolean found;

    if (!read_row (self, sql, number, take, &found, error))
      return FALSE;
    if (found)
      end = MAX (end, number + GAP);
  }

  return TRUE;
}

/**
 * mediary_salvage_run: (skip)
 * @damaged_path: a copy of the damaged database: it may be written to
 * @database: what is to have its rows
 *
 * One transaction: all that can be read, or nothing.
 */
gboolean
mediary_salvage_run (const char *damaged_path, MediaryDatabase *database, guint *n_items, guint *n_references, GError **error)
{
  static const char items[] = "SELECT id, type, path, metadata, created_at, updated_at FROM media_items WHERE rowid = ?1";
  static const char references[] =
    "SELECT id, media_item_id, module_name, artifact_name, created_at FROM media_references WHERE rowid = ?1";
  g_autoptr (MediaryDatabase) damaged = mediary_database_open (damaged_path, MEDIARY_DATABASE_WRITE, error);
  Salvage self = { .damaged = damaged, .database = database };

  if (damaged == NULL || !mediary_database_begin (database, error))
    return FALSE;

  if (!walk (&self, items, "SELECT max (rowid) FROM media_items", take_item, error) ||
      !walk (&self, references, "SELECT max (rowid) FROM media_references", take_reference, error) ||
      !mediary_database_commit (database, error)) {
    mediary_database_rollback (database);
    return FALSE;
  }

  *n_items = self.n_items;
  *n_references = self.n_references;

  return TRUE;
}
