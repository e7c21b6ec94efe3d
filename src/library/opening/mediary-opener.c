/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "opening/mediary-opener-private.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "private/mediary-launch.h"

/*
 * The openers, and how long one is waited for.
 *
 *   any thread ──question──► opener ──► the person's disk
 *              ◄── answer ──
 *
 * A thread that waits for a disk can be held for ever, and a process with such a thread cannot end. So this process
 * never looks at a person's file itself: it asks an opener, and leaves one that does not answer behind.
 */

/* As long as a file may take in all. */
#define PATIENCE (5 * G_USEC_PER_SEC)
/* A thread that has waited so long for one file is not counted on for others. */
#define SLOW         (250 * 1000)
#define MAX_IDLE     4
#define LAST_REAPING 10

/* How many may be at work, that one more is started for this. More would be a machine full of openers that hang; and those
 * that somebody waits for do not wait for the others. */
static const guint max_at_work[] = {
  [MEDIARY_OPENER_FOR_ONE] = 24,
  [MEDIARY_OPENER_FOR_MANY] = 16,
  [MEDIARY_OPENER_FOR_WALK] = 16,
};
/* A walk goes on when its files are taken, and for that they must be asked about. */
#define MAX_WALKS 8

struct _MediaryOpener {
  char                 *program;
  MediaryOpenerSlowFunc slow;
  gpointer              user_data;
  gint64                patience; /* microseconds */
  int                   wake;     /* an eventfd, readable for ever once we stop */
  MediaryStalledDisks  *stalled;
  MediaryLoans         *loans;

  GMutex     mutex;
  GCond      cond;
  GPtrArray *idle;        /* of MediaryOpenerProcess */
  guint      n_processes; /* idle and at work */
  guint      n_walks;     /* of those at work */
  GArray    *ended;       /* of GPid: left behind, not yet reaped */
  gboolean   stopped;
  gboolean   warned;
};

/**
 * mediary_opener_new: (skip)
 * @program: (nullable): the program to start; %NULL for `$MEDIARY_OPENER`, or the installed one
 * @slow: (nullable): told when a thread waits for a slow disk
 * @user_data: for @slow
 *
 * No process is started before the first question comes.
 */
MediaryOpener *
mediary_opener_new (const char *program, MediaryOpenerSlowFunc slow, gpointer user_data)
{
  MediaryOpener *self = g_new0 (MediaryOpener, 1);

  self->program = program != NULL ? g_strdup (program) : mediary_launch_dup_program ("MEDIARY_OPENER", "mediary-opener");
  self->slow = slow;
  self->user_data = user_data;
  self->patience = PATIENCE;
  self->wake = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  g_assert (self->wake >= 0);
  self->stalled = mediary_stalled_disks_new ();
  self->loans = mediary_loans_new ();
  self->idle = g_ptr_array_new ();
  self->ended = g_array_new (FALSE, FALSE, sizeof (GPid));
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);

  return self;
}

/* With the lock. Never waits: a process that hangs on a disk outlives its SIGKILL. */
static void
reap (MediaryOpener *self)
{
  for (guint i = self->ended->len; i-- > 0;) {
    pid_t reaped = waitpid (g_array_index (self->ended, GPid, i), NULL, WNOHANG);

    if (reaped > 0 || (reaped < 0 && errno != EINTR))
      g_array_remove_index_fast (self->ended, i);
  }
}

/* With the lock. */
static void
end_process (MediaryOpener *self, MediaryOpenerProcess *process)
{
  GPid pid = mediary_opener_process_end (process);

  self->n_processes--;
  g_array_append_val (self->ended, pid);
  reap (self);
  g_cond_broadcast (&self->cond);
}

/* Any thread. Whoever asks is answered %MEDIARY_OPENING_STOPPED from now on, and whoever waits at once. */
void
mediary_opener_stop (MediaryOpener *self)
{
  const guint64 one = 1;

  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  if (write (self->wake, &one, sizeof one) < 0)
    g_assert (errno == EAGAIN || errno == EINTR);
}

/* Nobody asks any more. Openers that hang are left to the system. */
void
mediary_opener_free (MediaryOpener *self)
{
  for (guint i = 0; i < self->idle->len; i++)
    end_process (self, g_ptr_array_index (self->idle, i));
  for (guint i = 0; i < LAST_REAPING && self->ended->len > 0; i++) {
    g_usleep (1000);
    reap (self);
  }

  g_ptr_array_unref (self->idle);
  g_array_unref (self->ended);
  mediary_stalled_disks_free (self->stalled);
  mediary_loans_free (self->loans);
  close (self->wake);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->program);
  g_free (self);
}

/* Returns: (transfer none): which files are read by other paths than their own */
MediaryLoans *
mediary_opener_get_loans (MediaryOpener *self)
{
  return self->loans;
}

/* How long one file may take, in microseconds. Before anything is asked. */
void
mediary_opener_set_patience (MediaryOpener *self, gint64 patience)
{
  self->patience = patience;
}

gint64
mediary_opener_get_patience (MediaryOpener *self)
{
  return self->patience;
}

/* Returns: (transfer none): which disks have not answered of late */
MediaryStalledDisks *
mediary_opener_get_stalled (MediaryOpener *self)
{
  return self->stalled;
}

/* With the lock, which is let go of meanwhile. */
static MediaryOpenerProcess *
start_process (MediaryOpener *self)
{
  g_autoptr (GError) error = NULL;
  MediaryOpenerProcess *process;
  gboolean              warn = FALSE;

  self->n_processes++;
  g_mutex_unlock (&self->mutex);
  process = mediary_opener_process_start (self->program, &error);
  g_mutex_lock (&self->mutex);

  if (process == NULL) {
    self->n_processes--;
    warn = !self->warned;
    self->warned = TRUE;
  }
  if (warn)
    g_warning ("A disk that does not answer will hold this program: %s", error->message);

  return process;
}

/* With the lock. */
static gboolean
may_start (MediaryOpener *self, MediaryOpenerPurpose purpose)
{
  return self->n_processes - self->idle->len < max_at_work[purpose] &&
    (purpose != MEDIARY_OPENER_FOR_WALK || self->n_walks < MAX_WALKS);
}

/* With the lock, which is let go of meanwhile. @deadline: 0 for none */
static MediaryOpenerStart
wait_for_turn (MediaryOpener *self, MediaryOpenerPurpose purpose, gint64 deadline)
{
  while (!self->stopped && !may_start (self, purpose)) {
    if (deadline == 0)
      g_cond_wait (&self->cond, &self->mutex);
    else if (!g_cond_wait_until (&self->cond, &self->mutex, deadline))
      return MEDIARY_OPENER_TOO_LATE;
  }

  return self->stopped ? MEDIARY_OPENER_REFUSED : MEDIARY_OPENER_STARTED;
}

/* With the lock. */
static void
count_walk (MediaryOpener *self, MediaryOpenerPurpose purpose, int change)
{
  if (purpose == MEDIARY_OPENER_FOR_WALK)
    self->n_walks += (guint) change;
}

/* Any thread. Where no opener can be had the caller looks at the disk itself. */
MediaryOpenerStart
mediary_opener_start_watch (MediaryOpener *self, MediaryOpenerPurpose purpose, gint64 deadline, MediaryOpenerWatch *watch)
{
  MediaryOpenerProcess *process = NULL;
  MediaryOpenerStart    start;

  g_mutex_lock (&self->mutex);
  start = wait_for_turn (self, purpose, deadline);
  if (start == MEDIARY_OPENER_STARTED) {
    count_walk (self, purpose, 1);
    process = self->idle->len > 0 ? g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1) : start_process (self);
    if (process == NULL) {
      count_walk (self, purpose, -1);
      start = MEDIARY_OPENER_NONE;
    }
  }
  g_mutex_unlock (&self->mutex);

  *watch = (MediaryOpenerWatch){ .opener = self, .purpose = purpose, .process = process, .since = g_get_monotonic_time () };

  return start;
}

static void
set_slow (MediaryOpenerWatch *watch, gboolean slow)
{
  MediaryOpener *self = watch->opener;

  if (watch->slow == slow)
    return;

  watch->slow = slow;
  if (self->slow != NULL)
    self->slow (slow ? 1 : -1, self->user_data);
}

/* It has answered all, and can be asked again. */
void
mediary_opener_keep (MediaryOpenerWatch *watch)
{
  MediaryOpener *self = watch->opener;

  set_slow (watch, FALSE);
  g_mutex_lock (&self->mutex);
  count_walk (self, watch->purpose, -1);
  if (self->idle->len < MAX_IDLE) {
    g_ptr_array_add (self->idle, g_steal_pointer (&watch->process));
    g_cond_broadcast (&self->cond);
  } else {
    end_process (self, g_steal_pointer (&watch->process));
  }
  g_mutex_unlock (&self->mutex);
}

/* It hangs, or nobody wants its answer. */
void
mediary_opener_leave_behind (MediaryOpenerWatch *watch)
{
  MediaryOpener *self = watch->opener;

  set_slow (watch, FALSE);
  g_mutex_lock (&self->mutex);
  count_walk (self, watch->purpose, -1);
  end_process (self, g_steal_pointer (&watch->process));
  g_mutex_unlock (&self->mutex);
}

/* Somebody has ended it, and perhaps the idle ones too: the next is a fresh one. */
void
mediary_opener_lose (MediaryOpenerWatch *watch)
{
  MediaryOpener *self = watch->opener;

  mediary_opener_leave_behind (watch);
  g_mutex_lock (&self->mutex);
  while (self->idle->len > 0)
    end_process (self, g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1));
  g_mutex_unlock (&self->mutex);
}

/* Whether it has come further since the last look. */
static void
look_at_progress (MediaryOpenerWatch *watch)
{
  MediaryOpeningBoard *board = mediary_opener_process_get_board (watch->process);
  gboolean             begun = g_atomic_int_get (&board->begun) != 0;
  guint32              n_done = (guint32) g_atomic_int_get (&board->n_done);

  if (begun == watch->begun && n_done == watch->n_done)
    return;

  watch->begun = begun;
  watch->n_done = n_done;
  watch->since = g_get_monotonic_time ();
  set_slow (watch, FALSE);
}

static MediaryOpenerWait
wait_for_any (MediaryOpenerWatch *watch, struct pollfd *polled, guint n_polled, MediaryOpenerDueFunc get_due, gconstpointer data)
{
  while (TRUE) {
    gint64 now, due;

    look_at_progress (watch);
    now = g_get_monotonic_time ();
    due = get_due (watch, data);
    if (now >= due)
      return MEDIARY_OPENER_STALLED;
    if (now >= watch->since + SLOW)
      set_slow (watch, TRUE);

    if (poll (polled, n_polled, (int) (MIN (due - now, SLOW) / 1000) + 1) <= 0)
      continue;
    if (polled[1].revents != 0 || polled[2].revents != 0)
      return MEDIARY_OPENER_STOPPED;
    if (polled[0].revents != 0)
      return MEDIARY_OPENER_NEWS;
  }
}

/* Sleeps until the opener speaks, is late, or we are stopped. */
MediaryOpenerWait
mediary_opener_wait (MediaryOpenerWatch *watch, MediaryOpenerDueFunc get_due, gconstpointer data)
{
  struct pollfd polled[] = {
    { mediary_opener_process_get_socket (watch->process), POLLIN, 0 },
    { watch->opener->wake, POLLIN, 0 },
    { g_cancellable_get_fd (watch->cancellable), POLLIN, 0 }, /* -1, which is passed over, where there is none */
  };
  MediaryOpenerWait heard = wait_for_any (watch, polled, G_N_ELEMENTS (polled), get_due, data);

  if (polled[2].fd >= 0)
    g_cancellable_release_fd (watch->cancellable);

  return heard;
}
