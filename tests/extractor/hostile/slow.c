/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hostile.h"

/* Is well, but takes its time over every file that is marked. */

gboolean
hostile_says_hello (void)
{
  return TRUE;
}

void
hostile_misbehave (guint32 serial, int file)
{
  g_usleep (5000);
  hostile_answer (serial, 0);
}
