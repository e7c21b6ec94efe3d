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

/**
 * mediary_state_to_string:
 * @state: a state
 *
 * The word the JSON and D-Bus forms have for a state.
 *
 * Returns: (transfer none): `present`, `missing`, `no-access` or `lent`
 */
const char *
mediary_state_to_string (MediaryState state)
{
  static const char *const names[] = { "present", "missing", "no-access", "lent" };

  g_return_val_if_fail (state < G_N_ELEMENTS (names), names[0]);

  return names[state];
}

/**
 * mediary_origin_to_string:
 * @origin: an origin
 *
 * The word the JSON and D-Bus forms have for an origin.
 *
 * Returns: (transfer none): `declared`, `added` or `found`
 */
const char *
mediary_origin_to_string (MediaryOrigin origin)
{
  static const char *const names[] = { "declared", "added", "found" };

  g_return_val_if_fail (origin < G_N_ELEMENTS (names), names[0]);

  return names[origin];
}

/**
 * mediary_outcome_to_string:
 * @outcome: an outcome
 *
 * The word the JSON and D-Bus forms have for an outcome.
 *
 * Returns: (transfer none): `refused`, `added`, `new-use` or `known`
 */
const char *
mediary_outcome_to_string (MediaryOutcome outcome)
{
  static const char *const names[] = { "refused", "added", "new-use", "known" };

  g_return_val_if_fail (outcome < G_N_ELEMENTS (names), names[0]);

  return names[outcome];
}
