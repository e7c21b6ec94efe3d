/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "files/mediary-folder-walk.h"
#include "opening/mediary-opening-board.h"

/*
 * mediary-opener: looks at people's files for the library. It decodes nothing. It is a program of its own because a
 * disk or network folder that does not answer holds whoever asked it, beyond SIGKILL: then it is this process that is
 * left behind, and not the window.
 */

typedef struct {
  MediaryOpeningBoard *board;
  char                 packet[MEDIARY_OPENING_PACKET_BYTES];
  gsize                length;
} Walk;

static gboolean
send_bytes (const void *data, gsize size)
{
  return send (MEDIARY_OPENING_SOCKET, data, size, MSG_NOSIGNAL) == (gssize) size;
}

/* The bell, and with it the files that were opened, in the order of their slots. */
static gboolean
ring (const int *descriptors, gsize n_descriptors)
{
  char            bell = MEDIARY_OPENING_DONE;
  struct iovec    part = { &bell, 1 };
  char            control[CMSG_SPACE (MEDIARY_OPENING_FILES * sizeof (int))] = { 0 };
  struct msghdr   message = { .msg_iov = &part, .msg_iovlen = 1 };
  struct cmsghdr *header;

  if (n_descriptors > 0) {
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE (n_descriptors * sizeof (int));
    header = CMSG_FIRSTHDR (&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN (n_descriptors * sizeof (int));
    memcpy (CMSG_DATA (header), descriptors, n_descriptors * sizeof (int));
  }

  return sendmsg (MEDIARY_OPENING_SOCKET, &message, MSG_NOSIGNAL) == 1;
}

static gboolean
answer_all (MediaryOpeningBoard *board)
{
  g_auto (MediaryFolderCache) cache = { 0 };
  int      descriptors[MEDIARY_OPENING_FILES];
  gsize    n_descriptors = 0;
  guint32  n_asked = MIN (board->n_asked, MEDIARY_OPENING_FILES);
  gboolean rung;

  for (guint32 i = 0; i < n_asked; i++) {
    int descriptor = mediary_opening_answer (&board->slots[i], &cache);

    if (descriptor >= 0)
      descriptors[n_descriptors++] = descriptor;
    g_atomic_int_inc (&board->n_done);
  }

  rung = ring (descriptors, n_descriptors);
  for (gsize i = 0; i < n_descriptors; i++)
    close (descriptors[i]);

  return rung;
}

static gboolean
flush (Walk *walk)
{
  gsize length = walk->length;

  walk->length = 0;

  return length == 0 || send_bytes (walk->packet, length);
}

static void
on_step (const char *path, gpointer data)
{
  Walk *walk = data;

  flush (walk); /* what is found is not held back by what may hold us */
  g_strlcpy (walk->board->at, path, sizeof walk->board->at);
  g_atomic_int_inc (&walk->board->n_done);
}

static gboolean
on_file (const char *path, gpointer data)
{
  Walk *walk = data;
  gsize size = strlen (path) + 1;

  /* No file of the system's has such a path: it could not be asked about. */
  if (size > MEDIARY_OPENING_PATH_BYTES)
    return TRUE;
  if (walk->length + size > sizeof walk->packet && !flush (walk))
    return FALSE;

  memcpy (walk->packet + walk->length, path, size);
  walk->length += size;

  return TRUE;
}

static gboolean
walk (MediaryOpeningBoard *board, MediaryWalkDepth depth)
{
  static Walk walk;
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();

  for (guint32 i = 1; i < MIN (board->n_asked, MEDIARY_OPENING_FILES); i++)
    g_ptr_array_add (left_out, board->slots[i].asked);

  walk = (Walk){ .board = board };
  mediary_folder_walk (board->slots[0].asked, depth, left_out, on_file, on_step, &walk);

  return flush (&walk) && ring (NULL, 0);
}

/* FALSE: it is time to go. */
static gboolean
serve_once (MediaryOpeningBoard *board)
{
  char bell;

  if (recv (MEDIARY_OPENING_SOCKET, &bell, 1, 0) != 1)
    return FALSE;

  g_atomic_int_set (&board->begun, TRUE);
  switch (bell) {
  case MEDIARY_OPENING_ANSWER:
    return answer_all (board);
  case MEDIARY_OPENING_WALK:
    return walk (board, MEDIARY_WALK_TOP);
  case MEDIARY_OPENING_WALK_TELL:
    return walk (board, MEDIARY_WALK_TOP_TELL);
  case MEDIARY_OPENING_WALK_DEEP:
    return walk (board, MEDIARY_WALK_DEEP);
  default:
    return FALSE;
  }
}

/* Files on their way in a message count against the sender's limit. */
static void
raise_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit (RLIMIT_NOFILE, &limit);
  }
}

int
main (void)
{
  MediaryOpeningBoard *board =
    mmap (NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED, MEDIARY_OPENING_BOARD, 0);

  /* No signal at the parent's death: it would come at the death of the thread that started us. The socket tells. */
  if (board == MAP_FAILED || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return 1;
  /* Not to hold the folder that somebody was in. */
  if (chdir ("/") != 0)
    return 1;
  raise_limit ();

  while (serve_once (board))
    ;

  return 0;
}
