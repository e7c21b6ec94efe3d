/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "mediary-error.h"
#include "private/mediary-exchange.h"

#include <string.h>

/* A line of an import file: it comes from anywhere. */

static void
check_item (const MediaryItemRecord *record)
{
  g_autofree char *said = mediary_exchange_dup_item (record);
  g_autofree char *said_again = NULL;
  g_auto (MediaryExchangeLine) again = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert (strchr (said, '\n') == NULL);
  g_assert (mediary_item_get_path (record->stored->item)[0] == '/');

  /* What we write we read, and it says the same. */
  mediary_exchange_parse (&again, said, &error);
  g_assert_no_error (error);
  said_again = mediary_exchange_dup_item (again.record);
  g_assert_cmpstr (said, ==, said_again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (MediaryExchangeLine) line = { 0 };
  g_autoptr (GError) error = NULL;

  if (!mediary_exchange_parse (&line, text, &error)) {
    g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT);
    return 0;
  }

  if (line.record != NULL)
    check_item (line.record);
  if (line.reference != NULL) {
    g_autofree char *said = mediary_exchange_dup_reference (line.reference);

    g_assert (strchr (said, '\n') == NULL);
    g_assert (g_utf8_validate (said, -1, NULL));
  }

  return 0;
}
