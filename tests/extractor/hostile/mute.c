/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hostile.h"

#include <unistd.h>

/* Starts, and never says that it is ready. */

gboolean
hostile_says_hello (void)
{
  while (TRUE)
    pause ();
}

void
hostile_misbehave (guint32 serial, int file)
{
  g_assert_not_reached ();
}
