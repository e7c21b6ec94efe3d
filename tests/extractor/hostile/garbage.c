/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hostile.h"

#include "extraction/mediary-extraction-protocol.h"

#include <string.h>

/* Says what is no message: the right length, and noise. */

gboolean
hostile_says_hello (void)
{
  return TRUE;
}

void
hostile_misbehave (guint32 serial, int file)
{
  guint8 noise[4096];

  memset (noise, 0xa5, sizeof noise);
  mediary_extraction_send_packets (MEDIARY_EXTRACTION_SOCKET, noise, sizeof noise);
}
