/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-search-index.h"

#include "private/mediary-fold.h"

/* One slice: about 15 ms, so that no other program waits noticeably for the lock. */
#define SLICE 500

/*
 * The trigrams of a path cost as much as all the rest of a check-in. So a new path is put in a queue, and the writer
 * indexes it when it has nothing else to do. A search looks into both.
 */

/* Writer thread. */
gboolean
mediary_search_index_add (MediaryDatabase *database, gint64 number, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO search_queue (number) VALUES (?1)";
  g_autoptr (MediaryStatement) insert = mediary_database_prepare (database, sql, error);

  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_integer (insert, 1, number);

  return mediary_statement_step (insert, error);
}

/* The index keeps no text of its own: to take a row out, it must be given the words it was put in with. */
static gboolean
remove_words (MediaryDatabase *database, gint64 number, const char *path, GError **error)
{
  static const char sql[] = "INSERT INTO item_search (item_search, rowid, path) VALUES ('delete', ?1, ?2)";
  g_autoptr (MediaryStatement) remove = mediary_database_prepare (database, sql, error);
  g_autofree char *folded = mediary_fold (path);

  if (remove == NULL)
    return FALSE;

  mediary_statement_bind_integer (remove, 1, number);
  mediary_statement_bind_text (remove, 2, folded);

  return mediary_statement_step (remove, error);
}

/* Writer thread. @path is what the item had when it was added. */
gboolean
mediary_search_index_remove (MediaryDatabase *database, gint64 number, const char *path, GError **error)
{
  static const char sql[] = "DELETE FROM search_queue WHERE number = ?1";
  g_autoptr (MediaryStatement) dequeue = mediary_database_prepare (database, sql, error);

  if (dequeue == NULL)
    return FALSE;

  mediary_statement_bind_integer (dequeue, 1, number);
  if (!mediary_statement_step (dequeue, error))
    return FALSE;

  return mediary_database_get_n_changed (database) > 0 || remove_words (database, number, path, error);
}

static gboolean
add_words (MediaryDatabase *database, GError **error)
{
  static const char sql[] =
    "INSERT INTO item_search (rowid, path)"
    " SELECT q.number, mediary_fold (i.path) FROM (SELECT number FROM search_queue ORDER BY number LIMIT ?1) AS q"
    " JOIN item_facts AS f ON f.number = q.number JOIN media_items AS i ON i.id = f.item_id";
  g_autoptr (MediaryStatement) insert = mediary_database_prepare (database, sql, error);

  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_integer (insert, 1, SLICE);

  return mediary_statement_step (insert, error);
}

/* Writer thread, idle. One slice of the queue. Returns whether there is more. */
gboolean
mediary_search_index_fill (MediaryDatabase *database, GError **error)
{
  static const char sql[] =
    "DELETE FROM search_queue WHERE number IN (SELECT number FROM search_queue ORDER BY number LIMIT ?1)";
  g_autoptr (MediaryStatement) dequeue = NULL;
  gint64 waiting;

  if (!mediary_database_query_integer (database, "SELECT EXISTS (SELECT 1 FROM search_queue)", &waiting, error) || !waiting)
    return FALSE;

  if (!add_words (database, error))
    return FALSE;

  dequeue = mediary_database_prepare (database, sql, error);
  if (dequeue == NULL)
    return FALSE;

  mediary_statement_bind_integer (dequeue, 1, SLICE);

  return mediary_statement_step (dequeue, error) && mediary_database_get_n_changed (database) == SLICE;
}
