/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-keeper.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "mediary-error.h"
#include "store/mediary-snapshot.h"

/* Not while a window is still opening. */
#define FIRST_SECONDS    20
#define INTERVAL_SECONDS (60 * 60)
/* A snapshot that is older is followed by a new one. */
#define MAX_AGE_SECONDS (24 * 60 * 60)

struct _MediaryKeeper {
  char         *path;
  GThread      *thread;
  GCancellable *cancellable;
  GMutex        mutex;
  GCond         cond;
  gboolean      closing;
};

/* A file beside the database that says: look closely when you open it. */
static char *
dup_doubts (const char *database_path)
{
  return g_strconcat (database_path, ".doubtful", NULL);
}

gboolean
mediary_keeper_has_doubts (const char *database_path)
{
  g_autofree char *doubts = dup_doubts (database_path);

  return g_file_test (doubts, G_FILE_TEST_EXISTS);
}

void
mediary_keeper_forget_doubts (const char *database_path)
{
  g_autofree char *doubts = dup_doubts (database_path);

  g_unlink (doubts);
}

static void
note_doubts (const char *database_path, const GError *error)
{
  g_autofree char *doubts = dup_doubts (database_path);

  g_message ("The database is damaged, and will be seen to when it is opened the next time: %s", error->message);
  g_file_set_contents (doubts, error->message, -1, NULL);
}

/**
 * mediary_keeper_look_after: (skip)
 * @max_age: in seconds
 *
 * Makes a snapshot if the newest is older. The database is checked for that, and what is found is noted.
 */
gboolean
mediary_keeper_look_after (const char *database_path, gint64 max_age, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (mediary_snapshot_get_age (database_path) < max_age ||
      mediary_snapshot_make (database_path, MEDIARY_SNAPSHOT_REGULAR, cancellable, &local_error))
    return TRUE;

  if (g_error_matches (local_error, MEDIARY_ERROR, MEDIARY_ERROR_DATABASE_DAMAGED))
    note_doubts (database_path, local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Returns: whether it is time to end */
static gboolean
wait_for (MediaryKeeper *self, gint64 seconds)
{
  gint64   end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  gboolean closing;

  g_mutex_lock (&self->mutex);
  while (!self->closing && g_cond_wait_until (&self->cond, &self->mutex, end))
    ;
  closing = self->closing;
  g_mutex_unlock (&self->mutex);

  return closing;
}

static gpointer
run_keeper (gpointer data)
{
  MediaryKeeper *self = data;
  gint64         seconds = FIRST_SECONDS;

  while (!wait_for (self, seconds)) {
    g_autoptr (GError) error = NULL;

    if (!mediary_keeper_look_after (self->path, MAX_AGE_SECONDS, self->cancellable, &error) &&
        !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_message ("Making a snapshot: %s", error->message);
    seconds = INTERVAL_SECONDS;
  }

  return NULL;
}

MediaryKeeper *
mediary_keeper_new (const char *database_path)
{
  MediaryKeeper *self = g_new0 (MediaryKeeper, 1);

  self->path = g_strdup (database_path);
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("mediary-keeper", run_keeper, self);

  return self;
}

/* A snapshot that is being made is given up: the next program makes it. */
void
mediary_keeper_close (MediaryKeeper *self)
{
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->mutex);
  self->closing = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  g_thread_join (self->thread);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->path);
  g_free (self);
}
