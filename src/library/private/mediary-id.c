/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-id.h"

#include <uuid.h>

/*
 * mediary_id_new:
 *
 * A UUID of version 7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, then random bits. Random bits and
 * text form are libuuid's, whose own generator for this version is newer than our floor. Ids grow with time, so an
 * index of them is appended to and not shuffled.
 */
void
mediary_id_new (char id[MEDIARY_ID_LENGTH + 1])
{
  uuid_t  uuid;
  guint64 milliseconds = (guint64) g_get_real_time () / 1000;

  uuid_generate_random (uuid);
  for (int i = 0; i < 6; i++)
    uuid[i] = (guchar) (milliseconds >> (8 * (5 - i)));
  uuid[6] = (guchar) ((uuid[6] & 0x0f) | 0x70);
  uuid[8] = (guchar) ((uuid[8] & 0x3f) | 0x80);

  uuid_unparse_lower (uuid, id);
}

/* Whether a string is a UUID of any version. */
gboolean
mediary_id_check (const char *id)
{
  uuid_t uuid;

  return id != NULL && uuid_parse (id, uuid) == 0;
}
