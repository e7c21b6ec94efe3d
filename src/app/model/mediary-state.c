/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-state.h"

/* Whether it is worth looking at the file: one that is lent can be read while the session lasts. */
gboolean
mediary_state_may_be_read (MediaryState state)
{
  return state == MEDIARY_STATE_PRESENT || state == MEDIARY_STATE_LENT;
}

/* Returns: (nullable): the symbolic icon of a problem; %NULL where there is none */
const char *
mediary_state_get_icon_name (MediaryState state)
{
  switch (state) {
  case MEDIARY_STATE_MISSING:
    return "mediary-not-found-symbolic";
  case MEDIARY_STATE_NO_ACCESS:
    return "mediary-no-access-symbolic";
  case MEDIARY_STATE_LENT:
    return "mediary-lent-symbolic";
  case MEDIARY_STATE_PRESENT:
  default:
    return NULL;
  }
}
