/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "opening/mediary-loans.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

/*
 * A program in a sandbox may not read most files by their own paths. The portal of documents gives it others,
 * /run/user/UID/doc/ID/NAME, until the session ends or for good. What is stored and shown is the file's own path; what is
 * opened is the other one, and this is where it is known, in a file beside the library.
 *
 * Each line of that is “lasts” or “lent”, the URI of the path that is opened, and the URI of the file’s own. The window writes
 * it; whoever else has the library open sees that it has changed before a file is looked at.
 */

#define LASTS "lasts"
#define LENT  "lent"

/* No device has this number: the portal’s numbers are made up anew in each session and prove nothing. */
#define DEVICE (-2)

typedef struct {
  char    *access_path; /* NULL: it has ended, and that is not in the file yet */
  gboolean lasts;
  gboolean saved;
} Loan;

struct _MediaryLoans {
  GMutex      mutex;
  GHashTable *loans; /* path → Loan */

  GMutex   file_mutex; /* taken first; who waits for it may wait for the disk */
  char    *file;       /* NULL: none is kept */
  GStatBuf read;       /* the file, when it was read or written last */
};

static void
loan_free (gpointer data)
{
  Loan *loan = data;

  g_free (loan->access_path);
  g_free (loan);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, loan_free);
}

MediaryLoans *
mediary_loans_new (void)
{
  MediaryLoans *self = g_new0 (MediaryLoans, 1);

  g_mutex_init (&self->mutex);
  g_mutex_init (&self->file_mutex);
  self->loans = new_table ();

  return self;
}

void
mediary_loans_free (MediaryLoans *self)
{
  g_hash_table_unref (self->loans);
  g_free (self->file);
  g_mutex_clear (&self->file_mutex);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
add (GHashTable *loans, const char *path, const char *access_path, gboolean lasts, gboolean saved)
{
  Loan *loan = g_new0 (Loan, 1);

  loan->access_path = g_strdup (access_path);
  loan->lasts = lasts;
  loan->saved = saved;
  g_hash_table_replace (loans, g_strdup (path), loan);
}

static void
add_line (GHashTable *loans, const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, " ", 3);
  g_autofree char *access_path = NULL;
  g_autofree char *path = NULL;

  if (g_strv_length (fields) != 3)
    return;

  access_path = g_filename_from_uri (fields[1], NULL, NULL);
  path = g_filename_from_uri (fields[2], NULL, NULL);
  if (access_path != NULL && path != NULL)
    add (loans, path, access_path, g_str_equal (fields[0], LASTS), TRUE);
}

/* What the file says takes the place of what it said before; what is not in it yet stays. */
static void
take_text (MediaryLoans *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GHashTable) loans = new_table ();
  GHashTableIter iter;
  gpointer       path, value;

  for (guint i = 0; lines[i] != NULL; i++)
    add_line (loans, lines[i]);

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->loans);
  while (g_hash_table_iter_next (&iter, &path, &value)) {
    const Loan *loan = value;

    if (!loan->saved)
      add (loans, path, loan->access_path, loan->lasts, FALSE);
  }
  g_hash_table_unref (self->loans);
  self->loans = g_steal_pointer (&loans);
  g_mutex_unlock (&self->mutex);
}

static gboolean
is_same_file (const GStatBuf *one, const GStatBuf *other)
{
  return one->st_ino == other->st_ino && one->st_size == other->st_size &&
    one->st_mtim.tv_sec == other->st_mtim.tv_sec && one->st_mtim.tv_nsec == other->st_mtim.tv_nsec;
}

/* With the file’s lock. FALSE: the file is there and cannot be read. */
static gboolean
read_file (MediaryLoans *self, GError **error)
{
  g_autofree char *text = NULL;
  GStatBuf         now;

  if (self->file == NULL || g_stat (self->file, &now) != 0 || is_same_file (&now, &self->read))
    return TRUE;

  self->read = now;
  if (!g_file_get_contents (self->file, &text, NULL, error))
    return FALSE;
  take_text (self, text);

  return TRUE;
}

/* Before others know of it. FALSE: the file is there and cannot be read. */
gboolean
mediary_loans_open (MediaryLoans *self, const char *file, GError **error)
{
  self->file = g_strdup (file);

  return read_file (self, error);
}

/* A thread that may wait for the library's disk: what others have noted since is known afterwards. */
void
mediary_loans_update (MediaryLoans *self)
{
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&self->file_mutex);
  if (!read_file (self, &error))
    g_message ("Reading “%s”: %s", self->file, error->message);
  g_mutex_unlock (&self->file_mutex);
}

/* Any thread. From now on @path is read by @access_path. */
void
mediary_loans_add (MediaryLoans *self, const char *path, const char *access_path, gboolean lasts)
{
  g_mutex_lock (&self->mutex);
  add (self->loans, path, access_path, lasts, FALSE);
  g_mutex_unlock (&self->mutex);
}

/* Any thread. From now on @path is read by itself. */
void
mediary_loans_end (MediaryLoans *self, const char *path)
{
  mediary_loans_add (self, path, NULL, TRUE);
}

/* With the lock. What is in the text is saved soon. */
static char *
make_text (MediaryLoans *self)
{
  GString       *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer       path, value;

  g_hash_table_iter_init (&iter, self->loans);
  while (g_hash_table_iter_next (&iter, &path, &value)) {
    Loan            *loan = value;
    g_autofree char *access_uri = loan->access_path != NULL ? g_filename_to_uri (loan->access_path, NULL, NULL) : NULL;
    g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

    loan->saved = TRUE;
    if (loan->access_path == NULL)
      g_hash_table_iter_remove (&iter);
    else if (access_uri != NULL && uri != NULL)
      g_string_append_printf (text, "%s %s %s\n", loan->lasts ? LASTS : LENT, access_uri, uri);
  }

  return g_string_free (text, FALSE);
}

/* With the file’s lock. */
static gboolean
write_file (MediaryLoans *self, GError **error)
{
  g_autofree char *text = NULL;

  if (!read_file (self, error))
    return FALSE;

  g_mutex_lock (&self->mutex);
  text = make_text (self);
  g_mutex_unlock (&self->mutex);

  if (!g_file_set_contents_full (self->file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return FALSE;
  g_stat (self->file, &self->read);

  return TRUE;
}

/* A thread that may wait for the library's disk. */
gboolean
mediary_loans_save (MediaryLoans *self, GError **error)
{
  gboolean saved = TRUE;

  g_mutex_lock (&self->file_mutex);
  if (self->file != NULL)
    saved = write_file (self, error);
  g_mutex_unlock (&self->file_mutex);

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

/* Any thread. What was found by another path, told of @path. A document that is gone says nothing of the file, but that we
 * may not read it. */
void
mediary_loans_read_as (MediaryLoans *self, MediaryFileIdentity *identity, const char *path)
{
  identity->lent = mediary_loans_is_lent (self, path);
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
