/* SPDX-License-Identifier: LGPL-2.1-or-later */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memfd_create */
#endif
#include "config.h"

#include "opening/mediary-opener-process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "private/mediary-launch.h"

G_STATIC_ASSERT (MEDIARY_OPENING_SOCKET == MEDIARY_LAUNCH_SOCKET);
G_STATIC_ASSERT (MEDIARY_OPENING_BOARD == MEDIARY_LAUNCH_EXTRA);

/* One opener: it is started, asked, listened to and left behind. One thread at a time. */
struct _MediaryOpenerProcess {
  GPid                 pid;
  int                  socket;
  MediaryOpeningBoard *board;
};

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", what, g_strerror (errno));

  return FALSE;
}

/* Its number is greater than those the child's are given. */
static gboolean
make_board (MediaryOpeningBoard **board, int *descriptor, GError **error)
{
  int memory = memfd_create ("mediary-opening", MFD_CLOEXEC);

  *descriptor = memory >= 0 ? fcntl (memory, F_DUPFD_CLOEXEC, MEDIARY_LAUNCH_EXTRA + 1) : -1;
  if (memory >= 0)
    close (memory);
  if (*descriptor < 0 || ftruncate (*descriptor, sizeof (MediaryOpeningBoard)) != 0)
    return fail (error, "No memory to share with the opener");

  *board = mmap (NULL, sizeof (MediaryOpeningBoard), PROT_READ | PROT_WRITE, MAP_SHARED, *descriptor, 0);
  if (*board != MAP_FAILED)
    return TRUE;

  *board = NULL;

  return fail (error, "No memory to share with the opener");
}

MediaryOpenerProcess *
mediary_opener_process_start (const char *program, GError **error)
{
  MediaryOpenerProcess *self = g_new0 (MediaryOpenerProcess, 1);
  int                   board = -1;
  gboolean              started;

  started = make_board (&self->board, &board, error) && mediary_launch (program, NULL, board, &self->pid, &self->socket, error);
  if (board >= 0)
    close (board);
  if (started)
    return self;

  if (self->board != NULL)
    munmap (self->board, sizeof (MediaryOpeningBoard));
  g_free (self);

  return NULL;
}

/* Kills it, frees @self, and does not wait: who hangs on a disk cannot die. The caller reaps the pid when it can. */
GPid
mediary_opener_process_end (MediaryOpenerProcess *self)
{
  GPid pid = self->pid;

  kill (pid, SIGKILL);
  close (self->socket);
  munmap (self->board, sizeof (MediaryOpeningBoard));
  g_free (self);

  return pid;
}

MediaryOpeningBoard *
mediary_opener_process_get_board (MediaryOpenerProcess *self)
{
  return self->board;
}

int
mediary_opener_process_get_socket (MediaryOpenerProcess *self)
{
  return self->socket;
}

gboolean
mediary_opener_process_ring (MediaryOpenerProcess *self, char bell)
{
  g_atomic_int_set (&self->board->n_done, 0);
  g_atomic_int_set (&self->board->begun, FALSE);

  return send (self->socket, &bell, 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1;
}

static void
take_descriptors (struct msghdr *message, int *descriptors, gsize *n_descriptors)
{
  for (struct cmsghdr *header = CMSG_FIRSTHDR (message); header != NULL; header = CMSG_NXTHDR (message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
      continue;
    *n_descriptors = MIN ((header->cmsg_len - CMSG_LEN (0)) / sizeof (int), MEDIARY_OPENING_FILES);
    memcpy (descriptors, CMSG_DATA (header), *n_descriptors * sizeof (int));
  }
}

/*
 * mediary_opener_process_receive:
 * @descriptors: (array length=n_descriptors) (out caller-allocates): room for %MEDIARY_OPENING_FILES
 *
 * Returns: the length of one packet, or what is not greater than zero when the opener is gone
 */
gssize
mediary_opener_process_receive (MediaryOpenerProcess *self, void *buffer, gsize size, int *descriptors, gsize *n_descriptors)
{
  struct iovec  part = { buffer, size };
  char          control[CMSG_SPACE (MEDIARY_OPENING_FILES * sizeof (int))];
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
  gssize        length = recvmsg (self->socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);

  *n_descriptors = 0;
  if (length > 0)
    take_descriptors (&message, descriptors, n_descriptors);

  return length;
}
