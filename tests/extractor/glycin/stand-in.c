/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stand-in.h"

#include <sys/socket.h>
#include <unistd.h>

/* Both sides of the socket between the stand-in and its loader. */

GBytes *
stand_in_receive (int socket)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8      chunk[65536];
  gssize      n_read;

  while ((n_read = read (socket, chunk, sizeof chunk)) > 0 && bytes->len < STAND_IN_MOST)
    g_byte_array_append (bytes, chunk, (guint) n_read);

  return g_byte_array_free_to_bytes (bytes);
}

/* Takes @message, which may be floating. */
gboolean
stand_in_send (int socket, GVariant *message)
{
  g_autoptr (GVariant) taken = g_variant_ref_sink (message);
  const guint8 *at = g_variant_get_data (taken);
  gsize         left = g_variant_get_size (taken);

  while (left > 0) {
    gssize written = write (socket, at, left);

    if (written <= 0)
      return FALSE;
    at += written;
    left -= (gsize) written;
  }

  return shutdown (socket, SHUT_WR) == 0;
}
