/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-lock-holder.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/*
 * Who keeps a database locked, from the kernel's list of locks. fcntl() would tell as well, but not without opening the
 * file, and closing it again would give up SQLite's own locks on it.
 */

/* Another process that has locked this file for writing; 0: nobody that we can see. */
static int
find_holder (const char *locks, const char *path)
{
  g_auto (GStrv) lines = g_strsplit (locks, "\n", -1);
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return 0;

  for (guint i = 0; lines[i] != NULL; i++) {
    guint  device_major, device_minor;
    gulong inode;
    int    pid;
    /* “5: POSIX  ADVISORY  WRITE 3157 08:01:28 120 120”; who only waits has an arrow in front. */
    gboolean is_lock = sscanf (lines[i], "%*d: %*s %*s WRITE %d %x:%x:%lu", &pid, &device_major, &device_minor, &inode) == 4;

    if (is_lock && pid > 0 && pid != getpid () && inode == status.st_ino && device_major == major (status.st_dev) &&
        device_minor == minor (status.st_dev))
      return pid;
  }

  return 0;
}

/**
 * mediary_lock_holder_dup_name: (skip)
 *
 * Any thread that may wait for a disk.
 *
 * Returns: (nullable): the name of the program that has locked the database, where it can be seen
 */
char *
mediary_lock_holder_dup_name (const char *database_path)
{
  static const char *const parts[] = { "-shm", "" }; /* with a log, the locks are in the index of that */
  g_autofree char         *locks = NULL;
  int                      pid = 0;

  if (!g_file_get_contents ("/proc/locks", &locks, NULL, NULL))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts) && pid == 0; i++) {
    g_autofree char *path = g_strconcat (database_path, parts[i], NULL);

    pid = find_holder (locks, path);
  }

  if (pid > 0) {
    g_autofree char *path = g_strdup_printf ("/proc/%d/comm", pid);
    char            *name = NULL;

    if (g_file_get_contents (path, &name, NULL, NULL))
      return g_strchomp (name);
  }

  return NULL;
}
