/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MEDIARY_ERROR (mediary_error_quark ())

/**
 * MediaryError:
 * @MEDIARY_ERROR_FILE_NOT_FOUND: there is no such file, and Mediary never knew one there
 * @MEDIARY_ERROR_PERMISSION_DENIED: the file may not be read
 * @MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE: it is no image, video or sound: another type, an empty file, a folder, a device
 * @MEDIARY_ERROR_NOT_FOUND: no item or use has this id
 * @MEDIARY_ERROR_IN_USE: refused because something still uses it
 * @MEDIARY_ERROR_INVALID_ARGUMENT: an argument is empty, too long, or not valid UTF-8
 * @MEDIARY_ERROR_BUSY: another program has kept the database locked
 * @MEDIARY_ERROR_NO_SPACE: the disk that holds the database is full
 * @MEDIARY_ERROR_TIMED_OUT: a disk or network folder did not answer
 * @MEDIARY_ERROR_READ_FAILED: the disk reported a fault while the file was read
 * @MEDIARY_ERROR_DATABASE_TOO_NEW: a newer Mediary wrote it
 * @MEDIARY_ERROR_DATABASE_DAMAGED: the database cannot be read
 * @MEDIARY_ERROR_DATABASE_FOREIGN: the file is not a Mediary database
 * @MEDIARY_ERROR_DATABASE_READ_ONLY: the database may not be written
 * @MEDIARY_ERROR_EXTRACTION_FAILED: an explicit refresh could not read the file's details
 * @MEDIARY_ERROR_FAILED: anything else; the message says what
 *
 * Errors of Mediary. Each has a D-Bus name, so that a remote caller gets the same code.
 */
typedef enum {
  MEDIARY_ERROR_FILE_NOT_FOUND,
  MEDIARY_ERROR_PERMISSION_DENIED,
  MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE,
  MEDIARY_ERROR_NOT_FOUND,
  MEDIARY_ERROR_IN_USE,
  MEDIARY_ERROR_INVALID_ARGUMENT,
  MEDIARY_ERROR_BUSY,
  MEDIARY_ERROR_NO_SPACE,
  MEDIARY_ERROR_TIMED_OUT,
  MEDIARY_ERROR_READ_FAILED,
  MEDIARY_ERROR_DATABASE_TOO_NEW,
  MEDIARY_ERROR_DATABASE_DAMAGED,
  MEDIARY_ERROR_DATABASE_FOREIGN,
  MEDIARY_ERROR_DATABASE_READ_ONLY,
  MEDIARY_ERROR_EXTRACTION_FAILED,
  MEDIARY_ERROR_FAILED,
} MediaryError;

/* What a cause can say. */
#define MEDIARY_CAUSE_EMPTY_FILE "empty-file"
#define MEDIARY_CAUSE_FOLDER     "folder"

GQuark      mediary_error_quark (void);
const char *mediary_error_get_cause (const GError *error);

G_END_DECLS
