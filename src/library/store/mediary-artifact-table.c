/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-artifact-table.h"

#include "mediary-types.h"
#include "private/mediary-fold.h"

/* Modules, artifacts, and which items they use, as numbers: kept in the transaction that writes the use itself. */

static gint64
find_artifact (MediaryDatabase *database, const char *module_name, const char *artifact_name, GError **error)
{
  static const char sql[] = "SELECT number FROM artifacts WHERE module_name = ?1 AND name = ?2";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return 0;

  mediary_statement_bind_text (query, 1, module_name);
  mediary_statement_bind_text (query, 2, artifact_name);

  return mediary_statement_next (query, error) ? mediary_statement_get_integer (query, 0) : 0;
}

static gboolean
insert_artifact (MediaryDatabase *database, const char *module_name, const char *artifact_name, GError **error)
{
  static const char sql[] = "INSERT INTO artifacts (module_name, name, n_items, last_used_at) VALUES (?1, ?2, 0, 0)";
  g_autoptr (MediaryStatement) insert = mediary_database_prepare (database, sql, error);

  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_text (insert, 1, module_name);
  mediary_statement_bind_text (insert, 2, artifact_name);

  return mediary_statement_step (insert, error);
}

static gboolean
count_in_artifact (MediaryDatabase *database, gint64 artifact, int difference, gint64 now, GError **error)
{
  static const char sql[] =
    "UPDATE artifacts SET n_items = n_items + ?2, last_used_at = max (last_used_at, ?3) WHERE number = ?1";
  g_autoptr (MediaryStatement) update = mediary_database_prepare (database, sql, error);

  if (update == NULL)
    return FALSE;

  mediary_statement_bind_integer (update, 1, artifact);
  mediary_statement_bind_integer (update, 2, difference);
  mediary_statement_bind_integer (update, 3, now);

  return mediary_statement_step (update, error);
}

static gboolean
count_in_module (MediaryDatabase *database, const char *module_name, int items, int artifacts, gint64 now, GError **error)
{
  static const char sql[] =
    "INSERT INTO modules (name, n_items, n_artifacts, last_used_at) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (name) DO UPDATE SET n_items = n_items + ?2, n_artifacts = n_artifacts + ?3,"
    " last_used_at = max (last_used_at, ?4)";
  g_autoptr (MediaryStatement) upsert = mediary_database_prepare (database, sql, error);

  if (upsert == NULL)
    return FALSE;

  mediary_statement_bind_text (upsert, 1, module_name);
  mediary_statement_bind_integer (upsert, 2, items);
  mediary_statement_bind_integer (upsert, 3, artifacts);
  mediary_statement_bind_integer (upsert, 4, now);

  return mediary_statement_step (upsert, error);
}

static gboolean
change_pair (MediaryDatabase *database, const char *sql, gint64 artifact, gint64 number, GError **error)
{
  g_autoptr (MediaryStatement) change = mediary_database_prepare (database, sql, error);

  if (change == NULL)
    return FALSE;

  mediary_statement_bind_integer (change, 1, artifact);
  mediary_statement_bind_integer (change, 2, number);

  return mediary_statement_step (change, error);
}

/* Writer thread. @new_to_module: no other artifact of the module uses the item yet. */
gboolean
mediary_artifact_table_add_use (MediaryDatabase *database,
                                const char      *module_name,
                                const char      *artifact_name,
                                gint64           number,
                                gboolean         new_to_module,
                                gint64           now,
                                GError         **error)
{
  static const char sql[] = "INSERT INTO item_uses (artifact, number) VALUES (?1, ?2)";
  g_autoptr (GError) local_error = NULL;
  gint64   artifact = find_artifact (database, module_name, artifact_name, &local_error);
  gboolean new_artifact = artifact == 0;

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  if (new_artifact) {
    if (!insert_artifact (database, module_name, artifact_name, error))
      return FALSE;
    artifact = mediary_database_get_last_row (database);
  }

  return change_pair (database, sql, artifact, number, error) &&
    count_in_artifact (database, artifact, 1, now, error) &&
    count_in_module (database, module_name, new_to_module ? 1 : 0, new_artifact ? 1 : 0, now, error);
}

static gboolean
remove_empty (MediaryDatabase *database, gint64 artifact, const char *module_name, GError **error)
{
  static const char artifact_sql[] = "DELETE FROM artifacts WHERE number = ?1 AND n_items = 0";
  static const char module_sql[] = "DELETE FROM modules WHERE name = ?1 AND n_artifacts = 0";
  g_autoptr (MediaryStatement) remove_artifact = mediary_database_prepare (database, artifact_sql, error);
  g_autoptr (MediaryStatement) remove_module = NULL;

  if (remove_artifact == NULL)
    return FALSE;

  mediary_statement_bind_integer (remove_artifact, 1, artifact);
  if (!mediary_statement_step (remove_artifact, error))
    return FALSE;

  if (mediary_database_get_n_changed (database) > 0 && !count_in_module (database, module_name, 0, -1, 0, error))
    return FALSE;

  remove_module = mediary_database_prepare (database, module_sql, error);
  if (remove_module == NULL)
    return FALSE;

  mediary_statement_bind_text (remove_module, 1, module_name);

  return mediary_statement_step (remove_module, error);
}

/* Writer thread. An artifact nothing is used by any more goes, and so does a module without artifacts. */
gboolean
mediary_artifact_table_remove_use (MediaryDatabase *database,
                                   const char      *module_name,
                                   const char      *artifact_name,
                                   gint64           number,
                                   gboolean         last_of_module,
                                   GError         **error)
{
  static const char sql[] = "DELETE FROM item_uses WHERE artifact = ?1 AND number = ?2";
  g_autoptr (GError) local_error = NULL;
  gint64 artifact = find_artifact (database, module_name, artifact_name, &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return change_pair (database, sql, artifact, number, error) &&
    count_in_artifact (database, artifact, -1, 0, error) &&
    count_in_module (database, module_name, last_of_module ? -1 : 0, 0, 0, error) &&
    remove_empty (database, artifact, module_name, error);
}

static gpointer
module_from_row (MediaryStatement *query)
{
  return mediary_module_new (mediary_statement_get_text (query, 0),
                             (guint) mediary_statement_get_integer (query, 1),
                             (guint) mediary_statement_get_integer (query, 2),
                             mediary_statement_get_integer (query, 3));
}

static gpointer
artifact_from_row (MediaryStatement *query)
{
  return mediary_artifact_new (mediary_statement_get_text (query, 0),
                               mediary_statement_get_text (query, 1),
                               (guint) mediary_statement_get_integer (query, 2),
                               mediary_statement_get_integer (query, 3));
}

/* Returns: (element-type MediaryModule): the one used last first, behind @after if it is given; no limit when it is 0 */
GPtrArray *
mediary_artifact_table_list_modules (MediaryDatabase *database, MediaryModule *after, guint limit, GError **error)
{
  static const char sql[] =
    "SELECT name, n_items, n_artifacts, last_used_at FROM modules"
    " WHERE ?1 IS NULL OR last_used_at < ?2 OR (last_used_at = ?2 AND name > ?1)"
    " ORDER BY last_used_at DESC, name LIMIT ?3";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, after != NULL ? mediary_module_get_name (after) : NULL);
  mediary_statement_bind_integer (query, 2, after != NULL ? mediary_module_get_last_used_at (after) : 0);
  mediary_statement_bind_limit (query, 3, limit);

  return mediary_statement_list (query, module_from_row, g_object_unref, error);
}

/*
 * Returns: (element-type MediaryArtifact): the one used last first, behind @after if it is given, which may be gone: then
 *   those of the same second come once more rather than not at all; no limit when it is 0
 */
GPtrArray *
mediary_artifact_table_list_artifacts (MediaryDatabase *database,
                                       const char      *module_name,
                                       MediaryArtifact *after,
                                       guint            limit,
                                       GError         **error)
{
  static const char sql[] =
    "SELECT module_name, name, n_items, last_used_at FROM artifacts WHERE module_name = ?1"
    " AND (?3 IS NULL OR (last_used_at, number) <"
    "  (?4, ifnull ((SELECT number FROM artifacts WHERE module_name = ?1 AND name = ?3), 9223372036854775807)))"
    " ORDER BY last_used_at DESC, number DESC LIMIT ?2";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, module_name);
  mediary_statement_bind_limit (query, 2, limit);
  mediary_statement_bind_text (query, 3, after != NULL ? mediary_artifact_get_name (after) : NULL);
  mediary_statement_bind_integer (query, 4, after != NULL ? mediary_artifact_get_last_used_at (after) : 0);

  return mediary_statement_list (query, artifact_from_row, g_object_unref, error);
}

/* A reader's thread. The artifacts in whose name @text is, those used last first. */
GPtrArray *
mediary_artifact_table_find_artifacts (MediaryDatabase *database, const char *text, guint limit, GError **error)
{
  static const char sql[] =
    "SELECT module_name, name, n_items, last_used_at FROM artifacts WHERE instr (mediary_fold_name (name), ?1)"
    " ORDER BY last_used_at DESC, number DESC LIMIT ?2";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);
  g_autofree char *folded = mediary_fold (text);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, folded);
  mediary_statement_bind_integer (query, 2, limit);

  return mediary_statement_list (query, artifact_from_row, g_object_unref, error);
}

/*
 * mediary_artifact_table_collect:
 * @number: of an item
 * @artifacts: a set of gint64, to which the artifacts that use the item are added; checked in by hand is no use
 *
 * A reader's thread.
 */
gboolean
mediary_artifact_table_collect (MediaryDatabase *database, gint64 number, GHashTable *artifacts, GError **error)
{
  static const char sql[] =
    "SELECT u.artifact FROM item_uses AS u WHERE u.number = ?1"
    " AND u.artifact IS NOT (SELECT a.number FROM artifacts AS a WHERE a.module_name = ?2 AND a.name = ?3)";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  mediary_statement_bind_integer (query, 1, number);
  mediary_statement_bind_text (query, 2, MEDIARY_NO_DOCUMENT_MODULE);
  mediary_statement_bind_text (query, 3, MEDIARY_NO_DOCUMENT_ARTIFACT);
  while (mediary_statement_next (query, &local_error)) {
    gint64 artifact = mediary_statement_get_integer (query, 0);

    if (!g_hash_table_contains (artifacts, &artifact))
      g_hash_table_add (artifacts, g_memdup2 (&artifact, sizeof artifact));
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}
