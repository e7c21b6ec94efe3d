/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-statement.h"

#include "mediary-error.h"
#include "store/mediary-sqlite.h"

struct _MediaryStatement {
  sqlite3_stmt *statement;
  gboolean      lent;
  gboolean      cached; /* the connection keeps it; otherwise it goes when it is given back */
};

MediaryStatement *
mediary_statement_new (sqlite3 *handle, const char *sql, GError **error)
{
  sqlite3_stmt     *statement = NULL;
  MediaryStatement *self;

  if (!mediary_sqlite_check (handle, sqlite3_prepare_v3 (handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), error)) {
    g_prefix_error (error, "Preparing “%s”: ", sql);
    return NULL;
  }

  self = g_new0 (MediaryStatement, 1);
  self->statement = statement;

  return self;
}

gboolean
mediary_statement_is_lent (MediaryStatement *self)
{
  return self->lent;
}

void
mediary_statement_lend (MediaryStatement *self, gboolean cached)
{
  self->lent = TRUE;
  self->cached = cached;
}

void
mediary_statement_finalize (MediaryStatement *self)
{
  sqlite3_finalize (self->statement);
  g_free (self);
}

void
mediary_statement_free (MediaryStatement *self)
{
  if (!self->cached) {
    mediary_statement_finalize (self);
    return;
  }

  /* What it last said is no news: step and next have told it. */
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  self->lent = FALSE;
}

/* The text is copied. Bytes that are no UTF-8 are kept as they are: a path is such text. */
void
mediary_statement_bind_text (MediaryStatement *self, int index, const char *text)
{
  int code = sqlite3_bind_text (self->statement, index, text, -1, SQLITE_TRANSIENT);

  g_assert (code == SQLITE_OK || code == SQLITE_TOOBIG); /* too big: the step says so as a missing value */
}

void
mediary_statement_bind_integer (MediaryStatement *self, int index, gint64 value)
{
  int code = sqlite3_bind_int64 (self->statement, index, value);

  g_assert (code == SQLITE_OK);
}

void
mediary_statement_bind_limit (MediaryStatement *self, int index, guint limit)
{
  mediary_statement_bind_integer (self, index, limit > 0 ? (gint64) limit : -1);
}

/* Returns: whether there is a row. FALSE without an error is the end. */
gboolean
mediary_statement_next (MediaryStatement *self, GError **error)
{
  int code = sqlite3_step (self->statement);

  if (code == SQLITE_ROW)
    return TRUE;

  if (code != SQLITE_DONE)
    mediary_sqlite_set_error (sqlite3_db_handle (self->statement), code, error);

  return FALSE;
}

/* Runs a statement whose rows, if any, do not matter. It may be bound and run again. */
gboolean
mediary_statement_step (MediaryStatement *self, GError **error)
{
  int code = sqlite3_step (self->statement);

  if (code == SQLITE_ROW || code == SQLITE_DONE) {
    sqlite3_reset (self->statement);
    return TRUE;
  }

  mediary_sqlite_set_error (sqlite3_db_handle (self->statement), code, error);
  sqlite3_reset (self->statement);

  return FALSE;
}

/* Returns: what was made of each row that is left, or NULL when they could not all be read */
GPtrArray *
mediary_statement_list (MediaryStatement *self, MediaryRowFunc make, GDestroyNotify free_made, GError **error)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (free_made);
  g_autoptr (GError) local_error = NULL;

  while (mediary_statement_next (self, &local_error))
    g_ptr_array_add (made, make (self));
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_steal_pointer (&made);
}

/* Returns: (transfer none) (nullable): good until the next row */
const char *
mediary_statement_get_text (MediaryStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

gint64
mediary_statement_get_integer (MediaryStatement *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}
