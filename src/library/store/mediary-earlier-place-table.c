/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "store/mediary-earlier-place-table.h"

#include "private/mediary-earlier-place-private.h"
#include "store/mediary-item-table.h"

/* What of an item's other names is of interest to people: where its file was. */

/* Seconds, and so many moves in one second. */
#define MAX_AHEAD 60

static gpointer
place_from_row (MediaryStatement *row)
{
  return mediary_earlier_place_new (mediary_statement_get_text (row, 0), mediary_statement_get_integer (row, 1));
}

/*
 * Writer thread. Times are whole seconds, and no two places of an item may have the same, or nobody could tell which was left
 * first: one that is left in the same second is noted in the next. Times that are further ahead come from a clock that was
 * wrong, and are not followed.
 */
gboolean
mediary_earlier_place_table_add (MediaryDatabase *database, gint64 number, const char *path, gint64 now, GError **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO item_paths (path, number, kind, noted_at)"
    " SELECT ?1, ?2, ?3, ifnull (max (noted_at) + 1, ?4) FROM item_paths"
    " WHERE number = ?2 AND kind = ?3 AND noted_at BETWEEN ?4 AND ?4 + ?5";
  g_autoptr (MediaryStatement) insert = mediary_database_prepare (database, sql, error);

  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_text (insert, 1, path);
  mediary_statement_bind_integer (insert, 2, number);
  mediary_statement_bind_integer (insert, 3, MEDIARY_PATH_EARLIER);
  mediary_statement_bind_integer (insert, 4, now);
  mediary_statement_bind_integer (insert, 5, MAX_AHEAD);

  return mediary_statement_step (insert, error);
}

/* Returns: (element-type MediaryEarlierPlace): the one that was left last first */
GPtrArray *
mediary_earlier_place_table_list (MediaryDatabase *database, const char *item_id, GError **error)
{
  static const char sql[] = "SELECT p.path, p.noted_at FROM item_facts AS f JOIN item_paths AS p ON p.number = f.number"
                            " WHERE f.item_id = ?1 AND p.kind = ?2 ORDER BY p.noted_at DESC, p.path";
  g_autoptr (MediaryStatement) query = mediary_database_prepare (database, sql, error);

  if (query == NULL)
    return NULL;

  mediary_statement_bind_text (query, 1, item_id);
  mediary_statement_bind_integer (query, 2, MEDIARY_PATH_EARLIER);

  return mediary_statement_list (query, place_from_row, g_object_unref, error);
}
