/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "opening/mediary-opening-board.h"

/* Not in linux/magic.h of every kernel we build with; numbers from the file systems' own headers in Linux. */
#define MAGIC_BCACHEFS 0xca451a4e
#define MAGIC_EXFAT    0x2011bab0
#define MAGIC_HFSPLUS  0x482b
#define MAGIC_JFS      0x3153464a
#define MAGIC_NTFS3    0x7366746e
#define MAGIC_UDF      0x15013346
#define MAGIC_ZFS      0x2fc12fc1

static gboolean
put_string (char *field, const char *text)
{
  return g_strlcpy (field, text != NULL ? text : "", MEDIARY_OPENING_PATH_BYTES) < MEDIARY_OPENING_PATH_BYTES;
}

static void
identify (MediaryOpeningSlot *slot, MediaryFolderCache *cache)
{
  MediaryFileIdentity identity = { 0 };

  mediary_file_identity_read (&identity, slot->asked, cache);
  slot->kind = identity.kind;
  slot->error_number = identity.error_number;
  slot->facts = identity.facts;
  if (!put_string (slot->given, identity.given) || !put_string (slot->path, identity.path)) {
    slot->kind = MEDIARY_FILE_UNREADABLE;
    slot->error_number = ENAMETOOLONG;
  }
  mediary_file_identity_clear (&identity);
}

/* On these, closing a file that was only read waits for nobody. */
static gboolean
closes_at_once (int descriptor)
{
  static const guint32 at_once[] = {
    EXT4_SUPER_MAGIC, XFS_SUPER_MAGIC, BTRFS_SUPER_MAGIC, F2FS_SUPER_MAGIC, TMPFS_MAGIC, RAMFS_MAGIC, OVERLAYFS_SUPER_MAGIC,
    MSDOS_SUPER_MAGIC, ISOFS_SUPER_MAGIC, SQUASHFS_MAGIC, REISERFS_SUPER_MAGIC, NILFS_SUPER_MAGIC, MAGIC_BCACHEFS,
    MAGIC_EXFAT, MAGIC_HFSPLUS, MAGIC_JFS, MAGIC_NTFS3, MAGIC_UDF, MAGIC_ZFS
  };
  struct statfs buffer;

  if (fstatfs (descriptor, &buffer) != 0)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (at_once); i++)
    if ((guint32) buffer.f_type == at_once[i])
      return TRUE;

  return FALSE;
}

static gboolean
post (int socket, int descriptor)
{
  char            byte = MEDIARY_OPENING_DONE;
  struct iovec    part = { &byte, 1 };
  char            control[CMSG_SPACE (sizeof (int))] = { 0 };
  struct msghdr   message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
  struct cmsghdr *header = CMSG_FIRSTHDR (&message);

  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN (sizeof descriptor);
  memcpy (CMSG_DATA (header), &descriptor, sizeof descriptor);

  return sendmsg (socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == 1;
}

/*
 * A process that closes a file of a network folder may wait for the server, and one that holds such a file cannot end
 * while the server is mute. So the library gets a parcel: a socket in which a message waits that carries the file. It is
 * handed on unopened; the extractor takes a copy out. Takes @descriptor. Returns -1 and errno on failure.
 */
static int
wrap (int descriptor)
{
  int      sockets[2];
  gboolean posted;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) {
    close (descriptor);
    return -1;
  }

  posted = post (sockets[0], descriptor);
  close (descriptor);
  close (sockets[0]);
  if (posted)
    return sockets[1];

  close (sockets[1]);
  errno = EMFILE; /* of which too many files on the way are a case */

  return -1;
}

/* What is open is judged: the path may lead somewhere else by now. */
static gboolean
examine (MediaryOpeningSlot *slot, int descriptor)
{
  struct stat buffer;
  gssize      length;

  if (fstat (descriptor, &buffer) != 0)
    return FALSE;
  if (!S_ISREG (buffer.st_mode)) {
    slot->kind = MEDIARY_FILE_SPECIAL;
    errno = 0;
    return FALSE;
  }

  slot->kind = MEDIARY_FILE_REGULAR;
  mediary_file_facts_from_stat (&slot->facts, &buffer);
  length = pread (descriptor, slot->head, sizeof slot->head, 0);
  if (length < 0)
    return FALSE;
  slot->n_head = (guint32) length;

  return TRUE;
}

/* Without waiting for the other end of a FIFO, and without becoming a terminal's owner. */
static int
open_file (MediaryOpeningSlot *slot)
{
  int descriptor = open (slot->asked, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (descriptor >= 0 && !examine (slot, descriptor)) {
    slot->error_number = errno;
    close (descriptor);
    return -1;
  }
  if (descriptor >= 0 && !closes_at_once (descriptor))
    descriptor = wrap (descriptor);
  if (descriptor < 0)
    slot->error_number = errno;

  return descriptor;
}

/*
 * mediary_opening_answer:
 *
 * Answers one question. May never return, on a disk that does not answer: an opener's work, which may be left behind.
 *
 * Returns: the descriptor of a file that was opened, or of a parcel with it; else -1
 */
int
mediary_opening_answer (MediaryOpeningSlot *slot, MediaryFolderCache *cache)
{
  int descriptor = -1;

  slot->kind = MEDIARY_FILE_UNREADABLE;
  slot->error_number = 0;
  slot->n_head = 0;
  slot->facts = (MediaryFileFacts){ 0 };

  if (slot->question == MEDIARY_OPENING_OPEN)
    descriptor = open_file (slot);
  else
    identify (slot, cache);
  slot->has_descriptor = descriptor >= 0;

  return descriptor;
}
