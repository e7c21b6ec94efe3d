/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hostile.h"

#include <unistd.h>

/* Leads a group of processes, as who has loaders does, and has made one that nobody knows of. */

gboolean
hostile_says_hello (void)
{
  return TRUE;
}

void
hostile_misbehave (guint32 serial, int file)
{
  setpgid (0, 0);
  fork ();
  while (TRUE)
    pause ();
}
