/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "mediary-error.h"
#include "store/mediary-salvage.h"
#include "store/mediary-schema.h"
#include "store/mediary-snapshot.h"

/*
 * A damaged database is never overwritten: it is put aside with its log, the newest good snapshot takes its place, and
 * what can still be read of the damaged one is added. Both counts are told.
 */

static const char *const parts[] = { "", "-wal", "-shm" };

void
mediary_recovery_free (MediaryRecovery *self)
{
  g_free (self->aside);
  g_free (self->snapshot);
  g_free (self);
}

static gboolean
is_empty (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) != 0 || status.st_size == 0;
}

/* A file without a byte is what a new library begins as. But where there are copies of a library it was one, and a file
 * system has lost it. */
gboolean
mediary_recovery_is_emptied (const char *database_path)
{
  g_autofree char *log = g_strconcat (database_path, "-wal", NULL);
  g_autofree char *snapshot = NULL;

  if (!is_empty (database_path) || !is_empty (log))
    return FALSE;

  snapshot = mediary_snapshot_find_newest (database_path);

  return snapshot != NULL;
}

/* A file that is no database at all may be somebody else's, unless there are snapshots: then it was ours. */
gboolean
mediary_recovery_is_needed (const char *database_path, const GError *error)
{
  g_autofree char *snapshot = NULL;

  if (g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_DAMAGED))
    return TRUE;

  if (!g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_FOREIGN))
    return FALSE;

  snapshot = mediary_snapshot_find_newest (database_path);

  return snapshot != NULL;
}

static gboolean
set_errno_error (GError **error, const char *what, const char *path)
{
  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_DAMAGED, "%s “%s”: %s", what, path, g_strerror (errno));

  return FALSE;
}

/* All three together: a log without its database is lost work. */
static char *
put_aside (const char *database_path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s.%06d", database_path, time, g_date_time_get_microsecond (now));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *from = g_strconcat (database_path, parts[i], NULL);
    g_autofree char *to = g_strconcat (aside, parts[i], NULL);

    if (g_rename (from, to) != 0 && (errno != ENOENT || i == 0)) {
      set_errno_error (error, "Putting aside", from);
      return NULL;
    }
  }

  return g_steal_pointer (&aside);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error);
}

/* The snapshot stays what it is; a copy of it takes the place. */
static gboolean
restore (const char *snapshot, const char *database_path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (database_path);
  g_autofree char *temporary = g_strconcat (database_path, ".restoring", NULL);

  if (!copy_file (snapshot, temporary, error))
    return FALSE;

  if (g_chmod (temporary, 0600) != 0 || g_rename (temporary, database_path) != 0)
    return set_errno_error (error, "Restoring", database_path);

  return mediary_snapshot_sync_folder (folder, error);
}

static gboolean
make_empty (const char *database_path, GError **error)
{
  int fd = g_open (database_path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return set_errno_error (error, "Making", database_path);
  close (fd);

  return TRUE;
}

static gboolean
count_restored (MediaryRecovery *self, MediaryDatabase *database, GError **error)
{
  gint64 n_items;
  gint64 n_references;

  if (!mediary_database_query_integer (database, "SELECT count (*) FROM media_items", &n_items, error) ||
      !mediary_database_query_integer (database, "SELECT count (*) FROM media_references", &n_references, error))
    return FALSE;

  self->n_items_restored = (guint) n_items;
  self->n_references_restored = (guint) n_references;

  return TRUE;
}

/* SQLite repairs a log when it opens one, and what is put aside stays as it was: so it reads a copy. */
static gboolean
salvage (MediaryRecovery *self, MediaryDatabase *database, const char *database_path)
{
  g_autofree char *copy = g_strconcat (database_path, ".salvaging", NULL);
  g_autoptr (GError) error = NULL;
  gboolean salvaged = TRUE;

  for (guint i = 0; i < 2; i++) {
    g_autofree char *from = g_strconcat (self->aside, parts[i], NULL);
    g_autofree char *to = g_strconcat (copy, parts[i], NULL);

    if (g_file_test (from, G_FILE_TEST_EXISTS))
      salvaged = copy_file (from, to, &error) && salvaged;
  }

  salvaged = salvaged && mediary_salvage_run (copy, database, &self->n_items_salvaged, &self->n_references_salvaged, &error);
  if (!salvaged)
    g_message ("Reading what is left of “%s”: %s", self->aside, error->message);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *path = g_strconcat (copy, parts[i], NULL);

    g_unlink (path);
  }

  return salvaged;
}

static MediaryRecovery *
recover (const char *database_path, GError **error)
{
  g_autoptr (MediaryRecovery) self = g_new0 (MediaryRecovery, 1);
  g_autoptr (MediaryDatabase) database = NULL;

  self->aside = put_aside (database_path, error);
  if (self->aside == NULL)
    return NULL;

  self->snapshot = mediary_snapshot_find_good (database_path);
  if (!(self->snapshot != NULL ? restore (self->snapshot, database_path, error) : make_empty (database_path, error)))
    return NULL;

  database = mediary_database_open (database_path, MEDIARY_DATABASE_WRITE, error);
  if (database == NULL || !mediary_schema_apply (database, error) || !count_restored (self, database, error))
    return NULL;

  salvage (self, database, database_path);

  return g_steal_pointer (&self);
}

/* Whether it opens and passes the check: another program may have been here first. */
static gboolean
is_good_again (const char *database_path)
{
  g_autoptr (MediaryDatabase) database = NULL;

  if (mediary_recovery_is_emptied (database_path))
    return FALSE;

  database = mediary_database_open (database_path, MEDIARY_DATABASE_WRITE, NULL);

  return database != NULL && mediary_schema_apply (database, NULL) && mediary_database_check (database, NULL);
}

/**
 * mediary_recovery_run: (skip)
 *
 * One program at a time; whoever comes second finds it done.
 *
 * Returns: (nullable): what became of it; NULL without an error when another program has seen to it
 */
MediaryRecovery *
mediary_recovery_run (const char *database_path, GError **error)
{
  g_autofree char *lock_path = g_strconcat (database_path, ".recovering", NULL);
  int              lock = g_open (lock_path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  MediaryRecovery *recovery = NULL;

  if (lock < 0 || flock (lock, LOCK_EX) != 0) {
    set_errno_error (error, "Locking", lock_path);
    if (lock >= 0)
      close (lock);
    return NULL;
  }

  if (!is_good_again (database_path))
    recovery = recover (database_path, error);
  close (lock);

  return recovery;
}
