/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-locations.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "private/mediary-error-private.h"

#define DATABASE_NAME "mediary.db"

static void
set_error (GError **error, int error_number, const char *what, const char *path)
{
  MediaryError code = MEDIARY_ERROR_FAILED;

  if (error_number == EACCES || error_number == EPERM || error_number == EROFS)
    code = MEDIARY_ERROR_DATABASE_READ_ONLY;
  else if (error_number == ENOSPC || error_number == EDQUOT)
    code = MEDIARY_ERROR_NO_SPACE;

  g_set_error (error, MEDIARY_ERROR, code, "%s “%s”: %s", what, path, g_strerror (error_number));
  if (error != NULL)
    mediary_error_set_library (*error, path, NULL);
}

/**
 * mediary_locations_dup_folder: (skip)
 * @folder: (nullable): a folder; NULL is MEDIARY_DATA_DIR, or else the person's data folder
 *
 * Makes the folder, for nobody else to read. The links in it are resolved, because the database is opened without
 * following any.
 */
char *
mediary_locations_dup_folder (const char *folder, GError **error)
{
  g_autofree char *chosen = NULL;
  char            *real;
  char            *copy;

  if (folder != NULL)
    chosen = g_strdup (folder);
  else if (g_getenv ("MEDIARY_DATA_DIR") != NULL)
    chosen = g_strdup (g_getenv ("MEDIARY_DATA_DIR"));
  else
    chosen = g_build_filename (g_get_user_data_dir (), MEDIARY_DEVELOPMENT ? "mediary-devel" : "mediary", NULL);

  if (g_mkdir_with_parents (chosen, 0700) != 0) {
    set_error (error, errno, "Making the folder", chosen);
    return NULL;
  }

  real = realpath (chosen, NULL);
  if (real == NULL) {
    set_error (error, errno, "Opening the folder", chosen);
    return NULL;
  }

  copy = g_strdup (real);
  free (real);

  return copy;
}

/* A FIFO would be waited for, a link may lead to what is nobody's business. Nothing at all is a library to be made. */
static gboolean
check_place (const char *path, GError **error)
{
  GStatBuf         status;
  g_autofree char *target = NULL;

  if (g_lstat (path, &status) != 0 || S_ISREG (status.st_mode))
    return TRUE;

  target = g_file_read_link (path, NULL);
  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_FOREIGN, "“%s” is no plain file", path);
  if (error != NULL)
    mediary_error_set_library (*error, path, target);

  return FALSE;
}

/* The database's path in a folder. It is made when it is not there, so that nobody else can read it from the start. */
char *
mediary_locations_dup_database (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, DATABASE_NAME, NULL);
  int              fd;

  if (!check_place (path, error))
    return NULL;

  fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    close (fd);
  else if (errno != EEXIST) {
    set_error (error, errno, "Making the database", path);
    return NULL;
  }

  /* SQLite puts its log beside it, and where it cannot it does not say why. */
  if (faccessat (AT_FDCWD, path, W_OK, AT_EACCESS) != 0 || faccessat (AT_FDCWD, folder, W_OK, AT_EACCESS) != 0) {
    set_error (error, errno, "Writing the database", path);
    return NULL;
  }

  return g_steal_pointer (&path);
}
