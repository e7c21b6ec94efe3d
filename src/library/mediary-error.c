/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-error.h"

#include <gio/gio.h>

#define ERROR_NAME(name) "org.mediary.Mediary.Error." name

/* A remote caller gets the same code by these names: they are part of the contract and do not change. */
static const GDBusErrorEntry entries[] = {
  { MEDIARY_ERROR_FILE_NOT_FOUND, ERROR_NAME ("FileNotFound") },
  { MEDIARY_ERROR_PERMISSION_DENIED, ERROR_NAME ("PermissionDenied") },
  { MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE, ERROR_NAME ("UnsupportedMediaType") },
  { MEDIARY_ERROR_NOT_FOUND, ERROR_NAME ("NotFound") },
  { MEDIARY_ERROR_IN_USE, ERROR_NAME ("InUse") },
  { MEDIARY_ERROR_INVALID_ARGUMENT, ERROR_NAME ("InvalidArgument") },
  { MEDIARY_ERROR_BUSY, ERROR_NAME ("Busy") },
  { MEDIARY_ERROR_NO_SPACE, ERROR_NAME ("NoSpace") },
  { MEDIARY_ERROR_TIMED_OUT, ERROR_NAME ("TimedOut") },
  { MEDIARY_ERROR_READ_FAILED, ERROR_NAME ("ReadFailed") },
  { MEDIARY_ERROR_DATABASE_TOO_NEW, ERROR_NAME ("DatabaseTooNew") },
  { MEDIARY_ERROR_DATABASE_DAMAGED, ERROR_NAME ("DatabaseDamaged") },
  { MEDIARY_ERROR_DATABASE_FOREIGN, ERROR_NAME ("DatabaseForeign") },
  { MEDIARY_ERROR_DATABASE_READ_ONLY, ERROR_NAME ("DatabaseReadOnly") },
  { MEDIARY_ERROR_EXTRACTION_FAILED, ERROR_NAME ("ExtractionFailed") },
  { MEDIARY_ERROR_FAILED, ERROR_NAME ("Failed") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (entries) == MEDIARY_ERROR_FAILED + 1);

/**
 * mediary_error_quark:
 *
 * The error domain of everything in Mediary. Any thread.
 *
 * Returns: the domain
 */
GQuark
mediary_error_quark (void)
{
  static gsize quark = 0;

  g_dbus_error_register_error_domain ("mediary-error-quark", &quark, entries, G_N_ELEMENTS (entries));

  return (GQuark) quark;
}
