/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hostile.h"

/* Is long in starting, and is well then. */

gboolean
hostile_says_hello (void)
{
  g_usleep (2 * G_USEC_PER_SEC);

  return TRUE;
}

void
hostile_misbehave (guint32 serial, int file)
{
  hostile_answer (serial, 0);
}
