/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-relay.h"

#include "extraction/mediary-extraction-protocol.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>

/*
 * An answer passes from a child through the server to the library: the message, and behind it the picture. All of it is
 * checked as the library will, and nothing is passed on before it is whole, so that a bad answer costs the child and not
 * the server.
 */

/* The sizes that came with an answer fit each other and the question. */
static gboolean
picture_is_valid (GVariant *request, guint32 width, guint32 height, guint32 stride, guint32 n_pixels, guint32 n_png)
{
  guint8  kind;
  guint32 side;

  if (n_pixels == 0)
    return n_png == 0;

  g_variant_get_child (request, 1, "y", &kind);
  g_variant_get_child (request, 3, "u", &side);
  side = CLAMP (side, 1, MEDIARY_EXTRACTION_DRAW_MAX);

  return kind != MEDIARY_EXTRACTION_READ && width >= 1 && width <= side && height >= 1 && height <= side &&
    stride == width * 4 && n_pixels == stride * height && n_png <= MEDIARY_EXTRACTION_PNG_MAX;
}

/* TRUE if the message answers @request, and says only what can be said of a file. Sets how large the picture is. */
static gboolean
open_message (ExtractorRelay *self, GVariant *request)
{
  g_autoptr (GVariant) fields = NULL;
  guint32     asked, answered, width, height, stride, n_pixels, n_png;
  const char *note;

  g_variant_get_child (request, 0, "u", &asked);
  g_variant_get (self->message, "(u&s@a{sv}uuuuu)", &answered, &note, &fields, &width, &height, &stride, &n_pixels, &n_png);
  self->n_bytes = (gsize) n_pixels + n_png;

  return answered == asked && mediary_extraction_note_is_valid (note) && mediary_extraction_fields_are_valid (fields) &&
    picture_is_valid (request, width, height, stride, n_pixels, n_png);
}

static gboolean
wait_until (int socket, gint64 deadline)
{
  struct pollfd polled = { socket, POLLIN, 0 };
  gint64        left = deadline - g_get_monotonic_time ();

  return poll (&polled, 1, (int) (MAX (left, 0) / 1000)) > 0;
}

static gboolean
receive_picture (ExtractorRelay *self, int socket, gint64 deadline)
{
  gsize n_received = 0;

  self->picture = self->n_bytes > 0 ? g_malloc (self->n_bytes) : NULL;
  while (n_received < self->n_bytes) {
    gssize n = wait_until (socket, deadline) ? mediary_extraction_receive_packet (socket, MSG_DONTWAIT, self->picture + n_received, self->n_bytes - n_received) : 0;

    if (n <= 0)
      return FALSE;
    n_received += (gsize) n;
  }

  return TRUE;
}

static gboolean
receive_message (ExtractorRelay *self, int socket, gint64 deadline)
{
  static MediaryExtractionBuffer buffer;

  return wait_until (socket, deadline) &&
    mediary_extraction_receive (socket, MEDIARY_EXTRACTION_ANSWER_TYPE, MSG_DONTWAIT, &buffer, &self->message, NULL) == MEDIARY_EXTRACTION_MESSAGE;
}

/* Takes the child's answer to @request. FALSE: it died, spoke garbage, or has not said all by @deadline. */
gboolean
extractor_relay_receive (ExtractorRelay *self, int socket, GVariant *request, gint64 deadline)
{
  memset (self, 0, sizeof *self);
  if (receive_message (self, socket, deadline) && open_message (self, request) && receive_picture (self, socket, deadline))
    return TRUE;

  extractor_relay_clear (self);
  return FALSE;
}

/* FALSE: nobody listens any more. */
gboolean
extractor_relay_send (ExtractorRelay *self, int socket)
{
  return mediary_extraction_send (socket, self->message, -1, 0) &&
    mediary_extraction_send_packets (socket, self->picture, self->n_bytes);
}

void
extractor_relay_clear (ExtractorRelay *self)
{
  g_clear_pointer (&self->message, g_variant_unref);
  g_clear_pointer (&self->picture, g_free);
  self->n_bytes = 0;
}
