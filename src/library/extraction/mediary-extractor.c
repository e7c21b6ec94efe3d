/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-extractor.h"

#include "mediary-extractor-pool.h"
#include "private/mediary-launch.h"

#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define THUMB_URI_MAX 16384 /* the longest path, every byte escaped, and some; a message must hold it */

/**
 * MediaryExtractor:
 *
 * Has untrusted files read by children that may die: the door to a pool of them, for any thread.
 *
 *   any thread ──incoming──► pool thread ──► children ──► the asker's function, in the pool thread
 */
struct _MediaryExtractor {
  MediaryExtractorPool *pool; /* the pool thread's, once there was a file */
  GThread              *thread;
  int                   wake; /* an eventfd, written when incoming is not empty any more, and to close */

  GMutex   lock;
  GQueue   incoming; /* lock; of MediaryExtractionJob */
  gboolean closing;  /* lock */
};

/* Hands what has come in to the pool. FALSE: we are to close. */
static gboolean
take_incoming (MediaryExtractor *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  MediaryExtractionJob *job;

  while ((job = g_queue_pop_head (&self->incoming)) != NULL)
    mediary_extractor_pool_add (self->pool, job);

  return !self->closing;
}

/* Forgets that we were woken; what for will be seen. */
static void
calm_down (MediaryExtractor *self)
{
  guint64 count;

  if (read (self->wake, &count, sizeof count) < 0)
    g_assert (errno == EAGAIN || errno == EINTR);
}

static gpointer
run_pool (gpointer data)
{
  MediaryExtractor *self = data;

  while (take_incoming (self)) {
    mediary_extractor_pool_turn (self->pool, self->wake);
    calm_down (self);
  }

  mediary_extractor_pool_free (self->pool);
  return NULL;
}

static void
wake_up (MediaryExtractor *self)
{
  const guint64 one = 1;

  if (write (self->wake, &one, sizeof one) < 0)
    g_assert (errno == EAGAIN || errno == EINTR);
}

static void
push (MediaryExtractor *self, MediaryExtractionJob *job)
{
  gboolean first;

  g_mutex_lock (&self->lock);
  first = self->incoming.length == 0;
  g_queue_push_tail (&self->incoming, job);
  g_mutex_unlock (&self->lock);

  if (first)
    wake_up (self);
}

/**
 * mediary_extractor_new:
 * @program: (nullable): the program to start; %NULL for `$MEDIARY_EXTRACTOR`, or the installed one
 *
 * Makes a pool. No child is started before the first file comes.
 *
 * Returns: (transfer full): the pool, for mediary_extractor_close()
 */
MediaryExtractor *
mediary_extractor_new (const char *program)
{
  g_autofree char  *found = program == NULL ? mediary_launch_dup_program ("MEDIARY_EXTRACTOR", "mediary-extractor") : NULL;
  MediaryExtractor *self = g_new0 (MediaryExtractor, 1);

  self->wake = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  g_assert (self->wake >= 0);
  g_mutex_init (&self->lock);
  self->pool = mediary_extractor_pool_new (program != NULL ? program : found);
  self->thread = g_thread_new ("extractor-pool", run_pool, self);

  return self;
}

/**
 * mediary_extractor_close:
 * @self: (transfer full): a pool
 *
 * Kills the children without waiting for them, answers every file that has no answer yet with
 * %MEDIARY_NOTE_NO_EXTRACTOR, and frees the pool. Not to be called from a #MediaryExtractionFunc.
 */
void
mediary_extractor_close (MediaryExtractor *self)
{
  g_return_if_fail (self != NULL && g_thread_self () != self->thread);

  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  g_mutex_unlock (&self->lock);
  wake_up (self);
  g_thread_join (self->thread);

  g_mutex_clear (&self->lock);
  close (self->wake);
  g_free (self);
}

/* How long a file and the start of a child may take, and how long a child waits for more, in microseconds. Before the
 * first file. */
void
mediary_extractor_set_deadlines (MediaryExtractor *self, gint64 for_file, gint64 for_start, gint64 for_idle)
{
  mediary_extractor_pool_set_deadlines (self->pool, for_file, for_start, for_idle);
}

static MediaryExtractorRole
role_for (MediaryMediaType type)
{
  return type == MEDIARY_MEDIA_TYPE_IMAGE ? MEDIARY_EXTRACTOR_IMAGE : MEDIARY_EXTRACTOR_STREAM;
}

/**
 * mediary_extractor_read:
 * @self: a pool
 * @fd: (transfer full): the file, open for reading, or a parcel with it; the pool closes it
 * @content_type: its content type
 * @type: what it is; %MEDIARY_MEDIA_TYPE_IMAGE goes to the readers of pictures, anything else to GStreamer
 * @deadline: when there must be an answer, in monotonic microseconds; 0: five seconds after a child is at it
 * @func: called once, in the pool's thread; must not block
 * @user_data: for @func
 *
 * Asks what a file is. Any thread.
 */
void
mediary_extractor_read (MediaryExtractor *self, int fd, const char *content_type, MediaryMediaType type, gint64 deadline,
                        MediaryExtractionFunc func, gpointer user_data)
{
  MediaryExtractionJob *job = mediary_extraction_job_new (fd, role_for (type), MEDIARY_EXTRACTION_READ, content_type, func, user_data);

  job->deadline = deadline;
  push (self, job);
}

static void
draw (MediaryExtractor *self, MediaryExtractionJob *job, int size, const char *thumb_uri, gint64 thumb_mtime)
{
  job->size = (guint32) CLAMP (size, 1, MEDIARY_EXTRACTION_DRAW_MAX);
  job->thumb_uri = thumb_uri != NULL && strlen (thumb_uri) <= THUMB_URI_MAX ? g_strdup (thumb_uri) : NULL;
  job->thumb_mtime = thumb_mtime;
  push (self, job);
}

/**
 * mediary_extractor_draw:
 * @self: a pool
 * @fd: (transfer full): a file, open for reading; the pool closes it
 * @content_type: its content type
 * @type: what it is; see mediary_extractor_read()
 * @size: the most pixels along either side, up to 1024
 * @thumb_uri: (nullable): the file's URI, to get the PNG for the desktop's cache as well
 * @thumb_mtime: the file's time of last change, in seconds, for that PNG
 * @func: called once, in the pool's thread; must not block
 * @user_data: for @func
 *
 * Asks for a small picture of a file, the right way up: of a picture, a frame of a video, or the cover of a sound. A picture goes
 * before all that is waiting to be read; of the others, one at a time does. Any thread.
 */
void
mediary_extractor_draw (MediaryExtractor *self, int fd, const char *content_type, MediaryMediaType type, int size,
                        const char *thumb_uri, gint64 thumb_mtime, MediaryExtractionFunc func, gpointer user_data)
{
  draw (self,
        mediary_extraction_job_new (fd, role_for (type), MEDIARY_EXTRACTION_DRAW, content_type, func, user_data),
        size, thumb_uri, thumb_mtime);
}

/**
 * mediary_extractor_draw_cached:
 * @self: a pool
 * @fd: (transfer full): a PNG of the desktop's thumbnail cache, open for reading; the pool closes it
 * @size: the most pixels along either side, up to 1024
 * @thumb_uri: the URI of the file it should show
 * @thumb_mtime: that file's time of last change, in seconds
 * @func: called once, in the pool's thread; must not block
 * @user_data: for @func
 *
 * Asks for the pixels of a cached thumbnail. There are none, and the note is %MEDIARY_NOTE_DAMAGED, if it is of another
 * file or another time. Any thread.
 */
void
mediary_extractor_draw_cached (MediaryExtractor *self, int fd, int size, const char *thumb_uri, gint64 thumb_mtime,
                               MediaryExtractionFunc func, gpointer user_data)
{
  draw (self,
        mediary_extraction_job_new (fd, MEDIARY_EXTRACTOR_IMAGE, MEDIARY_EXTRACTION_DRAW_CACHED, "image/png", func,
                                    user_data),
        size, thumb_uri, thumb_mtime);
}
