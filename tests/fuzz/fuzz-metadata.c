/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "mediary-metadata.h"

#include <string.h>

/* The metadata column: the database is a file like any other, and others may write it. */

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *json = g_strndup ((const char *) data, size);
  g_autofree char *said = NULL;
  g_autofree char *said_again = NULL;
  g_autoptr (MediaryMetadata) metadata = mediary_metadata_new_from_json (json, NULL);
  g_autoptr (MediaryMetadata) again = NULL;
  g_autoptr (GError) error = NULL;

  if (metadata == NULL)
    return 0;

  g_assert (g_variant_is_normal_form (mediary_metadata_get_variant (metadata)));
  g_assert (mediary_metadata_get_width (metadata) >= 0);

  /* What we write we read, and it says the same. */
  said = mediary_metadata_to_json (metadata);
  g_assert (strchr (said, '\n') == NULL);
  again = mediary_metadata_new_from_json (said, &error);
  g_assert_no_error (error);
  said_again = mediary_metadata_to_json (again);
  g_assert_cmpstr (said, ==, said_again);

  return 0;
}
