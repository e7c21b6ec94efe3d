/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-revision-log.h"

#include "mediary-error.h"

/* Who is further behind starts over. */
#define KEPT 100000
/* The log is trimmed when it is this much longer, not at every change. */
#define SLACK 10000

static gboolean
insert_change (MediaryDatabase *database, gint64 number, MediaryChange change, const char *gone, GError **error)
{
  static const char sql[] = "INSERT INTO revisions (number, change, gone) VALUES (?1, ?2, ?3)";
  g_autoptr (MediaryStatement) insert = mediary_database_prepare (database, sql, error);

  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_integer (insert, 1, number);
  mediary_statement_bind_integer (insert, 2, change);
  mediary_statement_bind_text (insert, 3, gone);

  return mediary_statement_step (insert, error);
}

/* Writer thread. In the transaction of the change. */
gboolean
mediary_revision_log_add (MediaryDatabase *database, gint64 number, MediaryChange change, GError **error)
{
  return insert_change (database, number, change, NULL, error);
}

/* Writer thread. Its number says nothing any more; who asks by id is told the id. */
gboolean
mediary_revision_log_add_removal (MediaryDatabase *database, gint64 number, const char *id, GError **error)
{
  return insert_change (database, number, MEDIARY_CHANGE_REMOVED, id, error);
}

gboolean
mediary_revision_log_get_last (MediaryDatabase *database, gint64 *revision, GError **error)
{
  return mediary_database_query_integer (database, "SELECT max (revision) FROM revisions", revision, error);
}

/* Writer thread. */
gboolean
mediary_revision_log_trim (MediaryDatabase *database, GError **error)
{
  static const char sql[] = "DELETE FROM revisions WHERE revision <= ?1";
  g_autoptr (MediaryStatement) remove = NULL;
  gint64 first;
  gint64 last;

  if (!mediary_database_query_integer (database, "SELECT min (revision) FROM revisions", &first, error) ||
      !mediary_revision_log_get_last (database, &last, error))
    return FALSE;

  if (last - first < KEPT + SLACK)
    return TRUE;

  remove = mediary_database_prepare (database, sql, error);
  if (remove == NULL)
    return FALSE;

  mediary_statement_bind_integer (remove, 1, last - KEPT);

  return mediary_statement_step (remove, error);
}

/*
 * mediary_revision_log_list_since:
 *
 * The numbers touched after a revision, each once, in ascending order, and the revision that brings one to.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): NULL without an error when one has to start over
 */
GArray *
mediary_revision_log_list_since (MediaryDatabase *database, gint64 revision, gint64 *last, GError **error)
{
  static const char sql[] = "SELECT DISTINCT number FROM revisions WHERE revision > ?1 AND revision <= ?2 ORDER BY number";
  g_autoptr (MediaryStatement) query = NULL;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  gint64 first;

  if (!mediary_database_query_integer (database, "SELECT min (revision) FROM revisions", &first, error) ||
      !mediary_revision_log_get_last (database, last, error))
    return NULL;

  if (revision < first - 1)
    return NULL;

  query = mediary_database_prepare (database, sql, error);
  if (query == NULL)
    return NULL;

  mediary_statement_bind_integer (query, 1, revision);
  mediary_statement_bind_integer (query, 2, *last);
  while (mediary_statement_next (query, &local_error)) {
    gint64 number = mediary_statement_get_integer (query, 0);

    if (number == 0)
      return NULL;
    g_array_append_val (numbers, number);
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_steal_pointer (&numbers);
}

/* The first revision that is still in the log decides who has to start over. */
static gboolean
is_forgotten (MediaryDatabase *database, gint64 revision, gint64 last, gboolean *forgotten, GError **error)
{
  gint64 first;

  if (!mediary_database_query_integer (database, "SELECT min (revision) FROM revisions", &first, error))
    return FALSE;

  /* Ahead of the log is whoever saw another database at this place. */
  *forgotten = revision < first - 1 || revision > last;

  return TRUE;
}

/*
 * mediary_revision_log_read:
 * @limit: at most so many entries are looked at
 * @reached: (inout): the last revision; on return how far this answer goes
 * @func: called with the id of each item touched, and whether it is gone; more than once for one touched more than once
 *
 * Returns: whether it could be read; when one has to start over, @start_over is set and @func is not called
 */
gboolean
mediary_revision_log_read (MediaryDatabase    *database,
                           gint64              revision,
                           guint               limit,
                           gint64             *reached,
                           gboolean           *start_over,
                           MediaryRevisionFunc func,
                           gpointer            user_data,
                           GError            **error)
{
  static const char sql[] =
    "SELECT r.revision, r.number, coalesce (r.gone, f.item_id), r.gone IS NOT NULL FROM revisions AS r"
    " LEFT JOIN item_facts AS f ON f.number = r.number AND r.gone IS NULL"
    " WHERE r.revision > ?1 ORDER BY r.revision LIMIT ?2";
  g_autoptr (MediaryStatement) query = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!mediary_revision_log_get_last (database, reached, error) ||
      !is_forgotten (database, revision, *reached, start_over, error))
    return FALSE;
  if (*start_over)
    return TRUE;

  query = mediary_database_prepare (database, sql, error);
  if (query == NULL)
    return FALSE;

  mediary_statement_bind_integer (query, 1, revision);
  mediary_statement_bind_integer (query, 2, limit);
  *reached = revision;
  while (mediary_statement_next (query, &local_error)) {
    const char *id = mediary_statement_get_text (query, 2);

    *reached = mediary_statement_get_integer (query, 0);
    if (mediary_statement_get_integer (query, 1) == 0)
      *start_over = TRUE;
    else if (id != NULL)
      func (id, mediary_statement_get_integer (query, 3) != 0, user_data);
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}
