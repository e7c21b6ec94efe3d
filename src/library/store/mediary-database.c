/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-database.h"

#include "mediary-error.h"
#include "private/mediary-fold.h"
#include "store/mediary-sqlite.h"

/* Long enough for another program's batch, short enough to tell a person that something is stuck. */
#define BUSY_TIMEOUT_MILLISECONDS 5000

struct _MediaryDatabase {
  sqlite3    *handle;
  GHashTable *statements; /* SQL text → MediaryStatement */
};

/* What each is for stands in TRUST: hostile schemas, double-quoted slips, and a value that would fill the memory. */
static gboolean
configure_handle (sqlite3 *handle, GError **error)
{
  static const struct {
    int option;
    int value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++) {
    if (!mediary_sqlite_check (handle, sqlite3_db_config (handle, options[i].option, options[i].value, NULL), error))
      return FALSE;
  }

  sqlite3_extended_result_codes (handle, 1);
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024);
  sqlite3_limit (handle, SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 0);

  return mediary_sqlite_check (handle, sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MILLISECONDS), error);
}

/* These hold for a connection, not for the file: nothing is written by them. */
static const char connection_pragmas[] =
  "PRAGMA foreign_keys = ON;"
  "PRAGMA cell_size_check = ON;"
  "PRAGMA mmap_size = 0;" /* a failing disk is an error, not a signal */
  "PRAGMA temp_store = MEMORY;"
  "PRAGMA cache_size = -16000;"
  "PRAGMA wal_autocheckpoint = 200;"
  "PRAGMA journal_size_limit = 4194304;";

/* SQL: mediary_fold (text), as mediary_fold () in C. */
static void
fold_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char      *text = (const char *) sqlite3_value_text (values[0]);
  g_autofree char *folded = mediary_fold (text != NULL ? text : "");

  sqlite3_result_text (context, folded, -1, SQLITE_TRANSIENT);
}

/*
 * In WAL, NORMAL loses acknowledged work in a power cut; a test shows it. EXTRA is FULL there, and besides syncs the folder
 * when a journal is deleted: the one from before the switch to WAL must not come back beside a database that has grown.
 */
/* SQL: mediary_fold_name (name), as mediary_fold_name () in C. */
static void
fold_name_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char      *text = (const char *) sqlite3_value_text (values[0]);
  g_autofree char *folded = mediary_fold_name (text != NULL ? text : "");

  sqlite3_result_text (context, folded, -1, SQLITE_TRANSIENT);
}

/*
 * In WAL, NORMAL loses acknowledged work in a power cut; a test shows it. EXTRA is FULL there, and besides syncs the folder
 * when a journal is deleted: the one from before the switch to WAL must not come back beside a database that has grown.
 */
static const char *synchronous = "EXTRA";

void
mediary_database_set_synchronous_for_tests (const char *setting)
{
  synchronous = setting;
}

static gboolean
set_up (MediaryDatabase *self, GError **error)
{
  g_autofree char *durability = g_strconcat ("PRAGMA synchronous = ", synchronous, NULL);
  int              flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

  return configure_handle (self->handle, error) &&
    mediary_database_execute (self, connection_pragmas, error) &&
    mediary_database_execute (self, durability, error) &&
    mediary_sqlite_check (self->handle,
                          sqlite3_create_function_v2 (self->handle, "mediary_fold", 1, flags, NULL, fold_function, NULL, NULL, NULL),
                          error) &&
    mediary_sqlite_check (self->handle,
                          sqlite3_create_function_v2 (self->handle, "mediary_fold_name", 1, flags, NULL, fold_name_function, NULL, NULL, NULL),
                          error);
}

/**
 * mediary_database_open: (skip)
 * @path: absolute, with the links of its folders resolved: a link in it is refused
 *
 * Opens a connection. The schema is looked at by mediary_schema_apply ().
 */
MediaryDatabase *
mediary_database_open (const char *path, MediaryDatabaseMode mode, GError **error)
{
  g_autoptr (MediaryDatabase) self = g_new0 (MediaryDatabase, 1);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;

  flags |= mode == MEDIARY_DATABASE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mediary_statement_finalize);

  if (!mediary_sqlite_check (self->handle, sqlite3_open_v2 (path, &self->handle, flags, NULL), error) || !set_up (self, error)) {
    g_prefix_error (error, "Opening “%s”: ", path);
    return NULL;
  }

  return g_steal_pointer (&self);
}

void
mediary_database_close (MediaryDatabase *self)
{
  g_hash_table_unref (self->statements);
  /* Every statement is finalised, so this cannot be refused. */
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

const char *
mediary_database_get_path (MediaryDatabase *self)
{
  return sqlite3_db_filename (self->handle, "main");
}

/* SQL of ours, in one or more statements, with nothing to bind. */
gboolean
mediary_database_execute (MediaryDatabase *self, const char *sql, GError **error)
{
  return mediary_sqlite_check (self->handle, sqlite3_exec (self->handle, sql, NULL, NULL, NULL), error);
}

/* A statement in use is not lent twice: the second user gets one of its own, which goes afterwards. */
MediaryStatement *
mediary_database_prepare (MediaryDatabase *self, const char *sql, GError **error)
{
  MediaryStatement *statement = g_hash_table_lookup (self->statements, sql);
  gboolean          cached = statement == NULL;

  if (statement != NULL && !mediary_statement_is_lent (statement)) {
    mediary_statement_lend (statement, TRUE);
    return statement;
  }

  statement = mediary_statement_new (self->handle, sql, error);
  if (statement == NULL)
    return NULL;

  if (cached)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);
  mediary_statement_lend (statement, cached);

  return statement;
}

static gboolean
run (MediaryDatabase *self, const char *sql, GError **error)
{
  g_autoptr (MediaryStatement) statement = mediary_database_prepare (self, sql, error);

  return statement != NULL && mediary_statement_step (statement, error);
}

/*
 * Several reads as one: the locks are taken once and not by each statement, which costs more than the look-up. Without it
 * the reads are as right, so a failure is nothing to tell. Must be ended soon: an open transaction holds up checkpoints.
 */
void
mediary_database_begin_reading (MediaryDatabase *self)
{
  g_autoptr (GError) error = NULL;

  if (!run (self, "BEGIN", &error))
    g_debug ("Reading together: %s", error->message);
}

void
mediary_database_end_reading (MediaryDatabase *self)
{
  mediary_database_rollback (self);
}

/* Another number than before: somebody else has committed. */
static gint64
get_data_version (MediaryDatabase *self)
{
  g_autoptr (MediaryStatement) statement = mediary_database_prepare (self, "PRAGMA data_version", NULL);

  return statement != NULL && mediary_statement_next (statement, NULL) ? mediary_statement_get_integer (statement, 0) : 0;
}

/*
 * IMMEDIATE: a transaction that reads first and writes later is refused at once when another writer came between.
 *
 * SQLite's waiting is not fair: of many writers one may lose every time. So others are waited for as long as they get on;
 * only a lock that nobody gives back ends the waiting.
 */
gboolean
mediary_database_begin (MediaryDatabase *self, GError **error)
{
  while (TRUE) {
    gint64 before = get_data_version (self);
    g_autoptr (GError) local_error = NULL;

    if (run (self, "BEGIN IMMEDIATE", &local_error))
      return TRUE;
    if (!g_error_matches (local_error, MEDIARY_ERROR, MEDIARY_ERROR_BUSY) || get_data_version (self) == before) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  }
}

/* Somebody has removed the file, or put another in its place: what is written now, nobody would find again. */
static gboolean
check_in_place (MediaryDatabase *self, GError **error)
{
  int moved = 0;

  if (sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || !moved)
    return TRUE;

  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_FAILED, "Database: the file is no longer in its place");

  return FALSE;
}

gboolean
mediary_database_commit (MediaryDatabase *self, GError **error)
{
  return check_in_place (self, error) && run (self, "COMMIT", error);
}

/* After some errors SQLite has rolled back by itself; then there is nothing to do. */
void
mediary_database_rollback (MediaryDatabase *self)
{
  g_autoptr (GError) error = NULL;

  if (!sqlite3_get_autocommit (self->handle) && !run (self, "ROLLBACK", &error))
    g_warning ("Rolling back: %s", error->message);
}

gboolean
mediary_database_savepoint (MediaryDatabase *self, GError **error)
{
  return run (self, "SAVEPOINT request", error);
}

gboolean
mediary_database_release (MediaryDatabase *self, GError **error)
{
  return run (self, "RELEASE request", error);
}

/* Takes back what was done since the savepoint, and ends it. */
gboolean
mediary_database_undo (MediaryDatabase *self, GError **error)
{
  return run (self, "ROLLBACK TO request", error) && run (self, "RELEASE request", error);
}

gint64
mediary_database_get_last_row (MediaryDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

gint
mediary_database_get_n_changed (MediaryDatabase *self)
{
  return sqlite3_changes (self->handle);
}

/* The first column of the first row. No row: 0. */
gboolean
mediary_database_query_integer (MediaryDatabase *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (MediaryStatement) query = mediary_database_prepare (self, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  *value = mediary_statement_next (query, &local_error) ? mediary_statement_get_integer (query, 0) : 0;
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

/* SQLite's own quick check of the whole file: some milliseconds for each megabyte. */
gboolean
mediary_database_check (MediaryDatabase *self, GError **error)
{
  g_autoptr (MediaryStatement) check = mediary_database_prepare (self, "PRAGMA quick_check (1)", error);
  const char *verdict;

  if (check == NULL || !mediary_statement_next (check, error))
    return FALSE;

  verdict = mediary_statement_get_text (check, 0);
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;

  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_DAMAGED, "The database is damaged: %s", verdict);

  return FALSE;
}

/* Any thread: what the connection is doing ends with G_IO_ERROR_CANCELLED. */
void
mediary_database_interrupt (MediaryDatabase *self)
{
  sqlite3_interrupt (self->handle);
}
