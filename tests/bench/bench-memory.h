/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include <glib.h>

/* Megabytes of this program that are in memory. */
static inline double
bench_get_resident (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmRSS:");

  return line != NULL ? (double) g_ascii_strtoll (line + strlen ("VmRSS:"), NULL, 10) / 1024 : 0;
}
