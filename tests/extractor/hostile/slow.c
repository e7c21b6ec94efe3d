/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hostile.h"

#include <unistd.h>

/* Is well, but takes its time over every file that is marked, and begins when there is what the mark names. */

gboolean
hostile_says_hello (void)
{
  return TRUE;
}

void
hostile_misbehave (guint32 serial, int file)
{
  char gate[256] = { 0 };

  while (pread (file, gate, sizeof gate - 1, 3) > 0 && access (gate, F_OK) != 0)
    g_usleep (1000);
  g_usleep (5000);
  hostile_answer (serial, 0);
}
