/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-ballast.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

/*
 * A file of nothing beside the database. SQLite needs some room for the index of its log before it can even read, so a
 * library on a full disk would not open; then this is dropped.
 */

#define SIZE  (1024 * 1024)
#define SPARE (2 * SIZE) /* we are not who fills a disk up */

static char *
dup_path (const char *database_path)
{
  return g_strconcat (database_path, ".ballast", NULL);
}

static gboolean
has_room (const char *database_path)
{
  struct statvfs status;

  return statvfs (database_path, &status) == 0 && (guint64) status.f_bavail * status.f_frsize >= SPARE;
}

/* Any thread that may wait for a disk. Where it cannot be laid nothing is worse than before. */
void
mediary_ballast_lay (const char *database_path)
{
  g_autofree char *path = dup_path (database_path);
  int              descriptor, failure;

  if (!has_room (database_path))
    return;

  descriptor = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return;

  failure = posix_fallocate (descriptor, 0, SIZE);
  close (descriptor);
  if (failure != 0)
    g_unlink (path);
}

/* Any thread that may wait for a disk. Returns whether there was some. */
gboolean
mediary_ballast_drop (const char *database_path)
{
  g_autofree char *path = dup_path (database_path);

  return g_unlink (path) == 0;
}
