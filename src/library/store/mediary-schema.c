/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-schema.h"

#include <gio/gio.h>

#include "mediary-error.h"
#include "mediary-library-resources.h"

/* "Medi", in the file's header: other SQLite files are not ours to touch. */
#define APPLICATION_ID 0x4d656469
#define SCRIPTS        "/org/mediary/library/schema"

#define OPENING_SECONDS    10
#define RETRY_MICROSECONDS 20000

typedef struct {
  gint64 application_id;
  gint64 version;
  gint64 n_objects;
} Header;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char **) a, *(char **) b);
}

/* Returns: (transfer full): the scripts' names in order; the number each begins with is its place, from 1 */
static GStrv
list_scripts (void)
{
  GStrv scripts = g_resource_enumerate_children (mediary_library_get_resource (), SCRIPTS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (scripts != NULL);
  qsort (scripts, g_strv_length (scripts), sizeof (char *), compare_names);

  return scripts;
}

static gboolean
read_header (MediaryDatabase *database, Header *header, GError **error)
{
  return mediary_database_query_integer (database, "PRAGMA application_id", &header->application_id, error) &&
    mediary_database_query_integer (database, "PRAGMA user_version", &header->version, error) &&
    mediary_database_query_integer (database, "SELECT count (*) FROM sqlite_schema", &header->n_objects, error);
}

/* Nothing has been written when this refuses. */
static gboolean
check_header (const Header *header, guint newest, GError **error)
{
  gboolean fresh = header->application_id == 0 && header->version == 0 && header->n_objects == 0;

  if (!fresh && header->application_id != APPLICATION_ID) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_FOREIGN, "The file is not a Mediary database");
    return FALSE;
  }

  if (header->version > newest) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_TOO_NEW,
                 "The database has version %" G_GINT64_FORMAT ", this program knows %u", header->version, newest);
    return FALSE;
  }

  return TRUE;
}

/* A script and its number are one transaction: a database is at one version or the next, never between. */
static gboolean
apply_script (MediaryDatabase *database, const char *name, guint version, GError **error)
{
  g_autofree char *path = g_strconcat (SCRIPTS "/", name, NULL);
  g_autoptr (GBytes) script = g_resource_lookup_data (mediary_library_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *header = NULL;

  if (script == NULL)
    return FALSE;

  /* A pragma takes no bound value; both of these are numbers of our own. */
  header = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u;", APPLICATION_ID, version);

  return mediary_database_execute (database, g_bytes_get_data (script, NULL), error) &&
    mediary_database_execute (database, header, error);
}

static gboolean
migrate (MediaryDatabase *database, GStrv scripts, GError **error)
{
  Header header;

  /* Asked again behind the lock: another program may have done it meanwhile. */
  if (!mediary_database_begin (database, error))
    return FALSE;

  if (!read_header (database, &header, error) || !check_header (&header, g_strv_length (scripts), error))
    return FALSE;

  for (guint version = (guint) header.version + 1; version <= g_strv_length (scripts); version++) {
    if (!apply_script (database, scripts[version - 1], version, error)) {
      g_prefix_error (error, "Bringing the database to version %u: ", version);
      return FALSE;
    }
  }

  return mediary_database_commit (database, error);
}

/* A network file system may refuse WAL; then the old way, just as durable and slower. */
static gboolean
choose_journal (MediaryDatabase *database, GError **error)
{
  g_autoptr (MediaryStatement) choice = mediary_database_prepare (database, "PRAGMA journal_mode = WAL", error);
  g_autoptr (GError) local_error = NULL;
  gboolean refused;

  if (choice == NULL)
    return FALSE;

  refused = !mediary_statement_next (choice, &local_error) || g_strcmp0 (mediary_statement_get_text (choice, 0), "wal") != 0;
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  g_clear_pointer (&choice, mediary_statement_free);

  return !refused || mediary_database_execute (database, "PRAGMA journal_mode = TRUNCATE", error);
}

static gboolean
apply_once (MediaryDatabase *database, GError **error)
{
  g_auto (GStrv) scripts = list_scripts ();
  Header   header;
  gboolean read;

  /* At one moment: a library that is being made has its tables and its number together, or neither. */
  mediary_database_begin_reading (database);
  read = read_header (database, &header, error);
  mediary_database_end_reading (database);

  if (!read ||
      !check_header (&header, g_strv_length (scripts), error) ||
      !choose_journal (database, error))
    return FALSE;

  if (header.version == g_strv_length (scripts))
    return TRUE;

  if (!migrate (database, scripts, error)) {
    mediary_database_rollback (database);
    return FALSE;
  }

  return TRUE;
}

/**
 * mediary_schema_apply: (skip)
 *
 * Brings a database that may be written to the version this program knows. A newer one, and a file that is not ours,
 * are refused and untouched. The switch to WAL does not wait for a lock by itself, so what is busy is tried again.
 */
gboolean
mediary_schema_apply (MediaryDatabase *database, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + OPENING_SECONDS * G_USEC_PER_SEC;
  g_autoptr (GError) local_error = NULL;

  while (!apply_once (database, &local_error)) {
    if (!g_error_matches (local_error, MEDIARY_ERROR, MEDIARY_ERROR_BUSY) || g_get_monotonic_time () > deadline) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
    g_clear_error (&local_error);
    g_usleep (RETRY_MICROSECONDS);
  }

  return TRUE;
}
