/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <string.h>

#include "opening/mediary-opener-private.h"

/* The files of a folder, which come while the opener is still walking. */

static gint64
get_due (const MediaryOpenerWatch *watch, gconstpointer data)
{
  return watch->since + mediary_opener_get_patience (watch->opener);
}

/* Returns FALSE when nobody wants more. */
static gboolean
hand_on (const char *packet, gsize length, MediaryWalkFunc func, gpointer user_data)
{
  gsize start = 0;

  for (gsize i = 0; i < length; i++)
    if (packet[i] == '\0') {
      if (!func (packet + start, user_data))
        return FALSE;
      start = i + 1;
    }

  return TRUE;
}

/* The place it is at is handed on like a file: its check-in says why nothing comes of it. */
static gboolean
hand_on_stall (MediaryOpenerWatch *watch, MediaryWalkFunc func, gpointer user_data)
{
  g_autofree char *at =
    g_strndup (mediary_opener_process_get_board (watch->process)->at, MEDIARY_OPENING_PATH_BYTES - 1);

  mediary_opener_note_stall (watch->opener, at);

  return func (at, user_data);
}

typedef enum {
  MORE,
  END,
  GONE, /* the opener hangs, or has been ended */
  UNWANTED,
} Heard;

static Heard
receive (MediaryOpenerWatch *watch, MediaryWalkFunc func, MediaryPauseFunc pause, gpointer user_data)
{
  g_autofree char *packet = g_malloc (MEDIARY_OPENING_PACKET_BYTES);
  int              descriptors[MEDIARY_OPENING_FILES];
  gsize            n_descriptors;
  gssize           length;
  gboolean         wanted;

  length = mediary_opener_process_receive (watch->process, packet, MEDIARY_OPENING_PACKET_BYTES, descriptors, &n_descriptors);
  if (length < 1)
    return GONE;
  if (length == 1)
    return END;

  wanted = hand_on (packet, (gsize) length, func, user_data);
  if (wanted)
    pause (user_data);
  watch->since = g_get_monotonic_time (); /* the time that whoever takes the paths took is not the disk's */

  return wanted ? MORE : UNWANTED;
}

static Heard
follow (MediaryOpenerWatch *watch, MediaryWalkFunc func, MediaryPauseFunc pause, gpointer user_data)
{
  Heard heard = MORE;

  while (heard == MORE) {
    switch (mediary_opener_wait (watch, get_due, NULL)) {
    case MEDIARY_OPENER_NEWS:
      heard = receive (watch, func, pause, user_data);
      break;
    case MEDIARY_OPENER_STALLED:
      heard = GONE;
      break;
    case MEDIARY_OPENER_STOPPED:
    default:
      heard = UNWANTED;
      break;
    }
  }

  return heard;
}

static void
do_nothing (const char *path, gpointer user_data)
{
}

/**
 * mediary_opener_walk: (skip)
 * @folder: an absolute path
 * @func: called in this thread, for each file, while the walk goes on; may block
 * @pause: called in this thread, after some files, when the next may be long in coming
 *
 * The files in a folder, by name, each folder's files where its name stands. Where a disk does not answer, the place is
 * handed on instead, and the walk ends. Any thread.
 *
 * Returns: %FALSE when @func wanted no more, or the opener was stopped
 */
gboolean
mediary_opener_walk (MediaryOpener   *self,
                     const char      *folder,
                     gboolean         include_subfolders,
                     MediaryWalkFunc  func,
                     MediaryPauseFunc pause,
                     gpointer         user_data)
{
  MediaryOpenerWatch   watch;
  MediaryOpeningBoard *board;
  Heard                heard;
  gboolean             wanted;

  if (!mediary_opener_start_watch (self, &watch)) {
    if (mediary_opener_is_stopped (self))
      return FALSE;
    mediary_folder_walk (folder, include_subfolders, func, do_nothing, user_data);
    return TRUE;
  }

  board = mediary_opener_process_get_board (watch.process);
  g_strlcpy (board->slots[0].asked, folder, sizeof board->slots[0].asked);
  g_strlcpy (board->at, folder, sizeof board->at);
  mediary_opener_process_ring (watch.process, include_subfolders ? MEDIARY_OPENING_WALK_DEEP : MEDIARY_OPENING_WALK);

  heard = follow (&watch, func, pause, user_data);
  wanted = heard == END || (heard == GONE && hand_on_stall (&watch, func, user_data));
  if (heard == END)
    mediary_opener_keep (&watch);
  else
    mediary_opener_leave_behind (&watch);

  return wanted;
}
