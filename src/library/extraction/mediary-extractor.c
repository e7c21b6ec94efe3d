/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-extractor.h"

#include "mediary-extraction-job.h"
#include "mediary-extractor-process.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

/**
 * MediaryExtractor:
 *
 * The pool of children that read untrusted files: which file next, how many children, who is to blame.
 *
 *   any thread ──incoming──► pool thread ──waiting──► children ──► the asker's function, in the pool thread
 *
 * Pictures go to warm children, as many as there are cores and two at most, several files at a time each. Sound and
 * video go to one child, one file at a time, started when the first such file comes. A file that crashes or outstays its
 * child is answered with a note; the files sent behind it go to another child.
 */
struct _MediaryExtractor {
  char    *program;
  GThread *thread;
  int      wake; /* an eventfd, written when incoming is not empty any more, and to close */

  GMutex   lock;
  GQueue   incoming; /* lock; of MediaryExtractionJob */
  gboolean closing;  /* lock */

  gint64 for_file; /* microseconds that one file may take, its retry included; settled before the first */
  gint64 for_start;
  gint64 for_idle; /* after which a child that has nothing to do goes */

  /* The pool thread's. */
  GQueue                   waiting[3]; /* of MediaryExtractionJob; by what they wait for, see line_of() */
  MediaryExtractorProcess *children[3];
  GArray                  *ended;        /* of GPid: killed, not yet reaped */
  gint64                   last_answer;  /* when a child last had something to do */
  gint64                   start_failed; /* when a child could last not be started */
  gboolean                 warned;
};

enum { DRAWS, /* served first: someone is looking at the place where the picture goes */
       READS,
       STREAMS,
       N_LINES };

#define STREAM_CHILD    2 /* the others are for pictures */
#define N_CHILDREN      3
#define FILES_PER_CHILD 8 /* of the socket's ten; enough that a child never waits for us */

#define THUMB_URI_MAX 16384 /* the longest path, every byte escaped, and some; a message must hold it */

#define FOR_FILE     (5 * G_USEC_PER_SEC)
#define FOR_START    (10 * G_USEC_PER_SEC) /* GStreamer may have to look at all its plugins first */
#define FOR_IDLE     (60 * G_USEC_PER_SEC) /* then a child's memory is worth more than its start */
#define START_AGAIN  G_USEC_PER_SEC
#define REAP_AGAIN   (20 * 1000)
#define LAST_REAPING 10

static guint
line_of (MediaryExtractionJob *job)
{
  if (job->role == MEDIARY_EXTRACTOR_STREAM)
    return STREAMS;

  return job->kind == MEDIARY_EXTRACTION_READ ? READS : DRAWS;
}

static void
requeue (MediaryExtractor *self, GQueue *jobs)
{
  MediaryExtractionJob *job;

  while ((job = g_queue_pop_tail (jobs)) != NULL)
    g_queue_push_head (&self->waiting[line_of (job)], job);
}

static void
fail_all (GQueue *jobs, const char *note)
{
  MediaryExtractionJob *job;

  while ((job = g_queue_pop_head (jobs)) != NULL)
    mediary_extraction_job_fail (job, note);
}

/* Reaps who has died. Never waits: a process that reads from a disk that does not answer outlives its SIGKILL. */
static void
reap (MediaryExtractor *self)
{
  for (guint i = self->ended->len; i-- > 0;) {
    pid_t reaped = waitpid (g_array_index (self->ended, GPid, i), NULL, WNOHANG);

    if (reaped > 0 || (reaped < 0 && errno != EINTR))
      g_array_remove_index_fast (self->ended, i);
  }
}

/* Kills the child; what it had not answered comes back in @unanswered, the one to blame first. */
static void
end_child (MediaryExtractor *self, guint i, GQueue *unanswered)
{
  GPid pid = mediary_extractor_process_end (g_steal_pointer (&self->children[i]), unanswered);

  g_array_append_val (self->ended, pid);
}

/* No child can be had: what waits for one is answered so, and nothing is tried again for a second. */
static void
give_up_starting (MediaryExtractor *self, MediaryExtractorRole role, const char *reason)
{
  self->start_failed = g_get_monotonic_time ();

  if (!self->warned)
    g_warning ("Details of files cannot be read: %s", reason);
  self->warned = TRUE;

  if (role == MEDIARY_EXTRACTOR_STREAM) {
    fail_all (&self->waiting[STREAMS], MEDIARY_NOTE_NO_EXTRACTOR);
  } else {
    fail_all (&self->waiting[DRAWS], MEDIARY_NOTE_NO_EXTRACTOR);
    fail_all (&self->waiting[READS], MEDIARY_NOTE_NO_EXTRACTOR);
  }
}

static gboolean
start_child (MediaryExtractor *self, guint i)
{
  MediaryExtractorRole role = i == STREAM_CHILD ? MEDIARY_EXTRACTOR_STREAM : MEDIARY_EXTRACTOR_IMAGE;
  g_autoptr (GError) error = NULL;

  if (self->start_failed != 0 && g_get_monotonic_time () < self->start_failed + START_AGAIN) {
    give_up_starting (self, role, "the extractor does not start");
    return FALSE;
  }

  self->children[i] = mediary_extractor_process_start (self->program, role, &error);
  if (self->children[i] == NULL)
    give_up_starting (self, role, error->message);

  return self->children[i] != NULL;
}

/* The line that child @i should take from, or NULL when it has enough to do. */
static GQueue *
choose_line (MediaryExtractor *self, guint i)
{
  MediaryExtractorProcess *child = self->children[i];
  guint                    n_sent = child != NULL ? mediary_extractor_process_get_n_sent (child) : 0;

  if (i == STREAM_CHILD)
    return n_sent == 0 ? &self->waiting[STREAMS] : NULL;
  if (n_sent >= FILES_PER_CHILD || (child != NULL && mediary_extractor_process_is_occupied (child)))
    return NULL;

  return &self->waiting[self->waiting[DRAWS].length > 0 ? DRAWS : READS];
}

/* The next job for child @i, or NULL. A file that is asked about once more gets a fresh child to itself. */
static MediaryExtractionJob *
next_job (MediaryExtractor *self, guint i)
{
  GQueue                  *line = choose_line (self, i);
  MediaryExtractionJob    *job = line != NULL ? g_queue_peek_head (line) : NULL;
  MediaryExtractorProcess *child = self->children[i];
  GQueue                   nothing = G_QUEUE_INIT;

  if (job == NULL)
    return NULL;

  if (job->retried && child != NULL) {
    if (mediary_extractor_process_get_n_sent (child) > 0)
      return NULL;
    if (mediary_extractor_process_get_n_answered (child) > 0)
      end_child (self, i, &nothing);
  }

  return g_queue_pop_head (line);
}

/* Sends child @i, started if need be, one more job. FALSE: it wants none, or takes none now. */
static gboolean
feed_child (MediaryExtractor *self, guint i)
{
  MediaryExtractionJob *job = next_job (self, i);

  if (job == NULL)
    return FALSE;

  if (self->children[i] == NULL) {
    g_queue_push_head (&self->waiting[line_of (job)], job);
    if (!start_child (self, i))
      return FALSE;
    return TRUE;
  }

  if (mediary_extractor_process_send (self->children[i], job))
    return TRUE;

  g_queue_push_head (&self->waiting[line_of (job)], job); /* its socket is full, or it is gone: receiving will tell */
  return FALSE;
}

/* A second child for pictures is worth its start only when the first has all it can take. */
static void
feed_children (MediaryExtractor *self)
{
  gboolean fed = TRUE;

  while (fed) { /* one each in turn, so that both have something */
    fed = feed_child (self, 0);
    if (self->children[1] != NULL || (!fed && g_get_num_processors () > 1))
      fed |= feed_child (self, 1);
  }

  while (feed_child (self, STREAM_CHILD))
    ;
}

/*
 * GstDiscoverer sometimes loses an error and sits out its whole timeout, or fails in a child that has read many files
 * where a fresh one does not (TRUST.md, section 4). So a sound or video that ended badly is tried once more.
 */
static gboolean
deserves_another_try (MediaryExtractionJob *job, const char *note, guint n_answered, gint64 for_file)
{
  if (job->role != MEDIARY_EXTRACTOR_STREAM || job->retried || note == NULL || job->used >= for_file)
    return FALSE;

  return g_str_equal (note, MEDIARY_NOTE_TIMED_OUT) || (g_str_equal (note, MEDIARY_NOTE_DAMAGED) && n_answered > 1);
}

static void
on_answer (MediaryExtractor *self, guint i, MediaryExtractorAnswer *answer)
{
  MediaryExtractionJob *job = answer->job;
  const char           *note = answer->extraction.note;
  guint                 n_answered = mediary_extractor_process_get_n_answered (self->children[i]);
  gboolean              again = deserves_another_try (job, note, n_answered, self->for_file);

  self->last_answer = g_get_monotonic_time ();
  if (again || (note != NULL && g_str_equal (note, MEDIARY_NOTE_TIMED_OUT))) {
    GQueue unanswered = G_QUEUE_INIT;

    end_child (self, i, &unanswered);
    requeue (self, &unanswered);
  }

  if (again) {
    job->retried = TRUE;
    g_queue_push_head (&self->waiting[line_of (job)], job);
  } else {
    mediary_extraction_job_finish (job, &answer->extraction);
  }

  mediary_extractor_answer_clear (answer);
}

/*
 * The child is dead, mute or mad. The file it was at is to blame and gets @note, the others go to the next child.
 *
 * But a child that speaks out of turn may have been spoilt by the file before, and one may be killed for no fault of any
 * file. So who is blamed for the first time is asked about once more, alone, while its time lasts.
 */
static void
on_broken (MediaryExtractor *self, guint i, const char *note)
{
  MediaryExtractorRole  role = mediary_extractor_process_get_role (self->children[i]);
  gboolean              ready = mediary_extractor_process_is_ready (self->children[i]);
  GQueue                unanswered = G_QUEUE_INIT;
  MediaryExtractionJob *blamed;

  end_child (self, i, &unanswered);
  blamed = g_queue_peek_head (&unanswered);

  if (!ready) {
    requeue (self, &unanswered);
    give_up_starting (self, role, "the extractor ends, or hangs, before it is ready");
  } else if (blamed != NULL && (blamed->retried || blamed->used >= self->for_file)) {
    mediary_extraction_job_fail (g_queue_pop_head (&unanswered), note);
  } else if (blamed != NULL) {
    blamed->retried = TRUE;
  }

  requeue (self, &unanswered);
}

static void
listen_to_child (MediaryExtractor *self, guint i)
{
  MediaryExtractorNews news = MEDIARY_EXTRACTOR_READY;

  while (self->children[i] != NULL && (news == MEDIARY_EXTRACTOR_READY || news == MEDIARY_EXTRACTOR_ANSWERED)) {
    MediaryExtractorAnswer answer = { 0 };

    news = mediary_extractor_process_receive (self->children[i], &answer);
    if (news == MEDIARY_EXTRACTOR_ANSWERED) {
      on_answer (self, i, &answer);
      feed_children (self);
    } else if (news == MEDIARY_EXTRACTOR_BROKEN) {
      on_broken (self, i, MEDIARY_NOTE_DECODER_FAILED);
    }
  }
}

static void
enforce_deadlines (MediaryExtractor *self)
{
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL) {
      gint64 deadline = mediary_extractor_process_get_deadline (self->children[i], self->for_file, self->for_start);

      if (deadline >= 0 && now >= deadline)
        on_broken (self, i, MEDIARY_NOTE_TIMED_OUT);
    }
}

/* Nobody has asked for a while: children go, and come again when they are needed. */
static void
end_idle_children (MediaryExtractor *self)
{
  GQueue nothing = G_QUEUE_INIT;

  if (g_get_monotonic_time () < self->last_answer + self->for_idle)
    return;

  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL && mediary_extractor_process_is_ready (self->children[i]) &&
        mediary_extractor_process_get_n_sent (self->children[i]) == 0)
      end_child (self, i, &nothing);
}

/* Milliseconds until something is due without anyone speaking; -1: never. */
static int
get_patience (MediaryExtractor *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 due = self->ended->len > 0 ? now + REAP_AGAIN : G_MAXINT64;

  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL) {
      gint64 deadline = mediary_extractor_process_get_deadline (self->children[i], self->for_file, self->for_start);

      due = MIN (due, deadline >= 0 ? deadline : self->last_answer + self->for_idle);
    }

  return due == G_MAXINT64 ? -1 : (int) (CLAMP (due - now, 0, G_USEC_PER_SEC * 60) / 1000 + 1);
}

/* Moves what has come in to its line. FALSE: we are to close. */
static gboolean
take_incoming (MediaryExtractor *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  MediaryExtractionJob *job;

  while ((job = g_queue_pop_head (&self->incoming)) != NULL)
    g_queue_push_tail (&self->waiting[line_of (job)], job);

  return !self->closing;
}

static void
wait_for_news (MediaryExtractor *self)
{
  struct pollfd polled[1 + N_CHILDREN] = { { self->wake, POLLIN, 0 } };
  guint64       count;

  for (guint i = 0; i < N_CHILDREN; i++) {
    polled[1 + i].fd = self->children[i] != NULL ? mediary_extractor_process_get_socket (self->children[i]) : -1;
    polled[1 + i].events = POLLIN;
  }

  if (poll (polled, G_N_ELEMENTS (polled), get_patience (self)) <= 0)
    return;

  if (polled[0].revents != 0 && read (self->wake, &count, sizeof count) < 0)
    g_assert (errno == EAGAIN || errno == EINTR);

  for (guint i = 0; i < N_CHILDREN; i++)
    if (polled[1 + i].revents != 0 && self->children[i] != NULL)
      listen_to_child (self, i);
}

/* Pool thread, its last act. Whoever has not died by then is left to the system. */
static void
shut_down (MediaryExtractor *self)
{
  GQueue unanswered = G_QUEUE_INIT;

  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL)
      end_child (self, i, &unanswered);

  fail_all (&unanswered, MEDIARY_NOTE_NO_EXTRACTOR);
  for (guint i = 0; i < N_LINES; i++)
    fail_all (&self->waiting[i], MEDIARY_NOTE_NO_EXTRACTOR);

  reap (self);
  for (guint i = 0; i < LAST_REAPING && self->ended->len > 0; i++) {
    g_usleep (1000);
    reap (self);
  }
}

static gpointer
run_pool (gpointer data)
{
  MediaryExtractor *self = data;

  while (take_incoming (self)) {
    feed_children (self);
    wait_for_news (self);
    enforce_deadlines (self);
    end_idle_children (self);
    reap (self);
  }

  shut_down (self);
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

static char *
find_program (void)
{
  const char *program = g_getenv ("MEDIARY_EXTRACTOR");

  if (program != NULL && *program != '\0')
    return g_strdup (program);

  return g_build_filename (MEDIARY_LIBEXEC_DIR, "mediary-extractor", NULL);
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
  MediaryExtractor *self = g_new0 (MediaryExtractor, 1);

  self->program = program != NULL ? g_strdup (program) : find_program ();
  self->wake = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  g_assert (self->wake >= 0);
  self->ended = g_array_new (FALSE, FALSE, sizeof (GPid));
  self->for_file = FOR_FILE;
  self->for_start = FOR_START;
  self->for_idle = FOR_IDLE;
  g_mutex_init (&self->lock);
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
  g_array_unref (self->ended);
  close (self->wake);
  g_free (self->program);
  g_free (self);
}

/* How long a file and the start of a child may take, and how long a child waits for more, in microseconds. Before the
 * first file. */
void
mediary_extractor_set_deadlines (MediaryExtractor *self, gint64 for_file, gint64 for_start, gint64 for_idle)
{
  self->for_file = for_file;
  self->for_start = for_start;
  self->for_idle = for_idle;
}

/**
 * mediary_extractor_read:
 * @self: a pool
 * @fd: (transfer full): the file, open for reading; the pool closes it
 * @content_type: its content type
 * @type: what it is; %MEDIARY_MEDIA_TYPE_IMAGE goes to the readers of pictures, anything else to GStreamer
 * @func: called once, in the pool's thread; must not block
 * @user_data: for @func
 *
 * Asks what a file is. It has an answer within five seconds of the moment a child is at it. Any thread.
 */
void
mediary_extractor_read (MediaryExtractor *self, int fd, const char *content_type, MediaryMediaType type,
                        MediaryExtractionFunc func, gpointer user_data)
{
  MediaryExtractorRole role = type == MEDIARY_MEDIA_TYPE_IMAGE ? MEDIARY_EXTRACTOR_IMAGE : MEDIARY_EXTRACTOR_STREAM;

  push (self, mediary_extraction_job_new (fd, role, MEDIARY_EXTRACTION_READ, content_type, func, user_data));
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
 * @fd: (transfer full): a picture, open for reading; the pool closes it
 * @content_type: its content type
 * @size: the most pixels along either side, up to 1024
 * @thumb_uri: (nullable): the file's URI, to get the PNG for the desktop's cache as well
 * @thumb_mtime: the file's time of last change, in seconds, for that PNG
 * @func: called once, in the pool's thread; must not block
 * @user_data: for @func
 *
 * Asks for a small picture of a picture, the right way up. Goes before all that is waiting to be read. Any thread.
 */
void
mediary_extractor_draw (MediaryExtractor *self, int fd, const char *content_type, int size, const char *thumb_uri,
                        gint64 thumb_mtime, MediaryExtractionFunc func, gpointer user_data)
{
  draw (self,
        mediary_extraction_job_new (fd, MEDIARY_EXTRACTOR_IMAGE, MEDIARY_EXTRACTION_DRAW, content_type, func, user_data),
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
