/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-extractor-pool.h"

#include "mediary-extractor-process.h"

#include <errno.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DRAWS, /* served first: someone is looking at the place where the picture goes */
       READS,
       STREAMS,
       FRAMES, /* pictures of sound and video */
       N_LINES };

#define N_IMAGE_CHILDREN 6 /* the others are for sound and video */
#define N_CHILDREN       14
#define N_AT_WORK        2 /* for each of the two, beside those that are late */

#define FILES_PER_CHILD 8 /* of the socket's ten; enough that a child never waits for us */
#define STREAMS_FOR_TWO 4 /* waiting, to be worth the start of a second child for them */

#define FOR_FILE (5 * G_USEC_PER_SEC)
#ifdef __SANITIZE_ADDRESS__
#define FOR_START (60 * G_USEC_PER_SEC) /* its first start is as many times slower */
#else
#define FOR_START (10 * G_USEC_PER_SEC) /* GStreamer may have to look at all its plugins first */
#endif
#define LATE         (400 * 1000)          /* then nobody waits behind the file */
#define PRESSING     (4 * G_USEC_PER_SEC)  /* before its deadline, a file goes before all drawings */
#define FOR_IDLE     (60 * G_USEC_PER_SEC) /* then a child's memory is worth more than its start */
#define START_AGAIN  G_USEC_PER_SEC
#define REAP_AGAIN   (20 * 1000)
#define SEND_AGAIN   (100 * 1000)
#define LAST_REAPING 10

/* What has time waits while so many are late, so that who has none still gets a child and some of the processor: of a
 * folder, every file may hang. */
static const guint max_late[N_LINES] = { [DRAWS] = 5, [READS] = 3, [STREAMS] = 4, [FRAMES] = 2 };

/**
 * MediaryExtractorPool:
 *
 * The children, and what waits for them: which file next, how many children, who is to blame. Pool thread only.
 *
 * Pictures go to warm children, as many as there are cores and two at most, several files at a time each. Sound and
 * video go to children of another kind, one file at a time, which make a child of their own for each and try a second
 * one where that helps. A file that crashes or outstays its child is answered with a note. A child that is long at one
 * file is left alone with it: what waits behind it goes to another child, so that a file that hangs delays no other. And
 * a child for pictures goes after anything but plain success: who knows what the file has done to it.
 */
struct _MediaryExtractorPool {
  char                    *program;
  GQueue                   waiting[N_LINES]; /* of MediaryExtractionJob; by what they wait for, see line_of() */
  MediaryExtractorProcess *children[N_CHILDREN];
  GArray                  *ended;        /* of GPid: killed, not yet reaped */
  gint64                   last_answer;  /* when a child last had something to do */
  gint64                   start_failed; /* when a child could last not be started */
  gboolean                 warned;
  gboolean                 sending_failed; /* since the last look around */

  gint64 for_file; /* microseconds that one file may take, its retry included */
  gint64 for_start;
  gint64 for_idle; /* after which a child that has nothing to do goes */
};

static guint
line_of (MediaryExtractionJob *job)
{
  gboolean reads = job->kind == MEDIARY_EXTRACTION_READ;

  if (job->role == MEDIARY_EXTRACTOR_STREAM)
    return reads ? STREAMS : FRAMES;

  return reads ? READS : DRAWS;
}

static void
requeue (MediaryExtractorPool *self, GQueue *jobs)
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
reap (MediaryExtractorPool *self)
{
  for (guint i = self->ended->len; i-- > 0;) {
    pid_t reaped = waitpid (g_array_index (self->ended, GPid, i), NULL, WNOHANG);

    if (reaped > 0 || (reaped < 0 && errno != EINTR))
      g_array_remove_index_fast (self->ended, i);
  }
}

/* Kills the child; what it had not answered comes back in @unanswered, the one to blame first. */
static void
end_child (MediaryExtractorPool *self, guint i, GQueue *unanswered)
{
  GPid pid = mediary_extractor_process_end (g_steal_pointer (&self->children[i]), unanswered);

  g_array_append_val (self->ended, pid);
}

/* No child can be had: what waits for one is answered so, and nothing is tried again for a second. */
static void
give_up_starting (MediaryExtractorPool *self, MediaryExtractorRole role, const char *reason)
{
  self->start_failed = g_get_monotonic_time ();

  if (!self->warned)
    g_warning ("Details of files cannot be read: %s", reason);
  self->warned = TRUE;

  if (role == MEDIARY_EXTRACTOR_STREAM) {
    fail_all (&self->waiting[STREAMS], MEDIARY_NOTE_NO_EXTRACTOR);
    fail_all (&self->waiting[FRAMES], MEDIARY_NOTE_NO_EXTRACTOR);
  } else {
    fail_all (&self->waiting[DRAWS], MEDIARY_NOTE_NO_EXTRACTOR);
    fail_all (&self->waiting[READS], MEDIARY_NOTE_NO_EXTRACTOR);
  }
}

static MediaryExtractorRole
role_of (guint i)
{
  return i < N_IMAGE_CHILDREN ? MEDIARY_EXTRACTOR_IMAGE : MEDIARY_EXTRACTOR_STREAM;
}

static gboolean
start_child (MediaryExtractorPool *self, guint i)
{
  g_autoptr (GError) error = NULL;

  if (self->start_failed != 0 && g_get_monotonic_time () < self->start_failed + START_AGAIN) {
    give_up_starting (self, role_of (i), "the extractor does not start");
    return FALSE;
  }

  self->children[i] = mediary_extractor_process_start (self->program, role_of (i), &error);
  if (self->children[i] == NULL)
    give_up_starting (self, role_of (i), error->message);

  return self->children[i] != NULL;
}

static gboolean
is_late (MediaryExtractorProcess *child)
{
  return mediary_extractor_process_is_spoilt (child) || mediary_extractor_process_get_time_at_file (child) >= LATE;
}

static guint
count_late (MediaryExtractorPool *self, MediaryExtractorRole role)
{
  guint n_late = 0;

  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL && role_of (i) == role && is_late (self->children[i]))
      n_late++;

  return n_late;
}

/* With many late children, only those go on who cannot wait. */
static gboolean
has_to_wait (MediaryExtractorPool *self, MediaryExtractionJob *job)
{
  return job->deadline == 0 && count_late (self, job->role) >= max_late[line_of (job)];
}

static gboolean
has_ready_image_child (MediaryExtractorPool *self)
{
  for (guint i = 0; i < N_IMAGE_CHILDREN; i++)
    if (self->children[i] != NULL && mediary_extractor_process_is_ready (self->children[i]) && !is_late (self->children[i]))
      return TRUE;

  return FALSE;
}

/* Somebody scrolls through pictures, and whoever cannot wait has done so for a while. */
static gboolean
is_pressing (const MediaryExtractionJob *job)
{
  return job != NULL && job->deadline != 0 && g_get_monotonic_time () >= job->deadline - PRESSING;
}

/* Whether a child for sound and video is at a picture, or is about to begin. */
static gboolean
is_drawing_frame (MediaryExtractorPool *self)
{
  for (guint i = N_IMAGE_CHILDREN; i < N_CHILDREN; i++)
    if (self->children[i] != NULL && mediary_extractor_process_is_drawing (self->children[i]))
      return TRUE;

  return FALSE;
}

static gboolean
may_draw_frame (MediaryExtractorPool *self)
{
  MediaryExtractionJob *frame = g_queue_peek_head (&self->waiting[FRAMES]);

  return frame != NULL && !has_to_wait (self, frame) && !is_drawing_frame (self) &&
    !is_pressing (g_queue_peek_head (&self->waiting[STREAMS]));
}

/* Somebody looks at the place where a frame goes. But it takes ten times as long as reading, so only one is drawn at a time
 * while files wait to be read. */
static GQueue *
choose_stream_line (MediaryExtractorPool *self)
{
  return self->waiting[STREAMS].length == 0 || may_draw_frame (self) ? &self->waiting[FRAMES] : &self->waiting[STREAMS];
}

/* The line that child @i should take from, or NULL when it has enough to do. */
static GQueue *
choose_line (MediaryExtractorPool *self, guint i)
{
  MediaryExtractorProcess *child = self->children[i];
  guint                    n_sent = mediary_extractor_process_get_n_sent (child);

  if (is_late (child))
    return NULL;
  if (role_of (i) == MEDIARY_EXTRACTOR_STREAM)
    return n_sent == 0 ? choose_stream_line (self) : NULL;
  if (n_sent >= FILES_PER_CHILD || mediary_extractor_process_is_occupied (child))
    return NULL;

  /* Who looks at the place does not wait for a start, where another child can draw at once. */
  if (self->waiting[DRAWS].length > 0 && !is_pressing (g_queue_peek_head (&self->waiting[READS])) &&
      (mediary_extractor_process_is_ready (child) || !has_ready_image_child (self)))
    return &self->waiting[DRAWS];

  return &self->waiting[READS];
}

/* The next job for child @i, or NULL. A file that is asked about once more gets a fresh child to itself. And one whose asker
 * cannot wait is not given to a child that is still starting: when it is answered for lack of time, the child can go on, and
 * will be ready for the next. */
static MediaryExtractionJob *
next_job (MediaryExtractorPool *self, guint i)
{
  GQueue                  *line = choose_line (self, i);
  MediaryExtractionJob    *job = line != NULL ? g_queue_peek_head (line) : NULL;
  MediaryExtractorProcess *child = self->children[i];
  GQueue                   nothing = G_QUEUE_INIT;

  if (job == NULL || has_to_wait (self, job) || (job->deadline != 0 && !mediary_extractor_process_is_ready (child)))
    return NULL;

  if (job->retried) {
    if (mediary_extractor_process_get_n_sent (child) > 0)
      return NULL;
    if (mediary_extractor_process_get_n_answered (child) > 0) {
      end_child (self, i, &nothing);
      if (!start_child (self, i) || job->deadline != 0)
        return NULL;
    }
  }

  return g_queue_pop_head (line);
}

/* Sends child @i one more job. FALSE: it wants none, or takes none now. */
static gboolean
feed_child (MediaryExtractorPool *self, guint i)
{
  MediaryExtractionJob *job = next_job (self, i);

  if (job == NULL)
    return FALSE;
  if (mediary_extractor_process_send (self->children[i], job))
    return TRUE;

  /* Its socket is full, or it is gone, and receiving will tell; or too many files are on their way in this system, which
   * nobody tells. */
  g_queue_push_head (&self->waiting[line_of (job)], job);
  self->sending_failed = TRUE;
  return FALSE;
}

static guint
count_waiting (MediaryExtractorPool *self, MediaryExtractorRole role)
{
  return role == MEDIARY_EXTRACTOR_STREAM ? self->waiting[STREAMS].length + self->waiting[FRAMES].length
                                          : self->waiting[DRAWS].length + self->waiting[READS].length;
}

/* How many children can be counted on, where all of them have all they can take. */
static guint
get_n_wanted (MediaryExtractorPool *self, MediaryExtractorRole role)
{
  guint n_waiting = count_waiting (self, role);

  if (n_waiting == 0)
    return 0;
  if (role == MEDIARY_EXTRACTOR_STREAM && n_waiting < STREAMS_FOR_TWO)
    return 1;

  return MIN (g_get_num_processors (), N_AT_WORK);
}

/* A child that is starting, and has nothing to do yet. */
static gboolean
will_take_more (MediaryExtractorProcess *child)
{
  return !mediary_extractor_process_is_ready (child) && mediary_extractor_process_get_n_sent (child) == 0;
}

/* Starts one more child if what waits is worth it. */
static gboolean
add_child (MediaryExtractorPool *self, MediaryExtractorRole role)
{
  guint n_at_work = 0;
  int   vacant = -1;

  for (guint i = 0; i < N_CHILDREN; i++) {
    if (role_of (i) != role)
      continue;
    if (self->children[i] == NULL)
      vacant = vacant < 0 ? (int) i : vacant;
    else if (will_take_more (self->children[i]))
      return FALSE;
    else if (!is_late (self->children[i]))
      n_at_work++;
  }

  return vacant >= 0 && n_at_work < get_n_wanted (self, role) && start_child (self, (guint) vacant);
}

/* One each in turn, so that all have something; a new child only when they have all they can take. */
static void
feed_children (MediaryExtractorPool *self)
{
  gboolean fed = TRUE;

  while (fed) {
    fed = FALSE;
    for (guint i = 0; i < N_CHILDREN; i++)
      fed |= self->children[i] != NULL && feed_child (self, i);
    if (!fed)
      fed = add_child (self, MEDIARY_EXTRACTOR_IMAGE) | add_child (self, MEDIARY_EXTRACTOR_STREAM);
  }
}

/* What waits behind a file that takes long goes to another child. */
static void
relieve_late_children (MediaryExtractorPool *self)
{
  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL && is_late (self->children[i])) {
      GQueue behind = G_QUEUE_INIT;

      mediary_extractor_process_take_back (self->children[i], &behind);
      requeue (self, &behind);
    }
}

static gboolean
is_over (MediaryExtractionJob *job)
{
  return job->deadline != 0 && g_get_monotonic_time () >= job->deadline;
}

/* Who cannot wait any longer is answered, though nobody has looked at the file. */
static void
answer_overdue (MediaryExtractorPool *self)
{
  for (guint i = 0; i < N_LINES; i++)
    for (GList *l = self->waiting[i].head; l != NULL;) {
      GList *next = l->next;

      if (is_over (l->data)) {
        mediary_extraction_job_fail (l->data, MEDIARY_NOTE_TIMED_OUT);
        g_queue_delete_link (&self->waiting[i], l);
      }
      l = next;
    }
}

/* Whether the child had better go, with its answer @note given. */
static gboolean
is_used_up (MediaryExtractorProcess *child, const char *note)
{
  if (mediary_extractor_process_is_spoilt (child))
    return TRUE;

  return mediary_extractor_process_get_role (child) == MEDIARY_EXTRACTOR_IMAGE && note != NULL &&
    !g_str_equal (note, MEDIARY_NOTE_NO_DECODER);
}

static void
on_answer (MediaryExtractorPool *self, guint i, MediaryExtractorAnswer *answer)
{
  const char *note = answer->extraction.note; /* lives for ever */
  GQueue      behind = G_QUEUE_INIT;

  self->last_answer = g_get_monotonic_time ();
  mediary_extraction_job_finish (answer->job, &answer->extraction);
  mediary_extractor_answer_clear (answer);

  if (is_used_up (self->children[i], note)) {
    end_child (self, i, &behind);
    requeue (self, &behind);
  }
}

/*
 * The child is dead, mute or mad. The file it was at is to blame and gets @note, the others go to the next child.
 *
 * But a child that speaks out of turn may have been spoilt by the file before, and one may be killed for no fault of any
 * file. So who is blamed for the first time is asked about once more, alone, while its time lasts.
 */
static void
on_broken (MediaryExtractorPool *self, guint i, const char *note)
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
  } else if (blamed != NULL && (blamed->retried || is_over (blamed) || blamed->used >= self->for_file)) {
    mediary_extraction_job_fail (g_queue_pop_head (&unanswered), note);
  } else if (blamed != NULL) {
    blamed->retried = TRUE;
  }

  requeue (self, &unanswered);
}

static void
listen_to_child (MediaryExtractorPool *self, guint i)
{
  MediaryExtractorNews news = MEDIARY_EXTRACTOR_READY;

  while (self->children[i] != NULL && (news == MEDIARY_EXTRACTOR_READY || news == MEDIARY_EXTRACTOR_ANSWERED)) {
    MediaryExtractorAnswer answer = { 0 };

    news = mediary_extractor_process_receive (self->children[i], &answer);
    if (news == MEDIARY_EXTRACTOR_READY) {
      self->last_answer = g_get_monotonic_time (); /* who waited for it may be gone; the next is not */
    } else if (news == MEDIARY_EXTRACTOR_ANSWERED) {
      on_answer (self, i, &answer);
      feed_children (self);
    } else if (news == MEDIARY_EXTRACTOR_BROKEN) {
      on_broken (self, i, MEDIARY_NOTE_DECODER_FAILED);
    }
  }
}

static void
enforce_deadlines (MediaryExtractorPool *self)
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
end_idle_children (MediaryExtractorPool *self)
{
  GQueue nothing = G_QUEUE_INIT;

  if (g_get_monotonic_time () < self->last_answer + self->for_idle)
    return;

  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL && mediary_extractor_process_is_ready (self->children[i]) &&
        mediary_extractor_process_get_n_sent (self->children[i]) == 0)
      end_child (self, i, &nothing);
}

/* When something has to be done about a child that does not speak. */
static gint64
get_due_of_child (MediaryExtractorPool *self, MediaryExtractorProcess *child)
{
  gint64 deadline = mediary_extractor_process_get_deadline (child, self->for_file, self->for_start);
  gint64 time_at_file = mediary_extractor_process_get_time_at_file (child);

  if (deadline < 0)
    return self->last_answer + self->for_idle;
  if (mediary_extractor_process_is_ready (child) && time_at_file < LATE)
    return MIN (deadline, g_get_monotonic_time () + LATE - time_at_file);

  return deadline;
}

/* Milliseconds until something is due without anyone speaking; -1: never. */
static int
get_patience (MediaryExtractorPool *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 due = self->ended->len > 0 ? now + REAP_AGAIN : G_MAXINT64;

  if (self->sending_failed)
    due = MIN (due, now + SEND_AGAIN);

  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL)
      due = MIN (due, get_due_of_child (self, self->children[i]));

  for (guint i = 0; i < N_LINES; i++)
    for (GList *l = self->waiting[i].head; l != NULL; l = l->next) {
      const MediaryExtractionJob *job = l->data;

      if (job->deadline != 0)
        due = MIN (due, job->deadline);
    }

  return due == G_MAXINT64 ? -1 : (int) (CLAMP (due - now, 0, G_USEC_PER_SEC * 60) / 1000 + 1);
}

/* Sleeps until a child speaks, something is due, or @wake can be read. */
static void
wait_for_news (MediaryExtractorPool *self, int wake)
{
  struct pollfd polled[1 + N_CHILDREN] = { { wake, POLLIN, 0 } };

  for (guint i = 0; i < N_CHILDREN; i++) {
    polled[1 + i].fd = self->children[i] != NULL ? mediary_extractor_process_get_socket (self->children[i]) : -1;
    polled[1 + i].events = POLLIN;
  }

  if (poll (polled, G_N_ELEMENTS (polled), get_patience (self)) <= 0)
    return;

  for (guint i = 0; i < N_CHILDREN; i++)
    if (polled[1 + i].revents != 0 && self->children[i] != NULL)
      listen_to_child (self, i);
}

MediaryExtractorPool *
mediary_extractor_pool_new (const char *program)
{
  MediaryExtractorPool *self = g_new0 (MediaryExtractorPool, 1);

  self->program = g_strdup (program);
  self->ended = g_array_new (FALSE, FALSE, sizeof (GPid));
  self->for_file = FOR_FILE;
  self->for_start = FOR_START;
  self->for_idle = FOR_IDLE;

  return self;
}

/* Kills the children and answers all that is open. Whoever has not died after a moment is left to the system. */
void
mediary_extractor_pool_free (MediaryExtractorPool *self)
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

  g_array_unref (self->ended);
  g_free (self->program);
  g_free (self);
}

/* How long a file and the start of a child may take, and how long a child waits for more, in microseconds. */
void
mediary_extractor_pool_set_deadlines (MediaryExtractorPool *self, gint64 for_file, gint64 for_start, gint64 for_idle)
{
  self->for_file = for_file;
  self->for_start = for_start;
  self->for_idle = for_idle;
}

/* Takes @job. Somebody waits for the answer to one that has a deadline: it goes before those that have time. */
void
mediary_extractor_pool_add (MediaryExtractorPool *self, MediaryExtractionJob *job)
{
  GQueue *line = &self->waiting[line_of (job)];
  GList  *behind = job->deadline != 0 ? line->head : NULL;

  while (behind != NULL && ((MediaryExtractionJob *) behind->data)->deadline != 0)
    behind = behind->next;
  if (job->deadline != 0 && behind != NULL)
    g_queue_insert_before (line, behind, job);
  else
    g_queue_push_tail (line, job);
}

/* Hands out what waits, sleeps until there is news, from a child or by @wake, and acts on it. */
void
mediary_extractor_pool_turn (MediaryExtractorPool *self, int wake)
{
  self->sending_failed = FALSE;
  feed_children (self);
  wait_for_news (self, wake);
  enforce_deadlines (self);
  relieve_late_children (self);
  answer_overdue (self);
  end_idle_children (self);
  reap (self);
}
