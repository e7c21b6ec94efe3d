/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "opening/mediary-opener-private.h"

/* Questions about files, a board full at a time. */

/* What comes late to its turn is still looked at. */
#define AT_LEAST (100 * 1000)
/* One that somebody has ended is replaced, and after that we look ourselves: so it goes on where no opener can live. */
#define TRIES 2
/* Who has had less of it has not seen that a disk does not answer. */
#define EVIDENCE G_USEC_PER_SEC

typedef struct {
  MediaryLoans        *loans;
  MediaryStalledDisks *stalled;
  MediaryOpening      *openings[MEDIARY_OPENING_FILES];
  guint                n_openings;
  gboolean             doubted; /* another file of the same disk has not answered */
} Round;

static gint64
get_evidence (const MediaryOpenerWatch *watch)
{
  return MIN (EVIDENCE, mediary_opener_get_patience (watch->opener));
}

static gint64
get_due (const MediaryOpenerWatch *watch, gconstpointer data)
{
  const Round *round = data;
  gint64       deadline = round->openings[MIN (watch->n_done, round->n_openings - 1)]->deadline;

  gint64 due = deadline != 0 ? MAX (deadline, watch->since + AT_LEAST) : watch->since + mediary_opener_get_patience (watch->opener);

  return round->doubted && watch->begun ? MIN (due, watch->since + get_evidence (watch)) : due;
}

static void
write_question (const Round *round, MediaryOpening *opening, MediaryOpeningSlot *slot)
{
  g_autofree char *access_path = mediary_loans_dup_access_path (round->loans, opening->path);

  opening->lent = access_path != NULL;
  slot->question = opening->question;
  slot->has_descriptor = FALSE;
  g_strlcpy (slot->asked, opening->lent ? access_path : opening->path, sizeof slot->asked);
}

/* A foreign disk's names are bytes, and the memory is shared: what is taken from there ends where the field does. */
static char *
dup_field (const char *field)
{
  return g_strndup (field, MEDIARY_OPENING_PATH_BYTES - 1);
}

static MediaryFileKind
read_kind (const MediaryOpeningSlot *slot)
{
  return slot->kind >= MEDIARY_FILE_REGULAR && slot->kind <= MEDIARY_FILE_UNREADABLE ? (MediaryFileKind) slot->kind
                                                                                     : MEDIARY_FILE_UNREADABLE;
}

/* Takes @descriptor; -1: there is none. */
static void
read_answer (const Round *round, MediaryOpening *opening, const MediaryOpeningSlot *slot, int descriptor)
{
  mediary_stalled_disks_clear (round->stalled, opening->path);
  opening->outcome = MEDIARY_OPENING_ANSWERED;
  opening->descriptor = descriptor;
  opening->identity.kind = read_kind (slot);
  opening->identity.error_number = slot->error_number;
  opening->identity.facts = slot->facts;

  if (opening->question == MEDIARY_OPENING_IDENTIFY) {
    opening->identity.given = dup_field (slot->given);
    opening->identity.path = dup_field (slot->path);
  } else if (descriptor >= 0) {
    opening->n_head = MIN (slot->n_head, MEDIARY_OPENING_HEAD_BYTES);
    opening->head = g_memdup2 (slot->head, opening->n_head);
  }
  if (opening->lent)
    mediary_loans_read_as (round->loans, &opening->identity, opening->path);
}

/* This process has no room for the descriptor. */
static void
read_lost_answer (const Round *round, MediaryOpening *opening, const MediaryOpeningSlot *slot)
{
  read_answer (round, opening, slot, -1);
  opening->identity.error_number = EMFILE;
}

static void
read_answers (Round *round, MediaryOpeningBoard *board, const int *descriptors, gsize n_descriptors)
{
  gsize n_taken = 0;

  for (guint i = 0; i < round->n_openings; i++) {
    const MediaryOpeningSlot *slot = &board->slots[i];

    if (!slot->has_descriptor)
      read_answer (round, round->openings[i], slot, -1);
    else if (n_taken < n_descriptors)
      read_answer (round, round->openings[i], slot, descriptors[n_taken++]);
    else
      read_lost_answer (round, round->openings[i], slot);
  }

  for (gsize i = n_taken; i < n_descriptors; i++)
    close (descriptors[i]);
}

/* The opener will say no more. Files that it has opened are still with it, and are asked for again. Returns how many it
 * has come through. */
static guint
read_half (Round *round, MediaryOpenerWatch *watch)
{
  MediaryOpeningBoard *board = mediary_opener_process_get_board (watch->process);
  guint                n_done = MIN ((guint) g_atomic_int_get (&board->n_done), round->n_openings);

  for (guint i = 0; i < n_done; i++)
    if (!board->slots[i].has_descriptor)
      read_answer (round, round->openings[i], &board->slots[i], -1);

  return n_done;
}

static void
blame_disk (Round *round, MediaryOpenerWatch *watch)
{
  guint n_done = read_half (round, watch);

  /* The one that was waited for has answered at the last moment: the next, if there is one, is not to blame. */
  if (n_done != watch->n_done || n_done == round->n_openings)
    return;

  round->openings[n_done]->outcome = MEDIARY_OPENING_TIMED_OUT;
  if (watch->begun && g_get_monotonic_time () - watch->since >= get_evidence (watch))
    mediary_stalled_disks_add (round->stalled, round->openings[n_done]->path, watch->since);
}

static void
end_all (Round *round, MediaryOpeningOutcome outcome)
{
  for (guint i = 0; i < round->n_openings; i++)
    round->openings[i]->outcome = outcome;
}

/* No opener can be had, or one after the other has been ended, which is no file's doing: an opener decodes nothing. */
static void
answer_here (Round *round)
{
  g_autofree MediaryOpeningSlot *slot = g_new0 (MediaryOpeningSlot, 1);
  g_auto (MediaryFolderCache) cache = { 0 };

  for (guint i = 0; i < round->n_openings; i++) {
    if (round->openings[i]->outcome != MEDIARY_OPENING_PENDING)
      continue;
    write_question (round, round->openings[i], slot);
    read_answer (round, round->openings[i], slot, mediary_opening_answer (slot, &cache));
  }
}

/* FALSE: somebody has ended the opener. */
static gboolean
hear (Round *round, MediaryOpenerWatch *watch)
{
  int    descriptors[MEDIARY_OPENING_FILES];
  gsize  n_descriptors;
  char   bell;
  gssize length = mediary_opener_process_receive (watch->process, &bell, 1, descriptors, &n_descriptors);

  if (length == 1) {
    read_answers (round, mediary_opener_process_get_board (watch->process), descriptors, n_descriptors);
    mediary_opener_keep (watch);
  } else {
    read_half (round, watch);
    mediary_opener_lose (watch);
  }

  return length == 1;
}

/* FALSE: what has no answer yet is to be asked of another opener. */
static gboolean
converse (Round *round, MediaryOpenerWatch *watch)
{
  MediaryOpeningBoard *board = mediary_opener_process_get_board (watch->process);

  for (guint i = 0; i < round->n_openings; i++)
    write_question (round, round->openings[i], &board->slots[i]);
  board->n_asked = round->n_openings;
  watch->cancellable = round->openings[0]->cancellable;
  mediary_opener_process_ring (watch->process, MEDIARY_OPENING_ANSWER); /* one that is gone is heard of below */

  switch (mediary_opener_wait (watch, get_due, round)) {
  case MEDIARY_OPENER_NEWS:
    return hear (round, watch);
  case MEDIARY_OPENER_STALLED:
    blame_disk (round, watch);
    mediary_opener_leave_behind (watch);
    return TRUE;
  case MEDIARY_OPENER_STOPPED:
  default:
    end_all (round, MEDIARY_OPENING_STOPPED);
    mediary_opener_leave_behind (watch);
    return TRUE;
  }
}

/* FALSE: somebody has ended the opener. */
static gboolean
ask_round (MediaryOpener *self, Round *round)
{
  gint64             deadline = round->openings[0]->deadline;
  MediaryOpenerWatch watch;

  switch (mediary_opener_start_watch (self, deadline != 0 ? MEDIARY_OPENER_FOR_ONE : MEDIARY_OPENER_FOR_MANY, deadline, &watch)) {
  case MEDIARY_OPENER_STARTED:
    return converse (round, &watch);
  case MEDIARY_OPENER_TOO_LATE:
    end_all (round, MEDIARY_OPENING_TIMED_OUT);
    return TRUE;
  case MEDIARY_OPENER_REFUSED:
    end_all (round, MEDIARY_OPENING_STOPPED);
    return TRUE;
  case MEDIARY_OPENER_NONE:
  default:
    answer_here (round);
    return TRUE;
  }
}

/* What can be said without looking. */
static gboolean
answer_unasked (MediaryOpener *self, MediaryOpening *opening)
{
  if (strlen (opening->path) >= MEDIARY_OPENING_PATH_BYTES) {
    opening->outcome = MEDIARY_OPENING_ANSWERED;
    opening->identity.kind = MEDIARY_FILE_UNREADABLE;
    opening->identity.error_number = ENAMETOOLONG;
    opening->identity.given = g_strdup (opening->path);
    opening->identity.path = g_strdup (opening->path);
  } else if (mediary_stalled_disks_judge (mediary_opener_get_stalled (self), opening->path) == MEDIARY_DISK_SILENT) {
    opening->outcome = MEDIARY_OPENING_TIMED_OUT;
  }

  return opening->outcome != MEDIARY_OPENING_PENDING;
}

/* One of a disk that another file has cast doubt on. The last: who drops a disk's files in their order has those that hang
 * together. */
static void
fill_doubted (Round *round, MediaryOpening *openings, guint n_openings)
{
  round->doubted = TRUE;
  for (guint i = n_openings; i-- > 0 && round->n_openings == 0;)
    if (openings[i].outcome == MEDIARY_OPENING_PENDING)
      round->openings[round->n_openings++] = &openings[i];
}

/* The next board full of what has no answer yet. Doubted disks come last. */
static gboolean
fill_round (MediaryOpener *self, Round *round, MediaryOpening *openings, guint n_openings)
{
  round->n_openings = 0;
  round->doubted = FALSE;
  for (guint i = 0; i < n_openings && round->n_openings < MEDIARY_OPENING_FILES; i++)
    if (openings[i].outcome == MEDIARY_OPENING_PENDING && !answer_unasked (self, &openings[i]) &&
        mediary_stalled_disks_judge (round->stalled, openings[i].path) == MEDIARY_DISK_ANSWERS)
      round->openings[round->n_openings++] = &openings[i];
  if (round->n_openings == 0)
    fill_doubted (round, openings, n_openings);

  return round->n_openings > 0;
}

/* Nobody wants the answers any more. */
static gboolean
end_cancelled (MediaryOpening *openings, guint n_openings)
{
  if (n_openings == 0 || !g_cancellable_is_cancelled (openings[0].cancellable))
    return FALSE;

  for (guint i = 0; i < n_openings; i++)
    if (openings[i].outcome == MEDIARY_OPENING_PENDING)
      openings[i].outcome = MEDIARY_OPENING_STOPPED;

  return TRUE;
}

/**
 * mediary_opener_ask: (skip)
 * @openings: (array length=n_openings): with absolute paths
 *
 * Any thread. Waits for each file for as long as its deadline says, and not longer: the outcome says whether it was
 * answered. A disk that is known not to answer is not asked.
 */
void
mediary_opener_ask (MediaryOpener *self, MediaryOpening *openings, guint n_openings)
{
  Round round = { .loans = mediary_opener_get_loans (self), .stalled = mediary_opener_get_stalled (self) };
  guint n_lost = 0;

  for (guint i = 0; i < n_openings; i++) {
    openings[i].outcome = MEDIARY_OPENING_PENDING;
    openings[i].descriptor = -1;
  }
  mediary_loans_update (round.loans);

  while (!end_cancelled (openings, n_openings) && fill_round (self, &round, openings, n_openings))
    if (!ask_round (self, &round) && ++n_lost >= TRIES)
      answer_here (&round);
}

void
mediary_opening_clear (MediaryOpening *self)
{
  mediary_file_identity_clear (&self->identity);
  g_clear_pointer (&self->head, g_free);
  if (self->descriptor >= 0)
    close (self->descriptor);
  self->descriptor = -1;
}
