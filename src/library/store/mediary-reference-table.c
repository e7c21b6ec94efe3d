/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-reference-table.h"

#include "mediary-error.h"
#include "store/mediary-artifact-table.h"
#include "store/mediary-item-table.h"
#include "store/mediary-revision-log.h"

#define SELECT_REFERENCE                                                                             \
  "SELECT r.id, r.media_item_id, r.module_name, r.artifact_name, r.created_at, f.origin, f.location" \
  " FROM media_references AS r LEFT JOIN reference_facts AS f ON f.reference_id = r.id "

static gpointer
reference_from_row (MediaryStatement *query)
{
  MediaryReferenceRow row = {
    .id = mediary_statement_get_text (query, 0),
    .media_item_id = mediary_statement_get_text (query, 1),
    .module_name = mediary_statement_get_text (query, 2),
    .artifact_name = mediary_statement_get_text (query, 3),
    .created_at = mediary_statement_get_integer (query, 4),
    .origin = (MediaryOrigin) mediary_statement_get_integer (query, 5),
    .location = mediary_statement_get_text (query, 6),
  };

  return mediary_reference_new (&row);
}

/* Whether a use makes a file a used one: "no document yet" does not. */
gboolean
mediary_reference_is_counted (const char *module_name, const char *artifact_name)
{
  return g_strcmp0 (module_name, MEDIARY_NO_DOCUMENT_MODULE) != 0 ||
    g_strcmp0 (artifact_name, MEDIARY_NO_DOCUMENT_ARTIFACT) != 0;
}

MediaryReference *
mediary_reference_table_find_id (MediaryDatabase *database, const char *id, GError **error)
{
  static const char sql[] = SELECT_REFERENCE "WHERE r.id = ?1";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, id);

  return mediary_statement_next (query, error) ? reference_from_row (query) : NULL;
}

/* As mediary_reference_table_find_id(), but that there is no such use is an error. */
MediaryReference *
mediary_reference_table_require_id (MediaryDatabase *database, const char *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MediaryReference *reference = mediary_reference_table_find_id (database, id, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (reference == NULL)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND, "No use has this id: %s", id);

  return reference;
}

/* Returns: (nullable): NULL without an error when there is no such use */
MediaryReference *
mediary_reference_table_find (MediaryDatabase *database,
                              const char      *item_id,
                              const char      *module_name,
                              const char      *artifact_name,
                              GError         **error)
{
  static const char sql[] = SELECT_REFERENCE "WHERE r.media_item_id = ?1 AND r.module_name = ?2 AND r.artifact_name = ?3";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, item_id);
  mediary_statement_bind_text (query, 2, module_name);
  mediary_statement_bind_text (query, 3, artifact_name);

  return mediary_statement_next (query, error) ? reference_from_row (query) : NULL;
}

/* Returns: (element-type MediaryReference): by module and artifact, behind @after if it is given, which may be gone */
GPtrArray *
mediary_reference_table_list (MediaryDatabase *database, const char *item_id, MediaryReference *after, guint limit, GError **error)
{
  static const char sql[] = SELECT_REFERENCE
    "WHERE r.media_item_id = ?1 AND (?2 IS NULL OR (r.module_name, r.artifact_name) > (?2, ?4))"
    " ORDER BY r.module_name, r.artifact_name LIMIT ?3";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, item_id);
  mediary_statement_bind_text (query, 2, after != NULL ? mediary_reference_get_module_name (after) : NULL);
  mediary_statement_bind_text (query, 4, after != NULL ? mediary_reference_get_artifact_name (after) : NULL);
  mediary_statement_bind_limit (query, 3, limit);

  return mediary_statement_list (query, reference_from_row, g_object_unref, error);
}

/*
 * mediary_reference_table_list_uses:
 * @after: number of an item, to continue behind its use; 0 to begin
 *
 * Returns: (element-type MediaryReference): what an artifact uses, in the order in which the items were checked in first
 */
GPtrArray *
mediary_reference_table_list_uses (MediaryDatabase *database,
                                   const char      *module_name,
                                   const char      *artifact_name,
                                   gint64           after,
                                   guint            limit,
                                   GError         **error)
{
  static const char sql[] =
    "SELECT r.id, r.media_item_id, r.module_name, r.artifact_name, r.created_at, f.origin, f.location"
    " FROM artifacts AS a CROSS JOIN item_uses AS u ON u.artifact = a.number JOIN item_facts AS i ON i.number = u.number"
    " JOIN media_references AS r ON r.media_item_id = i.item_id AND r.module_name = a.module_name AND r.artifact_name = a.name"
    " LEFT JOIN reference_facts AS f ON f.reference_id = r.id"
    " WHERE a.module_name = ?1 AND a.name = ?2 AND u.number > ?3 ORDER BY u.number LIMIT ?4";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, module_name);
  mediary_statement_bind_text (query, 2, artifact_name);
  mediary_statement_bind_integer (query, 3, after);
  mediary_statement_bind_limit (query, 4, limit);

  return mediary_statement_list (query, reference_from_row, g_object_unref, error);
}

/* -1 on error. */
static int
module_uses_item (MediaryDatabase *database, const char *item_id, const char *module_name, GError **error)
{
  static const char sql[] = "SELECT 1 FROM media_references WHERE media_item_id = ?1 AND module_name = ?2 LIMIT 1";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);
  g_autoptr (GError) local_error = NULL;
  gboolean found;

  if (query == NULL)
    return -1;

  mediary_statement_bind_text (query, 1, item_id);
  mediary_statement_bind_text (query, 2, module_name);
  found = mediary_statement_next (query, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return -1;
  }

  return found;
}

static gboolean
insert_row (MediaryDatabase *database, const MediaryReferenceRow *row, GError **error)
{
  static const char sql[] =
    "INSERT INTO media_references (id, media_item_id, module_name, artifact_name, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";
  g_autoptr (MediaryStatement) insert = mediary_database_prepare (database, sql, error);

  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_text (insert, 1, row->id);
  mediary_statement_bind_text (insert, 2, row->media_item_id);
  mediary_statement_bind_text (insert, 3, row->module_name);
  mediary_statement_bind_text (insert, 4, row->artifact_name);
  mediary_statement_bind_integer (insert, 5, row->created_at);

  return mediary_statement_step (insert, error);
}

static gboolean
insert_facts (MediaryDatabase *database, const MediaryReferenceRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO reference_facts (reference_id, origin, location) VALUES (?1, ?2, ?3)";
  g_autoptr (MediaryStatement) insert = NULL;

  if (row->origin == MEDIARY_ORIGIN_DECLARED && row->location == NULL)
    return TRUE;

  insert = mediary_database_prepare (database, sql, error);
  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_text (insert, 1, row->id);
  mediary_statement_bind_integer (insert, 2, row->origin);
  mediary_statement_bind_text (insert, 3, row->location);

  return mediary_statement_step (insert, error);
}

/* Writer thread. The use itself, and every count that tells of it. */
gboolean
mediary_reference_table_insert (MediaryDatabase *database, gint64 number, const MediaryReferenceRow *row, GError **error)
{
  int known = module_uses_item (database, row->media_item_id, row->module_name, error);
  int counted = mediary_reference_is_counted (row->module_name, row->artifact_name) ? 1 : 0;

  if (known < 0)
    return FALSE;

  return insert_row (database, row, error) &&
    insert_facts (database, row, error) &&
    mediary_artifact_table_add_use (database, row->module_name, row->artifact_name, number, !known, row->created_at, error) &&
    mediary_item_table_count_use (database, number, counted, row->created_at, error);
}

/* Writer thread. The use an item was added with: the item's row counts it already, and its log entry tells of both. */
gboolean
mediary_reference_table_insert_first (MediaryDatabase           *database,
                                      gint64                     number,
                                      const MediaryReferenceRow *row,
                                      GError                   **error)
{
  return insert_row (database, row, error) &&
    insert_facts (database, row, error) &&
    mediary_artifact_table_add_use (database, row->module_name, row->artifact_name, number, TRUE, row->created_at, error);
}

static gboolean
delete_row (MediaryDatabase *database, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM media_references WHERE id = ?1";
  g_autoptr (MediaryStatement) remove = mediary_database_prepare (database, sql, error);

  if (remove == NULL)
    return FALSE;

  mediary_statement_bind_text (remove, 1, id);

  return mediary_statement_step (remove, error);
}

/* Writer thread. The item stays: nothing is ever deleted because a count reached zero. */
gboolean
mediary_reference_table_remove (MediaryDatabase *database, gint64 number, MediaryReference *reference, GError **error)
{
  const char *module_name = mediary_reference_get_module_name (reference);
  const char *artifact_name = mediary_reference_get_artifact_name (reference);
  int         counted = mediary_reference_is_counted (module_name, artifact_name) ? 1 : 0;
  int         others;

  if (!delete_row (database, mediary_reference_get_id (reference), error))
    return FALSE;

  others = module_uses_item (database, mediary_reference_get_media_item_id (reference), module_name, error);
  if (others < 0)
    return FALSE;

  return mediary_artifact_table_remove_use (database, module_name, artifact_name, number, !others, error) &&
    mediary_item_table_count_use (database, number, -counted, 0, error);
}

/* Writer thread. Where inside the artifact it is now; how we know of it stays as it is. */
gboolean
mediary_reference_table_set_location (MediaryDatabase  *database,
                                      gint64            number,
                                      MediaryReference *reference,
                                      const char       *location,
                                      GError          **error)
{
  static const char sql[] =
    "INSERT INTO reference_facts (reference_id, origin, location) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (reference_id) DO UPDATE SET location = ?3";
  g_autoptr (MediaryStatement) upsert = mediary_database_prepare (database, sql, error);

  if (upsert == NULL)
    return FALSE;

  mediary_statement_bind_text (upsert, 1, mediary_reference_get_id (reference));
  mediary_statement_bind_integer (upsert, 2, mediary_reference_get_origin (reference));
  mediary_statement_bind_text (upsert, 3, location);

  return mediary_statement_step (upsert, error) &&
    mediary_revision_log_add (database, number, MEDIARY_CHANGE_USES, error);
}

/* What is stored of a use. The strings are the use's. */
MediaryReferenceRow
mediary_reference_table_row (MediaryReference *reference)
{
  return (MediaryReferenceRow){
    .id = mediary_reference_get_id (reference),
    .media_item_id = mediary_reference_get_media_item_id (reference),
    .module_name = mediary_reference_get_module_name (reference),
    .artifact_name = mediary_reference_get_artifact_name (reference),
    .created_at = mediary_reference_get_created_at (reference),
    .origin = mediary_reference_get_origin (reference),
    .location = mediary_reference_get_location (reference),
  };
}
