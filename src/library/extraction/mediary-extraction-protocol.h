/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The descriptor of the socket in the child. */
#define MEDIARY_EXTRACTION_SOCKET 3

/* A message without its length. A file's name as a URI is the longest thing in one: three bytes for each of 4096. */
#define MEDIARY_EXTRACTION_MESSAGE_MAX (64 * 1024)

/* Pixels and PNG follow their message in packets of at most this. */
#define MEDIARY_EXTRACTION_PACKET_MAX (64 * 1024)

/* The largest picture that may be drawn, along either side, and what its PNG may weigh. */
#define MEDIARY_EXTRACTION_DRAW_MAX 1024
#define MEDIARY_EXTRACTION_PNG_MAX  (MEDIARY_EXTRACTION_DRAW_MAX * MEDIARY_EXTRACTION_DRAW_MAX * 4 + 65536)

/* No side of a picture is longer, and no text either. */
#define MEDIARY_EXTRACTION_SIDE_MAX (1 << 20)
#define MEDIARY_EXTRACTION_TEXT_MAX 1024

/* Serial, kind, content type, size wanted, Thumb::URI or "", Thumb::MTime. The file's descriptor travels with it, or that of a
 * parcel: a socket in which a message waits that carries the file's. Whoever looks into a parcel leaves it as it is. */
#define MEDIARY_EXTRACTION_REQUEST_TYPE G_VARIANT_TYPE ("(uysusx)")

/* Serial, note or "", fields, then width, height, stride, bytes of pixels, bytes of PNG. */
#define MEDIARY_EXTRACTION_ANSWER_TYPE G_VARIANT_TYPE ("(usa{sv}uuuuu)")

/* The serial of the first answer, which says only that the child is ready. */
#define MEDIARY_EXTRACTION_HELLO 0

/* Fields that are not about the contents: the file's size in bytes, and the time of its last change in nanoseconds, when
 * the child was through with it. Who opened it sees by them whether somebody was writing meanwhile. */
#define MEDIARY_EXTRACTION_FILE_SIZE     "file-size"
#define MEDIARY_EXTRACTION_FILE_MODIFIED "file-modified"

typedef enum {
  MEDIARY_EXTRACTION_READ = 1,    /* what the file is */
  MEDIARY_EXTRACTION_DRAW,        /* a small picture of it */
  MEDIARY_EXTRACTION_DRAW_CACHED, /* the file is a PNG of the desktop's cache: its pixels, if it is still true */
} MediaryExtractionKind;

typedef enum {
  MEDIARY_EXTRACTION_MESSAGE, /* a whole, well-formed message */
  MEDIARY_EXTRACTION_NOTHING, /* none there now */
  MEDIARY_EXTRACTION_CLOSED,  /* the other side is gone */
  MEDIARY_EXTRACTION_GARBAGE, /* not a message of ours */
} MediaryExtractionReceived;

typedef struct {
  gsize  size;
  guint8 bytes[8 + MEDIARY_EXTRACTION_MESSAGE_MAX];
} MediaryExtractionBuffer;

gboolean                  mediary_extraction_send (int       socket,
                                                   GVariant *message,
                                                   int       descriptor,
                                                   int       flags);
MediaryExtractionReceived mediary_extraction_receive (int                      socket,
                                                      const GVariantType      *type,
                                                      int                      flags,
                                                      MediaryExtractionBuffer *buffer,
                                                      GVariant               **message,
                                                      int                     *descriptor);

gboolean mediary_extraction_send_packets (int           socket,
                                          gconstpointer data,
                                          gsize         size);
gssize   mediary_extraction_receive_packet (int   socket,
                                            int   flags,
                                            void *data,
                                            gsize size);

gboolean mediary_extraction_fields_are_valid (GVariant *fields);
gboolean mediary_extraction_note_is_valid (const char *note);

G_END_DECLS
