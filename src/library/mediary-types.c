/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-types.h"

/* As the column "type" has them; indexed by MediaryMediaType. */
static const char *const media_type_names[] = { "UNKNOWN", "IMAGE", "VIDEO", "AUDIO" };

/**
 * mediary_media_type_to_string:
 * @type: a media type
 *
 * The word the database and the JSON forms have for a type.
 *
 * Returns: (transfer none): `IMAGE`, `VIDEO`, `AUDIO` or `UNKNOWN`
 */
const char *
mediary_media_type_to_string (MediaryMediaType type)
{
  g_return_val_if_fail (type < G_N_ELEMENTS (media_type_names), media_type_names[0]);

  return media_type_names[type];
}

/**
 * mediary_media_type_from_string:
 * @string: (nullable): a word, in any case
 *
 * The reverse of [func@media_type_to_string].
 *
 * Returns: the type, or %MEDIARY_MEDIA_TYPE_UNKNOWN for any other word
 */
MediaryMediaType
mediary_media_type_from_string (const char *string)
{
  if (string == NULL)
    return MEDIARY_MEDIA_TYPE_UNKNOWN;

  for (guint i = 1; i < G_N_ELEMENTS (media_type_names); i++) {
    if (g_ascii_strcasecmp (string, media_type_names[i]) == 0)
      return (MediaryMediaType) i;
  }

  return MEDIARY_MEDIA_TYPE_UNKNOWN;
}
