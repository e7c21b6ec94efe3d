/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-revision-log.h"

#include "mediary-error.h"

/* Who is further behind starts over. */
#define KEPT 100000
/* The log is trimmed when it is this much longer, not at every change. */
#define SLACK 10000

/* Writer thread. In the transaction of the change. */
gboolean
mediary_revision_log_add (MediaryDatabase *database, gint64 number, MediaryChange change, GError **error)
{
  static const char sql[] = "INSERT INTO revisions (number, change) VALUES (?1, ?2)";
  g_autoptr (MediaryStatement) insert = mediary_database_prepare (database, sql, error);

  if (insert == NULL)
    return FALSE;

  mediary_statement_bind_integer (insert, 1, number);
  mediary_statement_bind_integer (insert, 2, change);

  return mediary_statement_step (insert, error);
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
