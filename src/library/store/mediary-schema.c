/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-schema.h"

#include <gio/gio.h>
#include <string.h>

#include "mediary-error.h"
#include "mediary-library-resources.h"
#include "store/mediary-snapshot.h"

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

/* Versions that there will be one day: what follows our scripts. */
static const char *const *further_scripts;

void
mediary_schema_set_further_scripts_for_tests (const char *const *scripts)
{
  further_scripts = scripts;
}

/* Returns: (element-type GBytes): the scripts in order; the number each name begins with is its place, from 1 */
static GPtrArray *
list_scripts (void)
{
  GResource *resource = mediary_library_get_resource ();
  GPtrArray *scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (GStrv) names = g_resource_enumerate_children (resource, SCRIPTS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = g_strconcat (SCRIPTS "/", names[i], NULL);

    g_ptr_array_add (scripts, g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL));
  }
  for (guint i = 0; further_scripts != NULL && further_scripts[i] != NULL; i++)
    g_ptr_array_add (scripts, g_bytes_new_static (further_scripts[i], strlen (further_scripts[i]) + 1));

  return scripts;
}

/* The version that this program knows. */
guint
mediary_schema_get_version (void)
{
  g_autoptr (GPtrArray) scripts = list_scripts ();

  return scripts->len;
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

static gboolean
apply_script (MediaryDatabase *database, GBytes *script, guint version, GError **error)
{
  /* A pragma takes no bound value; both of these are numbers of our own. */
  g_autofree char *header = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u;", APPLICATION_ID, version);

  return mediary_database_execute (database, g_bytes_get_data (script, NULL), error) &&
    mediary_database_execute (database, header, error);
}

/* Behind the lock, so that nobody adds to the old library what the copy would not have; another connection copies it. What
 * is being made has nothing to keep. */
static gboolean
keep_old (MediaryDatabase *database, const Header *header, guint newest, GError **error)
{
  if (header->version == 0 || header->version == newest)
    return TRUE;

  return mediary_snapshot_make (mediary_database_get_path (database), MEDIARY_SNAPSHOT_BEFORE_MIGRATION, NULL, error);
}

/* All scripts and their numbers are one transaction: a database is what it was or what it is to be, never between. */
static gboolean
migrate (MediaryDatabase *database, GPtrArray *scripts, GError **error)
{
  Header header;

  /* Asked again behind the lock: another program may have done it meanwhile. */
  if (!mediary_database_begin (database, error))
    return FALSE;

  if (!read_header (database, &header, error) ||
      !check_header (&header, scripts->len, error) ||
      !keep_old (database, &header, scripts->len, error))
    return FALSE;

  for (guint version = (guint) header.version + 1; version <= scripts->len; version++) {
    if (!apply_script (database, g_ptr_array_index (scripts, version - 1), version, error)) {
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
  g_autoptr (GPtrArray) scripts = list_scripts ();
  Header   header;
  gboolean read;

  /* At one moment: a library that is being made has its tables and its number together, or neither. */
  mediary_database_begin_reading (database);
  read = read_header (database, &header, error);
  mediary_database_end_reading (database);

  if (!read ||
      !check_header (&header, scripts->len, error) ||
      !choose_journal (database, error))
    return FALSE;

  if (header.version == scripts->len)
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
 * are refused and untouched. Before an older one is changed a snapshot of it is made. The switch to WAL does not wait for a lock by itself, so what is busy is tried again.
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
