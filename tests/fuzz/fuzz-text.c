/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "mediary-reference.h"

#include <string.h>

/* A reference's text form, as it stands in anybody's cell. */

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *item_id = NULL;
  g_autofree char *reference_id = NULL;

  if (!mediary_reference_parse_text (text, &item_id, &reference_id, NULL)) {
    g_assert_null (item_id);
    g_assert_null (reference_id);
    return 0;
  }

  /* Nothing but the two ids is in it, in whatever case. */
  g_assert_cmpuint (strlen (item_id), ==, 36);
  if (reference_id != NULL) {
    g_autofree char *again = g_strdup_printf ("mediary:%s?ref=%s", item_id, reference_id);

    g_assert_cmpint (g_ascii_strcasecmp (again, text), ==, 0);
  }

  return 0;
}
