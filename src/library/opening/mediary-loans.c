/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "opening/mediary-loans.h"

#include <errno.h>
#include <gio/gio.h>

/*
 * A program in a sandbox may not read most files by their own paths. The portal of documents gives it others,
 * /run/user/UID/doc/ID/NAME, until the session ends or for good. What is stored and shown is the file's own path; what is
 * opened is the other one, and this is where it is known, in a file beside the library.
 *
 * Each line of that is “lasts” or “lent”, the URI of the path that is opened, and the URI of the file’s own.
 */

#define LASTS "lasts"
#define LENT  "lent"

/* No device has this number: the portal’s numbers are made up anew in each session and prove nothing. */
#define DEVICE (-2)

typedef struct {
  char    *access_path;
  gboolean lasts;
} Loan;

struct _MediaryLoans {
  GMutex      mutex;
  GHashTable *loans; /* path → Loan */
  char       *file;  /* NULL: none is kept */
};

static void
loan_free (gpointer data)
{
  Loan *loan = data;

  g_free (loan->access_path);
  g_free (loan);
}

MediaryLoans *
mediary_loans_new (void)
{
  MediaryLoans *self = g_new0 (MediaryLoans, 1);

  g_mutex_init (&self->mutex);
  self->loans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, loan_free);

  return self;
}

void
mediary_loans_free (MediaryLoans *self)
{
  g_hash_table_unref (self->loans);
  g_free (self->file);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* With the lock. */
static void
add (MediaryLoans *self, const char *path, const char *access_path, gboolean lasts)
{
  Loan *loan = g_new0 (Loan, 1);

  loan->access_path = g_strdup (access_path);
  loan->lasts = lasts;
  g_hash_table_replace (self->loans, g_strdup (path), loan);
}

static void
add_line (MediaryLoans *self, const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, " ", 3);
  g_autofree char *access_path = NULL;
  g_autofree char *path = NULL;

  if (g_strv_length (fields) != 3)
    return;

  access_path = g_filename_from_uri (fields[1], NULL, NULL);
  path = g_filename_from_uri (fields[2], NULL, NULL);
  if (access_path != NULL && path != NULL)
    add (self, path, access_path, g_str_equal (fields[0], LASTS));
}

/* Before others know of it. FALSE: the file is there and cannot be read. */
gboolean
mediary_loans_open (MediaryLoans *self, const char *file, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (GStrv) lines = NULL;

  self->file = g_strdup (file);
  if (!g_file_get_contents (file, &text, NULL, &local_error)) {
    if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    add_line (self, lines[i]);

  return TRUE;
}

/* Any thread. From now on @path is read by @access_path. */
void
mediary_loans_add (MediaryLoans *self, const char *path, const char *access_path, gboolean lasts)
{
  g_mutex_lock (&self->mutex);
  add (self, path, access_path, lasts);
  g_mutex_unlock (&self->mutex);
}

/* With the lock. */
static char *
make_text (MediaryLoans *self)
{
  GString       *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer       path, value;

  g_hash_table_iter_init (&iter, self->loans);
  while (g_hash_table_iter_next (&iter, &path, &value)) {
    const Loan      *loan = value;
    g_autofree char *access_uri = g_filename_to_uri (loan->access_path, NULL, NULL);
    g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

    if (access_uri != NULL && uri != NULL)
      g_string_append_printf (text, "%s %s %s\n", loan->lasts ? LASTS : LENT, access_uri, uri);
  }

  return g_string_free (text, FALSE);
}

/* A thread that may wait for the library's disk. */
gboolean
mediary_loans_save (MediaryLoans *self, GError **error)
{
  g_autofree char *text = NULL;
  gboolean         saved;

  if (self->file == NULL)
    return TRUE;

  g_mutex_lock (&self->mutex);
  text = make_text (self);
  saved = g_file_set_contents_full (self->file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
  g_mutex_unlock (&self->mutex);

  return saved;
}

/* Any thread. Returns: (nullable): %NULL where @path is read by itself */
char *
mediary_loans_dup_access_path (MediaryLoans *self, const char *path)
{
  Loan *loan;
  char *access_path;

  g_mutex_lock (&self->mutex);
  loan = g_hash_table_lookup (self->loans, path);
  access_path = loan != NULL ? g_strdup (loan->access_path) : NULL;
  g_mutex_unlock (&self->mutex);

  return access_path;
}

/* Any thread. TRUE if @path can be read until the session ends only, or could until the last one ended. */
gboolean
mediary_loans_is_lent (MediaryLoans *self, const char *path)
{
  Loan    *loan;
  gboolean lent;

  g_mutex_lock (&self->mutex);
  loan = g_hash_table_lookup (self->loans, path);
  lent = loan != NULL && !loan->lasts;
  g_mutex_unlock (&self->mutex);

  return lent;
}

/* What was found by another path, told of @path. A document that is gone says nothing of the file, but that we may not
 * read it. */
void
mediary_loans_read_as (MediaryFileIdentity *identity, const char *path)
{
  if (identity->kind == MEDIARY_FILE_MISSING) {
    identity->kind = MEDIARY_FILE_NO_ACCESS;
    identity->error_number = EACCES;
  }
  if (identity->kind == MEDIARY_FILE_REGULAR) {
    identity->facts.device = DEVICE;
    identity->facts.inode = (gint64) g_str_hash (path);
  }
  if (identity->path != NULL) {
    g_free (identity->given);
    g_free (identity->path);
    identity->given = g_strdup (path);
    identity->path = g_strdup (path);
  }
}
