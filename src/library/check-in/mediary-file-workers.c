/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-file-workers.h"

/* More would not make a disk faster; those that wait for a slow one do not count. */
#define N_WORKERS   4
#define MAX_WORKERS 20

struct _MediaryFileWorkers {
  MediaryOpener *opener;
  GThreadPool   *pools[MEDIARY_N_LANES];

  GMutex mutex;
  int    n_slow; /* workers that wait for a slow disk */
};

/* Any thread. Who waits for a slow disk is replaced as long as it waits. */
static void
on_slow (int change, gpointer data)
{
  MediaryFileWorkers *self = data;

  g_mutex_lock (&self->mutex);
  self->n_slow += change;
  for (guint i = 0; i < MEDIARY_N_LANES; i++)
    g_thread_pool_set_max_threads (self->pools[i], MIN (N_WORKERS + self->n_slow, MAX_WORKERS), NULL);
  g_mutex_unlock (&self->mutex);
}

/* @func is called in a thread with what is pushed. */
MediaryFileWorkers *
mediary_file_workers_new (GFunc func)
{
  MediaryFileWorkers *self = g_new0 (MediaryFileWorkers, 1);

  g_mutex_init (&self->mutex);
  for (guint i = 0; i < MEDIARY_N_LANES; i++)
    self->pools[i] = g_thread_pool_new (func, NULL, N_WORKERS, FALSE, NULL);
  self->opener = mediary_opener_new (NULL, on_slow, self);

  return self;
}

/* Any thread. A pool that gets no thread keeps its work for ever, and whoever waits for it hangs: then we end, as GLib
 * does wherever there is no memory. */
void
mediary_file_workers_push (MediaryFileWorkers *self, MediaryLane lane, gpointer work)
{
  g_autoptr (GError) error = NULL;

  if (!g_thread_pool_push (self->pools[lane], work, &error) && g_thread_pool_get_num_threads (self->pools[lane]) == 0)
    g_error ("No thread to read files: %s", error->message);
}

MediaryOpener *
mediary_file_workers_get_opener (MediaryFileWorkers *self)
{
  return self->opener;
}

/* Any thread. Whether a disk has been asked and takes its time. */
gboolean
mediary_file_workers_wait_for_disk (MediaryFileWorkers *self)
{
  gboolean waiting;

  g_mutex_lock (&self->mutex);
  waiting = self->n_slow > 0;
  g_mutex_unlock (&self->mutex);

  return waiting;
}

/* Nobody waits for a disk any more. */
void
mediary_file_workers_stop (MediaryFileWorkers *self)
{
  mediary_opener_stop (self->opener);
}

/* Once nothing is under way. */
void
mediary_file_workers_free (MediaryFileWorkers *self)
{
  for (guint i = 0; i < MEDIARY_N_LANES; i++)
    g_thread_pool_free (self->pools[i], FALSE, TRUE);
  mediary_opener_free (self->opener);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
