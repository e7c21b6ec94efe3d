/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-extraction-protocol.h"

#include "mediary-metadata.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * What library and extractor say to each other, compiled into both.
 *
 * The socket keeps packets apart (SOCK_SEQPACKET). A message is one packet: its length, a mark, and a GVariant of that
 * length in normal form. What one side sends the other does not trust: length, form, types and bounds are checked before
 * anything is looked at.
 */

#define MARK 0x3159444du /* "MDY1": a child of another version is told apart at its first word */

typedef struct {
  guint32 length;
  guint32 mark;
} MessageHead;

G_STATIC_ASSERT (sizeof (MessageHead) == 8); /* the GVariant behind it stays aligned */

typedef union {
  struct cmsghdr head;
  char           bytes[CMSG_SPACE (sizeof (int))];
} DescriptorSpace;

static gssize
send_patiently (int socket, const struct msghdr *packet, int flags)
{
  gssize sent;

  do
    sent = sendmsg (socket, packet, flags | MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);

  return sent;
}

/* Who dies with requests unread resets the connection. That is told once, and before what it had still said. */
static gssize
receive_patiently (int socket, struct msghdr *packet, int flags)
{
  gssize received;

  do
    received = recvmsg (socket, packet, flags | MSG_CMSG_CLOEXEC);
  while (received < 0 && (errno == EINTR || errno == ECONNRESET));

  return received;
}

/* Any thread. @descriptor may be -1. FALSE with EAGAIN in errno: the socket is full; with anything else, it is gone. */
gboolean
mediary_extraction_send (int socket, GVariant *message, int descriptor, int flags)
{
  MessageHead     head = { (guint32) g_variant_get_size (message), MARK };
  struct iovec    parts[] = { { &head, sizeof head }, { (void *) g_variant_get_data (message), head.length } };
  struct msghdr   packet = { .msg_iov = parts, .msg_iovlen = G_N_ELEMENTS (parts) };
  DescriptorSpace space = { 0 };

  g_assert (head.length <= MEDIARY_EXTRACTION_MESSAGE_MAX);

  if (descriptor >= 0) {
    packet.msg_control = space.bytes;
    packet.msg_controllen = sizeof space.bytes;
    space.head = (struct cmsghdr){ CMSG_LEN (sizeof (int)), SOL_SOCKET, SCM_RIGHTS };
    memcpy (CMSG_DATA (&space.head), &descriptor, sizeof (int));
  }

  return send_patiently (socket, &packet, flags) >= 0;
}

static int
take_descriptor (struct msghdr *packet)
{
  struct cmsghdr *head = CMSG_FIRSTHDR (packet);
  int             descriptor = -1;

  if (head != NULL && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS &&
      head->cmsg_len == CMSG_LEN (sizeof (int)))
    memcpy (&descriptor, CMSG_DATA (head), sizeof (int));

  return descriptor;
}

static GVariant *
open_message (const MediaryExtractionBuffer *buffer, const GVariantType *type)
{
  g_autoptr (GVariant) message = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MessageHead head;

  if (buffer->size < sizeof head)
    return NULL;

  memcpy (&head, buffer->bytes, sizeof head);
  if (head.mark != MARK || head.length != buffer->size - sizeof head)
    return NULL;

  bytes = g_bytes_new (buffer->bytes + sizeof head, head.length);
  message = g_variant_ref_sink (g_variant_new_from_bytes (type, bytes, FALSE));

  return g_variant_is_normal_form (message) ? g_steal_pointer (&message) : NULL;
}

/*
 * Any thread. Puts a message of @type into @message, and into @descriptor, where that is not NULL, the descriptor that
 * came with it or -1. A side that passes NULL there takes none: the kernel closes what was sent.
 */
MediaryExtractionReceived
mediary_extraction_receive (int socket, const GVariantType *type, int flags, MediaryExtractionBuffer *buffer,
                            GVariant **message, int *descriptor)
{
  struct iovec    part = { buffer->bytes, sizeof buffer->bytes };
  struct msghdr   packet = { .msg_iov = &part, .msg_iovlen = 1 };
  DescriptorSpace space;
  gssize          received;

  if (descriptor != NULL) {
    packet.msg_control = space.bytes;
    packet.msg_controllen = sizeof space.bytes;
  }

  received = receive_patiently (socket, &packet, flags);
  if (received < 0)
    return errno == EAGAIN ? MEDIARY_EXTRACTION_NOTHING : MEDIARY_EXTRACTION_CLOSED;
  if (received == 0)
    return MEDIARY_EXTRACTION_CLOSED;

  if (descriptor != NULL)
    *descriptor = take_descriptor (&packet);
  if (packet.msg_flags & MSG_TRUNC)
    return MEDIARY_EXTRACTION_GARBAGE;

  buffer->size = (gsize) received;
  *message = open_message (buffer, type);

  return *message != NULL ? MEDIARY_EXTRACTION_MESSAGE : MEDIARY_EXTRACTION_GARBAGE;
}

/* The child's side: may block until the parent has read some. */
gboolean
mediary_extraction_send_packets (int socket, gconstpointer data, gsize size)
{
  const guint8 *at = data;

  while (size > 0) {
    gsize         length = MIN (size, MEDIARY_EXTRACTION_PACKET_MAX);
    struct iovec  part = { (void *) at, length };
    struct msghdr packet = { .msg_iov = &part, .msg_iovlen = 1 };

    if (send_patiently (socket, &packet, 0) < 0)
      return FALSE;

    at += length;
    size -= length;
  }

  return TRUE;
}

/* The next packet of what send_packets() sent: its size, 0 when the other side is gone or sends too much, -1 when there
 * is none now. */
gssize
mediary_extraction_receive_packet (int socket, int flags, void *data, gsize size)
{
  struct iovec  part = { data, MIN (size, MEDIARY_EXTRACTION_PACKET_MAX) };
  struct msghdr packet = { .msg_iov = &part, .msg_iovlen = 1 };
  gssize        received = receive_patiently (socket, &packet, flags);

  if (received < 0)
    return errno == EAGAIN ? -1 : 0;

  return (packet.msg_flags & MSG_TRUNC) ? 0 : received;
}

/* What a child may say of a file, and within what bounds. A text's bound is its length. */
static const struct {
  const char *name;
  const char *type;
  double      least, most;
} known_fields[] = {
  { MEDIARY_METADATA_WIDTH, "x", 1, MEDIARY_EXTRACTION_SIDE_MAX },
  { MEDIARY_METADATA_HEIGHT, "x", 1, MEDIARY_EXTRACTION_SIDE_MAX },
  { MEDIARY_METADATA_ORIENTATION, "x", 2, 8 },
  { MEDIARY_METADATA_DURATION, "d", 0, 1e9 },
  { MEDIARY_METADATA_DATE_TAKEN, "s", 1, 32 },
  { MEDIARY_METADATA_CAMERA, "s", 1, MEDIARY_EXTRACTION_TEXT_MAX },
  { MEDIARY_METADATA_TITLE, "s", 1, MEDIARY_EXTRACTION_TEXT_MAX },
  { MEDIARY_METADATA_ARTIST, "s", 1, MEDIARY_EXTRACTION_TEXT_MAX },
  { MEDIARY_METADATA_ALBUM, "s", 1, MEDIARY_EXTRACTION_TEXT_MAX },
  { MEDIARY_METADATA_CONTAINER, "s", 1, MEDIARY_EXTRACTION_TEXT_MAX },
  { MEDIARY_METADATA_VIDEO_CODEC, "s", 1, MEDIARY_EXTRACTION_TEXT_MAX },
  { MEDIARY_METADATA_AUDIO_CODEC, "s", 1, MEDIARY_EXTRACTION_TEXT_MAX },
  { MEDIARY_METADATA_BIT_RATE, "x", 1, 1e12 },
  { MEDIARY_METADATA_CHANNELS, "x", 1, 1024 },
  { MEDIARY_METADATA_SAMPLE_RATE, "x", 1, 1e9 },
  { MEDIARY_METADATA_FRAME_RATE, "d", 0, 1e6 },
  { MEDIARY_EXTRACTION_FILE_SIZE, "x", 0, 0x1p63 },
  { MEDIARY_EXTRACTION_FILE_MODIFIED, "x", -0x1p63, 0x1p63 },
};

static double
measure (GVariant *value)
{
  gsize length;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return (double) g_variant_get_int64 (value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    return g_variant_get_double (value);

  g_variant_get_string (value, &length);
  return (double) length;
}

static gboolean
field_is_valid (const char *name, GVariant *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_fields); i++)
    if (strcmp (known_fields[i].name, name) == 0) {
      double size;

      if (strcmp (known_fields[i].type, g_variant_get_type_string (value)) != 0)
        return FALSE;

      size = measure (value);
      return isfinite (size) && size >= known_fields[i].least && size <= known_fields[i].most;
    }

  return FALSE;
}

/* TRUE if every field of @fields, an a{sv}, is one that a file can have, of its type and within its bounds. */
gboolean
mediary_extraction_fields_are_valid (GVariant *fields)
{
  GVariantIter iter;
  const char  *name;
  GVariant    *value;

  g_variant_iter_init (&iter, fields);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value)) {
    gboolean valid = field_is_valid (name, value);

    g_variant_unref (value);
    if (!valid)
      return FALSE;
  }

  return TRUE;
}

/* TRUE if @note is one that a child may give of a file, or empty. */
gboolean
mediary_extraction_note_is_valid (const char *note)
{
  static const char *const notes[] = {
    "", MEDIARY_NOTE_DAMAGED, MEDIARY_NOTE_NO_DECODER, MEDIARY_NOTE_TIMED_OUT, MEDIARY_NOTE_DECODER_FAILED, NULL
  };

  return g_strv_contains (notes, note);
}
