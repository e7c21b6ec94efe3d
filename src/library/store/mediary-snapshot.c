/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mediary-error.h"
#include "store/mediary-sqlite.h"

#define FOLDER    "snapshots"
#define TEMPORARY "unfinished.tmp"
/* So many regular ones, and as many from before migrations: a program that is ended at one again and again makes more. */
#define KEPT 5
/* Nothing has been written to it for so long: who was making it has been killed. */
#define ABANDONED_SECONDS (60 * 60)
/* One step of the copy: then whoever wants it to stop is heard. */
#define PAGES          512
#define PROGRESS_STEPS 10000

static char *
dup_folder (const char *database_path)
{
  g_autofree char *folder = g_path_get_dirname (database_path);

  return g_build_filename (folder, FOLDER, NULL);
}

static const char *
prefix_of (MediarySnapshotKind kind)
{
  return kind == MEDIARY_SNAPSHOT_REGULAR ? "mediary-" : "before-migration-";
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const char *first = strpbrk (*(char *const *) a, "0123456789");
  const char *second = strpbrk (*(char *const *) b, "0123456789");

  return g_strcmp0 (second, first);
}

/* Returns: (element-type filename): paths of the snapshots, the newest first; the time is in the name */
static GPtrArray *
list_snapshots (const char *database_path, const char *prefix)
{
  g_autofree char *folder = dup_folder (database_path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray  *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (g_str_has_suffix (name, ".db") && (prefix == NULL || g_str_has_prefix (name, prefix)))
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_sort (names, compare_newest_first);

  for (guint i = 0; i < names->len; i++) {
    char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

    g_free (names->pdata[i]);
    names->pdata[i] = path;
  }

  return names;
}

/* How the database's own checks end: "ok", or what is wrong. */
static gboolean
check (sqlite3 *handle, const char *pragma, GError **error)
{
  sqlite3_stmt *statement = NULL;
  const char   *verdict;
  gboolean      good;
  int           code;

  if (!mediary_sqlite_check (handle, sqlite3_prepare_v2 (handle, pragma, -1, &statement, NULL), error))
    return FALSE;

  code = sqlite3_step (statement);
  verdict = code == SQLITE_ROW ? (const char *) sqlite3_column_text (statement, 0) : NULL;
  good = g_strcmp0 (verdict, "ok") == 0;
  if (verdict == NULL)
    mediary_sqlite_set_error (handle, code, error);
  else if (!good)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_DAMAGED, "%s: %s", pragma, verdict);
  sqlite3_finalize (statement);

  return good;
}

static int
on_progress (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/* A check of a large database takes many seconds: whoever closes does not wait for it. */
static sqlite3 *
open_handle (const char *path, int flags, GCancellable *cancellable, GError **error)
{
  sqlite3 *handle = NULL;

  if (mediary_sqlite_check (handle, sqlite3_open_v2 (path, &handle, flags | SQLITE_OPEN_NOMUTEX, NULL), error)) {
    sqlite3_busy_timeout (handle, 5000);
    sqlite3_progress_handler (handle, PROGRESS_STEPS, on_progress, cancellable);
    return handle;
  }
  sqlite3_close_v2 (handle);

  return NULL;
}

/* With a read transaction open: writers go on meanwhile, and the copy is of one moment. */
static gboolean
copy_pages (sqlite3 *from, sqlite3 *to, GCancellable *cancellable, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int             code = SQLITE_OK;

  if (backup == NULL)
    return mediary_sqlite_check (to, sqlite3_errcode (to), error);

  while (code == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    code = sqlite3_backup_step (backup, PAGES);
  sqlite3_backup_finish (backup);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return mediary_sqlite_check (to, code == SQLITE_DONE ? SQLITE_OK : code, error);
}

/* SQLite's check takes the index of words for plain values; its own check writes nothing, but is only had for writing. */
static gboolean
check_words (sqlite3 *copy, GError **error)
{
  static const char sql[] = "INSERT INTO item_search (item_search) VALUES ('integrity-check')";

  return mediary_sqlite_check (copy, sqlite3_exec (copy, sql, NULL, NULL, NULL), error);
}

/* The check first: a snapshot of a damaged database must never push a good one out. */
static gboolean
copy_checked (sqlite3 *from, const char *temporary, GCancellable *cancellable, GError **error)
{
  sqlite3 *to;
  gboolean copied;

  if (!check (from, "PRAGMA integrity_check (1)", error))
    return FALSE;

  to = open_handle (temporary, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, cancellable, error);
  if (to == NULL)
    return FALSE;

  copied = copy_pages (from, to, cancellable, error) &&
    mediary_sqlite_check (to, sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL), error) &&
    check (to, "PRAGMA quick_check (1)", error) && check_words (to, error);
  sqlite3_close_v2 (to);

  return copied;
}

static gboolean
copy_database (const char *database_path, const char *temporary, GCancellable *cancellable, GError **error)
{
  sqlite3 *from = open_handle (database_path, SQLITE_OPEN_READONLY, cancellable, error);
  gboolean copied;

  if (from == NULL)
    return FALSE;

  copied = mediary_sqlite_check (from, sqlite3_exec (from, "BEGIN; SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL), error) &&
    copy_checked (from, temporary, cancellable, error);
  sqlite3_close_v2 (from);

  return copied;
}

static void
set_errno_error (GError **error, const char *what, const char *path)
{
  gboolean is_full = errno == ENOSPC || errno == EDQUOT;

  g_set_error (error, MEDIARY_ERROR, is_full ? MEDIARY_ERROR_NO_SPACE : MEDIARY_ERROR_FAILED, "%s “%s”: %s", what, path, g_strerror (errno));
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int      fd = open (path, flags | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    set_errno_error (error, "Writing to the disk", path);
  if (fd >= 0)
    close (fd);

  return synced;
}

gboolean
mediary_snapshot_sync_folder (const char *folder, GError **error)
{
  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

static gboolean
put_in_place (const char *temporary, const char *folder, MediarySnapshotKind kind, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *name = g_strdup_printf ("%s%s.%06d.db", prefix_of (kind), time, g_date_time_get_microsecond (now));
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!sync_path (temporary, O_RDONLY, error))
    return FALSE;

  if (g_rename (temporary, path) != 0) {
    set_errno_error (error, "Naming", path);
    return FALSE;
  }

  return mediary_snapshot_sync_folder (folder, error);
}

static void
remove_oldest (const char *database_path, MediarySnapshotKind kind)
{
  g_autoptr (GPtrArray) snapshots = list_snapshots (database_path, prefix_of (kind));

  for (guint i = KEPT; i < snapshots->len; i++)
    g_unlink (g_ptr_array_index (snapshots, i));
}

static void
remove_abandoned (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64      before = g_get_real_time () / G_USEC_PER_SEC - ABANDONED_SECONDS;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    GStatBuf         status;

    if (strstr (name, TEMPORARY) != NULL && g_stat (path, &status) == 0 && (gint64) status.st_mtime < before)
      g_unlink (path);
  }
}

/**
 * mediary_snapshot_make: (skip)
 *
 * Checks the database, copies it, checks the copy, and gives it its name. Any thread that may take its time.
 */
gboolean
mediary_snapshot_make (const char *database_path, MediarySnapshotKind kind, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = dup_folder (database_path);
  g_autofree char *unfinished = g_strdup_printf ("%" G_GINT64_FORMAT "-" TEMPORARY, (gint64) getpid ());
  g_autofree char *temporary = g_build_filename (folder, unfinished, NULL);
  gboolean         made;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    set_errno_error (error, "Making", folder);
    return FALSE;
  }

  remove_abandoned (folder);
  g_unlink (temporary);
  made = copy_database (database_path, temporary, cancellable, error) && put_in_place (temporary, folder, kind, error);
  g_unlink (temporary);
  if (made)
    remove_oldest (database_path, kind);

  return made;
}

static gboolean
is_good (const char *path)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = open_handle (path, SQLITE_OPEN_READONLY, NULL, &error);
  gboolean good = handle != NULL && check (handle, "PRAGMA quick_check (1)", &error);

  sqlite3_close_v2 (handle);
  if (!good)
    g_message ("Snapshot “%s” is no good: %s", path, error->message);

  return good;
}

/* Returns: (nullable): the newest snapshot that passes the checks */
char *
mediary_snapshot_find_good (const char *database_path)
{
  g_autoptr (GPtrArray) snapshots = list_snapshots (database_path, NULL);

  for (guint i = 0; i < snapshots->len; i++) {
    if (is_good (g_ptr_array_index (snapshots, i)))
      return g_strdup (g_ptr_array_index (snapshots, i));
  }

  return NULL;
}

/* Returns: (nullable): the newest snapshot */
char *
mediary_snapshot_find_newest (const char *database_path)
{
  g_autoptr (GPtrArray) snapshots = list_snapshots (database_path, NULL);

  return snapshots->len > 0 ? g_strdup (g_ptr_array_index (snapshots, 0)) : NULL;
}

static gint64
read_version (const char *path)
{
  sqlite3      *handle = open_handle (path, SQLITE_OPEN_READONLY, NULL, NULL);
  sqlite3_stmt *statement = NULL;
  gint64        version = G_MAXINT64;

  if (handle != NULL && sqlite3_prepare_v2 (handle, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    version = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close_v2 (handle);

  return version;
}

/* Returns: (nullable): the newest snapshot of version @newest or an earlier one */
char *
mediary_snapshot_find_version (const char *database_path, gint64 newest)
{
  g_autoptr (GPtrArray) snapshots = list_snapshots (database_path, NULL);

  for (guint i = 0; i < snapshots->len; i++) {
    if (read_version (g_ptr_array_index (snapshots, i)) <= newest)
      return g_strdup (g_ptr_array_index (snapshots, i));
  }

  return NULL;
}

/* Returns: seconds since the newest regular snapshot, or G_MAXINT64 */
gint64
mediary_snapshot_get_age (const char *database_path)
{
  g_autoptr (GPtrArray) snapshots = list_snapshots (database_path, prefix_of (MEDIARY_SNAPSHOT_REGULAR));
  GStatBuf buffer;

  if (snapshots->len == 0 || g_stat (g_ptr_array_index (snapshots, 0), &buffer) != 0)
    return G_MAXINT64;

  return g_get_real_time () / G_USEC_PER_SEC - (gint64) buffer.st_mtime;
}
