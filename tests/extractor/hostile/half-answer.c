/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hostile.h"

#include "extraction/mediary-extraction-protocol.h"

#include <unistd.h>

/* Promises a picture, gives half of it, and falls silent. */

gboolean
hostile_says_hello (void)
{
  return TRUE;
}

void
hostile_misbehave (guint32 serial, int file)
{
  static const guint8 half[512];

  hostile_answer (serial, 2 * sizeof half);
  mediary_extraction_send_packets (MEDIARY_EXTRACTION_SOCKET, half, sizeof half);
  while (TRUE)
    pause ();
}
