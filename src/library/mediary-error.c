/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-error-private.h"

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

/* What goes with an error. Where it comes over the bus there is none of it. */
typedef struct {
  char       *library; /* of the database: its path, or NULL */
  char       *other;   /* what the sentence needs besides, or NULL: a snapshot's path, a program's name */
  const char *cause;   /* of a file: a MEDIARY_CAUSE_ word, which lives for ever, or NULL */
} Details;

/* As G_DEFINE_EXTENDED_ERROR has it, which leaves no room for the names on the bus. */
static Details *
get_details (const GError *error)
{
  const gsize alignment = 2 * sizeof (gsize);
  gsize       size = (sizeof (Details) + alignment - 1) & -alignment;

  return (gpointer) ((guint8 *) error - size);
}

static void
details_init (GError *error)
{
}

static void
details_copy (const GError *from, GError *to)
{
  get_details (to)->library = g_strdup (get_details (from)->library);
  get_details (to)->other = g_strdup (get_details (from)->other);
  get_details (to)->cause = get_details (from)->cause;
}

static void
details_clear (GError *error)
{
  g_free (get_details (error)->library);
  g_free (get_details (error)->other);
}

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

  if (g_once_init_enter (&quark)) {
    GQuark domain = g_error_domain_register_static ("mediary-error-quark", sizeof (Details), details_init, details_copy, details_clear);

    for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
      g_dbus_error_register_error (domain, entries[i].error_code, entries[i].dbus_error_name);
    g_once_init_leave (&quark, domain);
  }

  return (GQuark) quark;
}

/* Says which database @error is about, unless that has been said, or it is none of ours. */
void
mediary_error_set_library (GError *error, const char *path, const char *other)
{
  if (error->domain != MEDIARY_ERROR || get_details (error)->library != NULL)
    return;

  get_details (error)->library = g_strdup (path);
  get_details (error)->other = g_strdup (other);
}

/* Returns: (nullable): the path of the database that @error is about */
const char *
mediary_error_get_library (const GError *error)
{
  return error->domain == MEDIARY_ERROR ? get_details (error)->library : NULL;
}

/* Returns: (nullable): TOO_NEW: a snapshot that this program can read. BUSY: the program that has the lock. FOREIGN:
 * where a link leads that is in the database's place. */
const char *
mediary_error_get_other (const GError *error)
{
  return error->domain == MEDIARY_ERROR ? get_details (error)->other : NULL;
}

/* Tells more of why a file was refused than the code does. @cause: a MEDIARY_CAUSE_ word */
void
mediary_error_set_cause (GError *error, const char *cause)
{
  g_return_if_fail (error->domain == MEDIARY_ERROR);

  get_details (error)->cause = g_intern_string (cause);
}

/**
 * mediary_error_get_cause:
 * @error: an error, of any domain
 *
 * Tells more of why a file was refused than the code does, which is %MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE for an empty file and
 * for a folder too. Over the bus the answers of `CheckInMany` have the same word. Any thread.
 *
 * Returns: (nullable): `empty-file`, `folder`, or %NULL where the code says it all
 */
const char *
mediary_error_get_cause (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == MEDIARY_ERROR ? get_details (error)->cause : NULL;
}
