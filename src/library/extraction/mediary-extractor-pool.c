/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-extractor-pool-private.h"

#include <errno.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOR_FILE (5 * G_USEC_PER_SEC)
#ifdef __SANITIZE_ADDRESS__
#define FOR_START (60 * G_USEC_PER_SEC) /* its first start is as many times slower */
#else
#define FOR_START (10 * G_USEC_PER_SEC) /* GStreamer may have to look at all its plugins first */
#endif
#define LATE                     (400 * 1000)          /* then nobody waits behind the file */
#define FOR_IDLE                 (60 * G_USEC_PER_SEC) /* then a child's memory is worth more than its start */
#define FOR_IDLE_WITHOUT_DECODER G_USEC_PER_SEC
#define START_AGAIN              G_USEC_PER_SEC
#define REAP_AGAIN               (20 * 1000)
#define SEND_AGAIN               (100 * 1000)
#define LAST_REAPING             10

guint
mediary_extractor_pool_line_of (MediaryExtractionJob *job)
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
    g_queue_push_head (&self->waiting[mediary_extractor_pool_line_of (job)], job);
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
void
mediary_extractor_pool_end_child (MediaryExtractorPool *self, guint i, GQueue *unanswered)
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

MediaryExtractorRole
mediary_extractor_pool_role_of (guint i)
{
  return i < N_IMAGE_CHILDREN ? MEDIARY_EXTRACTOR_IMAGE : MEDIARY_EXTRACTOR_STREAM;
}

gboolean
mediary_extractor_pool_start_child (MediaryExtractorPool *self, guint i)
{
  g_autoptr (GError) error = NULL;

  if (self->start_failed != 0 && g_get_monotonic_time () < self->start_failed + START_AGAIN) {
    give_up_starting (self, mediary_extractor_pool_role_of (i), "the extractor does not start");
    return FALSE;
  }

  self->children[i] = mediary_extractor_process_start (self->program, mediary_extractor_pool_role_of (i), &error);
  if (self->children[i] == NULL)
    give_up_starting (self, mediary_extractor_pool_role_of (i), error->message);

  return self->children[i] != NULL;
}

gboolean
mediary_extractor_pool_is_late (MediaryExtractorProcess *child)
{
  return mediary_extractor_process_is_spoilt (child) || mediary_extractor_process_get_time_at_file (child) >= LATE;
}

/* What waits behind a file that takes long goes to another child. */
static void
relieve_late_children (MediaryExtractorPool *self)
{
  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL && mediary_extractor_pool_is_late (self->children[i])) {
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
  self->lacks_decoder |= g_strcmp0 (note, MEDIARY_NOTE_NO_DECODER) == 0;
  mediary_extraction_job_finish (answer->job, &answer->extraction);
  mediary_extractor_answer_clear (answer);

  if (is_used_up (self->children[i], note)) {
    mediary_extractor_pool_end_child (self, i, &behind);
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

  mediary_extractor_pool_end_child (self, i, &unanswered);
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
      mediary_extractor_pool_feed (self);
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

/*
 * When children go that nobody asks for anything: soon where one lacked a decoder. It knows the decoders that there were when
 * it was started, and somebody may be installing the one.
 */
static gint64
get_end_of_idleness (MediaryExtractorPool *self)
{
  return self->last_answer + (self->lacks_decoder ? MIN (FOR_IDLE_WITHOUT_DECODER, self->for_idle) : self->for_idle);
}

/* Nobody has asked for a while: children go, and come again when they are needed. */
static void
end_idle_children (MediaryExtractorPool *self)
{
  GQueue nothing = G_QUEUE_INIT;

  if (g_get_monotonic_time () < get_end_of_idleness (self))
    return;

  self->lacks_decoder = FALSE;
  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL && mediary_extractor_process_is_ready (self->children[i]) &&
        mediary_extractor_process_get_n_sent (self->children[i]) == 0)
      mediary_extractor_pool_end_child (self, i, &nothing);
}

/* When something has to be done about a child that does not speak. */
static gint64
get_due_of_child (MediaryExtractorPool *self, MediaryExtractorProcess *child)
{
  gint64 deadline = mediary_extractor_process_get_deadline (child, self->for_file, self->for_start);
  gint64 time_at_file = mediary_extractor_process_get_time_at_file (child);

  if (deadline < 0)
    return get_end_of_idleness (self);
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
      mediary_extractor_pool_end_child (self, i, &unanswered);

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
  GQueue *line = &self->waiting[mediary_extractor_pool_line_of (job)];
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
  mediary_extractor_pool_feed (self);
  wait_for_news (self, wake);
  enforce_deadlines (self);
  relieve_late_children (self);
  answer_overdue (self);
  end_idle_children (self);
  reap (self);
}
