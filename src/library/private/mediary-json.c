/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-json.h"

/* json-glib's parser calls itself for each level: what nests deeper than ours ever does is refused before it starts. */
gboolean
mediary_json_is_bounded (const char *json, gsize max_bytes, int max_depth)
{
  gboolean in_string = FALSE;
  int      depth = 0;
  gsize    length = 0;

  for (const char *p = json; *p != '\0'; p++) {
    if (++length > max_bytes)
      return FALSE;

    if (in_string && *p == '\\' && p[1] != '\0')
      p++;
    else if (*p == '"')
      in_string = !in_string;
    else if (!in_string && (*p == '{' || *p == '['))
      depth++;
    else if (!in_string && (*p == '}' || *p == ']'))
      depth--;

    if (depth > max_depth)
      return FALSE;
  }

  return TRUE;
}
