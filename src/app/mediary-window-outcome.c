/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/*
 * A file that is selected in the report of the last check-in. It is shown and treated as any other: it is a list of its own,
 * in which it is selected, so that whatever is done is done with it and with no other.
 */

/* Whether the report is what is shown. */
gboolean
mediary_window_shows_outcome (MediaryWindow *self)
{
  return self->place != NULL && mediary_place_get_kind (self->place) == MEDIARY_PLACE_LAST_CHECK_IN;
}

/* What is selected in it, or NULL. */
MediaryQuery *
mediary_window_dup_outcome_query (MediaryWindow *self)
{
  const char *item_id = mediary_outcome_page_get_selected (self->outcome_page);
  g_autoptr (MediaryQuery) all = mediary_query_new ();

  return item_id != NULL ? mediary_query_with_item (all, item_id) : NULL;
}

static void
on_selected (MediaryWindow *self)
{
  if (mediary_window_shows_outcome (self))
    mediary_window_reload_items (self);
}

/* Return and a double click do what they do with a tile. */
static void
on_activated (MediaryWindow *self)
{
  mediary_window_show_details (self);
}

void
mediary_window_init_outcome (MediaryWindow *self)
{
  g_signal_connect_object (self->outcome_page, "selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outcome_page, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
}
