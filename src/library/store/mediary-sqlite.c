/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-sqlite.h"

#include "mediary-error.h"

#include <errno.h>
#include <gio/gio.h>

/* The primary codes that mean something a person can act on. All others are FAILED, with SQLite's words for the log. */
static const struct {
  int          code;
  MediaryError error;
} error_codes[] = {
  { SQLITE_BUSY, MEDIARY_ERROR_BUSY },
  { SQLITE_LOCKED, MEDIARY_ERROR_BUSY },
  { SQLITE_FULL, MEDIARY_ERROR_NO_SPACE },
  { SQLITE_CORRUPT, MEDIARY_ERROR_DATABASE_DAMAGED },
  { SQLITE_NOTADB, MEDIARY_ERROR_DATABASE_FOREIGN },
  { SQLITE_READONLY, MEDIARY_ERROR_DATABASE_READ_ONLY },
  { SQLITE_PERM, MEDIARY_ERROR_DATABASE_READ_ONLY },
};

/* Where SQLite says only that a call to the system failed, the system has said why. The index of the log is made larger
 * without that being noted: it is a disk that is full. */
static MediaryError
explain_failure (sqlite3 *handle, int code)
{
  int reason = handle != NULL ? sqlite3_system_errno (handle) : 0;

  if (code == SQLITE_IOERR_SHMSIZE || reason == ENOSPC || reason == EDQUOT)
    return MEDIARY_ERROR_NO_SPACE;
  if (reason == EROFS || reason == EACCES || reason == EPERM)
    return MEDIARY_ERROR_DATABASE_READ_ONLY;

  return MEDIARY_ERROR_FAILED;
}

/* All our SQL is right for a library of the version that was found: what it does not find there has been damaged. */
static gboolean
is_lost_schema (sqlite3 *handle, int code)
{
  static const char *const complaints[] = { "unsupported file format", "no such table", "no such column" };
  const char              *message = handle != NULL ? sqlite3_errmsg (handle) : "";

  for (guint i = 0; i < G_N_ELEMENTS (complaints); i++)
    if (code == SQLITE_ERROR && g_str_has_prefix (message, complaints[i]))
      return TRUE;

  return FALSE;
}

void
mediary_sqlite_set_error (sqlite3 *handle, int code, GError **error)
{
  MediaryError meaning = MEDIARY_ERROR_FAILED;

  if (code == SQLITE_INTERRUPT) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Interrupted");
    return;
  }

  for (guint i = 0; i < G_N_ELEMENTS (error_codes); i++) {
    if (error_codes[i].code == (code & 0xff))
      meaning = error_codes[i].error;
  }
  if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN)
    meaning = explain_failure (handle, code);
  else if (is_lost_schema (handle, code))
    meaning = MEDIARY_ERROR_DATABASE_DAMAGED;

  g_set_error (error, MEDIARY_ERROR, meaning, "Database: %s (%d)",
               handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code), code);
}

gboolean
mediary_sqlite_check (sqlite3 *handle, int code, GError **error)
{
  if (code == SQLITE_OK)
    return TRUE;

  mediary_sqlite_set_error (handle, code, error);

  return FALSE;
}
