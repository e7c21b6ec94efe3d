/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-open-files.h"

#include <sys/resource.h>

#define MOST_OPEN  192
#define LEAST_OPEN 4
/* Of the many, so that twenty workers may each wait for a slow disk with some, and the rest goes on. */
#define SHARE_TOGETHER 20
#define MOST_TOGETHER  8
/* What part of the descriptors a process may have is ours: often it has no more than 1,024, and needs some itself. A
 * third of it is for those who wait for one file. */
#define SHARE     5
#define SHARE_ONE 3

struct _MediaryOpenFiles {
  GMutex   mutex;
  GCond    cond;
  gboolean closing;
  guint    n_open[MEDIARY_N_LANES];
  guint    max_open[MEDIARY_N_LANES];
};

static guint
get_max_open (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return LEAST_OPEN;

  return (guint) CLAMP (limit.rlim_cur / SHARE, LEAST_OPEN, MOST_OPEN);
}

MediaryOpenFiles *
mediary_open_files_new (void)
{
  MediaryOpenFiles *self = g_new0 (MediaryOpenFiles, 1);
  guint             max_open = get_max_open ();

  self->max_open[MEDIARY_LANE_ONE] = max_open / SHARE_ONE;
  self->max_open[MEDIARY_LANE_MANY] = max_open - self->max_open[MEDIARY_LANE_ONE];
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);

  return self;
}

void
mediary_open_files_free (MediaryOpenFiles *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

/* Nobody is let in any more. */
void
mediary_open_files_close (MediaryOpenFiles *self)
{
  g_mutex_lock (&self->mutex);
  self->closing = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* How many files may be opened at once. */
guint
mediary_open_files_get_together (MediaryOpenFiles *self)
{
  return CLAMP (self->max_open[MEDIARY_LANE_MANY] / SHARE_TOGETHER, 1, MOST_TOGETHER);
}

/* Waits while too many files are open. Returns FALSE when it closes. */
gboolean
mediary_open_files_reserve (MediaryOpenFiles *self, MediaryLane lane, guint n_files)
{
  gboolean reserved;

  g_mutex_lock (&self->mutex);
  while (self->n_open[lane] > 0 && self->n_open[lane] + n_files > self->max_open[lane] && !self->closing)
    g_cond_wait (&self->cond, &self->mutex);
  reserved = !self->closing;
  if (reserved)
    self->n_open[lane] += n_files;
  g_mutex_unlock (&self->mutex);

  return reserved;
}

/* One is not open any more, or is the extractor's no more. */
void
mediary_open_files_release (MediaryOpenFiles *self, MediaryLane lane)
{
  g_mutex_lock (&self->mutex);
  self->n_open[lane]--;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}
