/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <string.h>

#include "opening/mediary-opener-private.h"

/* The files of a folder, which come while the opener is still walking. */

/* One that somebody has ended is replaced, and after that we walk ourselves. */
#define TRIES 2
/* Each leaves a process behind. */
#define MAX_LEFT_OUT (MEDIARY_OPENING_FILES - 1)

typedef struct {
  MediaryWalkFunc  func;
  MediaryPauseFunc pause;
  gpointer         user_data;
  GCancellable    *cancellable;
  GPtrArray       *left_out;    /* where a disk does not answer */
  guint            n_handed_on; /* by all who walked */
  guint            n_passed;    /* by who walks now: the first ones may have been handed on before */
} Walk;

static gint64
get_due (const MediaryOpenerWatch *watch, gconstpointer data)
{
  return watch->since + mediary_opener_get_patience (watch->opener);
}

static gboolean
hand_on (const char *path, gpointer data)
{
  Walk *walk = data;

  if (walk->n_passed++ < walk->n_handed_on)
    return TRUE;
  walk->n_handed_on++;

  return walk->func (path, walk->user_data);
}

/* Returns FALSE when nobody wants more. */
static gboolean
hand_on_packet (const char *packet, gsize length, Walk *walk)
{
  gsize start = 0;

  for (gsize i = 0; i < length; i++)
    if (packet[i] == '\0') {
      if (!hand_on (packet + start, walk))
        return FALSE;
      start = i + 1;
    }

  return TRUE;
}

typedef enum {
  MORE,
  END,
  STALLED,
  AGAIN, /* another opener is to walk, and to leave something out */
  LOST,  /* somebody has ended the opener, or there is none */
  UNWANTED,
} Heard;

/* The place it is at is left out, which is to be handed on like a file: its check-in says why nothing comes of it. */
static Heard
leave_out (MediaryOpenerWatch *watch, const char *folder, Walk *walk)
{
  g_autofree char *at =
    g_strndup (mediary_opener_process_get_board (watch->process)->at, MEDIARY_OPENING_PATH_BYTES - 1);

  mediary_stalled_disks_add (mediary_opener_get_stalled (watch->opener), at, watch->since);
  if (g_str_equal (at, folder) || walk->left_out->len == MAX_LEFT_OUT)
    return walk->func (at, walk->user_data) ? END : UNWANTED;

  g_ptr_array_add (walk->left_out, g_steal_pointer (&at));

  return AGAIN;
}

static Heard
receive (MediaryOpenerWatch *watch, Walk *walk)
{
  g_autofree char *packet = g_malloc (MEDIARY_OPENING_PACKET_BYTES);
  int              descriptors[MEDIARY_OPENING_FILES];
  gsize            n_descriptors;
  gssize           length;
  gboolean         wanted;

  length = mediary_opener_process_receive (watch->process, packet, MEDIARY_OPENING_PACKET_BYTES, descriptors, &n_descriptors);
  if (length < 1)
    return LOST;
  if (length == 1)
    return END;

  wanted = hand_on_packet (packet, (gsize) length, walk);
  if (wanted)
    walk->pause (walk->user_data);
  watch->since = g_get_monotonic_time (); /* the time that whoever takes the paths took is not the disk's */

  return wanted ? MORE : UNWANTED;
}

static Heard
follow (MediaryOpenerWatch *watch, Walk *walk)
{
  Heard heard = MORE;

  while (heard == MORE) {
    switch (mediary_opener_wait (watch, get_due, NULL)) {
    case MEDIARY_OPENER_NEWS:
      heard = receive (watch, walk);
      break;
    case MEDIARY_OPENER_STALLED:
      heard = STALLED;
      break;
    case MEDIARY_OPENER_STOPPED:
    default:
      heard = UNWANTED;
      break;
    }
  }

  return heard;
}

static Heard
walk_by_opener (MediaryOpenerWatch *watch, const char *folder, MediaryWalkDepth depth, Walk *walk)
{
  static const char bells[] = {
    [MEDIARY_WALK_TOP] = MEDIARY_OPENING_WALK,
    [MEDIARY_WALK_TOP_TELL] = MEDIARY_OPENING_WALK_TELL,
    [MEDIARY_WALK_DEEP] = MEDIARY_OPENING_WALK_DEEP,
  };
  MediaryOpeningBoard *board = mediary_opener_process_get_board (watch->process);
  Heard                heard;

  g_strlcpy (board->slots[0].asked, folder, sizeof board->slots[0].asked);
  for (guint i = 0; i < walk->left_out->len; i++)
    g_strlcpy (board->slots[i + 1].asked, walk->left_out->pdata[i], sizeof board->slots[i + 1].asked);
  board->n_asked = walk->left_out->len + 1;
  watch->cancellable = walk->cancellable;
  g_strlcpy (board->at, folder, sizeof board->at);
  mediary_opener_process_ring (watch->process, bells[depth]);
  heard = follow (watch, walk);
  if (heard == STALLED && !watch->begun)
    heard = LOST; /* it is still starting, which is no disk's doing */

  if (heard == END) {
    mediary_opener_keep (watch);
  } else if (heard == LOST) {
    mediary_opener_lose (watch);
  } else {
    if (heard == STALLED)
      heard = leave_out (watch, folder, walk);
    mediary_opener_leave_behind (watch);
  }

  return heard;
}

static void
do_nothing (const char *path, gpointer user_data)
{
}

static Heard
walk_once (MediaryOpener *self, const char *folder, MediaryWalkDepth depth, Walk *walk)
{
  MediaryOpenerWatch watch;

  walk->n_passed = 0;
  switch (mediary_opener_start_watch (self, MEDIARY_OPENER_FOR_WALK, 0, &watch)) {
  case MEDIARY_OPENER_STARTED:
    return walk_by_opener (&watch, folder, depth, walk);
  case MEDIARY_OPENER_REFUSED:
    return UNWANTED;
  case MEDIARY_OPENER_NONE:
  case MEDIARY_OPENER_TOO_LATE:
  default:
    return LOST;
  }
}

/**
 * mediary_opener_walk: (skip)
 * @folder: an absolute path
 * @cancellable: (nullable): to end the walk, also while nothing is found
 * @func: called in this thread, for each file, while the walk goes on; may block
 * @pause: called in this thread, after some files, when the next may be long in coming
 *
 * The files in a folder, by name, each folder's files where its name stands. Where a disk does not answer, the place is
 * handed on instead. Any thread.
 *
 * Returns: %FALSE when @func wanted no more, it was cancelled, or the opener was stopped
 */
gboolean
mediary_opener_walk (MediaryOpener   *self,
                     const char      *folder,
                     MediaryWalkDepth depth,
                     GCancellable    *cancellable,
                     MediaryWalkFunc  func,
                     MediaryPauseFunc pause,
                     gpointer         user_data)
{
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  Walk  walk = { .func = func, .pause = pause, .user_data = user_data, .cancellable = cancellable, .left_out = left_out };
  Heard heard = AGAIN;

  for (guint n_lost = 0; heard == AGAIN || (heard == LOST && n_lost < TRIES);) {
    heard = walk_once (self, folder, depth, &walk);
    n_lost += heard == LOST ? 1 : 0;
  }

  if (heard == LOST) {
    walk.n_passed = 0;
    mediary_folder_walk (folder, depth, left_out, hand_on, do_nothing, &walk);
  }

  return heard != UNWANTED;
}
