/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-sidebar-private.h"

/* How many files each place has, and which problems are therefore shown. */

/* A problem has a place while any file has it; the one that is looked at stays until it is left. */
void
mediary_sidebar_show_problems (MediarySidebar *self)
{
  guint position = mediary_sidebar_find_kind (self, MEDIARY_PLACE_NO_KNOWN_USE) + 2;
  guint n_shown = 0;

  for (guint i = 0; i < MEDIARY_SIDEBAR_N_PROBLEMS; i++)
    n_shown += mediary_place_get_count (self->problems[i]) > 0 || self->selected == self->problems[i] ? 1 : 0;
  mediary_sidebar_set_shown (self, self->problems_heading, position - 1, n_shown > 0);

  for (guint i = 0; i < MEDIARY_SIDEBAR_N_PROBLEMS; i++) {
    gboolean shown = mediary_place_get_count (self->problems[i]) > 0 || self->selected == self->problems[i];

    mediary_sidebar_set_shown (self, self->problems[i], position, shown);
    position += shown ? 1 : 0;
  }
}

/* Shows the place of this problem as if it were looked at, which it then is to be. */
void
mediary_sidebar_show_problem (MediarySidebar *self, MediaryState state)
{
  for (guint i = 0; i < MEDIARY_SIDEBAR_N_PROBLEMS; i++) {
    if (mediary_place_get_state (self->problems[i]) == state)
      mediary_sidebar_set_selected (self, self->problems[i]);
  }
}

typedef struct {
  MediarySidebar *sidebar;
  MediaryPlace   *place;
} Count;

static void
on_count_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Count *question = user_data;
  g_autoptr (MediarySidebar) self = question->sidebar;
  g_autoptr (MediaryPlace) place = question->place;
  gint64 count = mediary_service_count_items_finish (MEDIARY_SERVICE (object), result, NULL);

  if (count < 0 || self->places == NULL)
    return;

  mediary_place_set_count (place, count);
  if (mediary_place_get_kind (place) == MEDIARY_PLACE_NEEDS_ATTENTION)
    mediary_sidebar_show_problems (self);
}

static void
count_place (MediarySidebar *self, MediaryPlace *place)
{
  g_autoptr (MediaryQuery) query = mediary_place_dup_query (place);
  Count *question;

  if (query == NULL)
    return;

  question = g_new0 (Count, 1);
  question->sidebar = g_object_ref (self);
  question->place = g_object_ref (place);
  mediary_service_count_items_async (self->service, query, self->cancellable, on_count_ready, question);
}

void
mediary_sidebar_count_places (MediarySidebar *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->places)); i++) {
    g_autoptr (MediaryPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), i);

    if (mediary_place_get_kind (place) != MEDIARY_PLACE_NEEDS_ATTENTION)
      count_place (self, place);
  }
  for (guint i = 0; i < MEDIARY_SIDEBAR_N_PROBLEMS; i++)
    count_place (self, self->problems[i]);
}
