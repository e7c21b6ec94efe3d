/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "store/mediary-earlier-place-table.h"

#include "private/mediary-earlier-place-private.h"
#include "store/mediary-item-table.h"

/* What of an item's other names is of interest to people: where its file was. */

static gpointer
place_from_row (MediaryStatement *row)
{
  return mediary_earlier_place_new (mediary_statement_get_text (row, 0), mediary_statement_get_integer (row, 1));
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
