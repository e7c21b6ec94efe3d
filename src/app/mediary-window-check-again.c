/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"
#include "model/mediary-selected-items.h"

/* Looks at the selected files again, one after the other: are they where they were, may they be read, what is in them? */

typedef struct {
  MediaryWindow *window;
  GPtrArray     *items; /* (nullable) of MediaryItem */
  guint          n_done;
  guint          n_wrong; /* missing, or not readable */
} Round;

static void
round_free (Round *round)
{
  g_object_unref (round->window);
  g_clear_pointer (&round->items, g_ptr_array_unref);
  g_free (round);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Round, round_free)

static void
tell (Round *round)
{
  g_autofree char *title = NULL;

  if (round->n_wrong == 0) {
    /* Translators: files were looked at again; all are where they should be */
    title = g_strdup_printf (ngettext ("%'u file checked: it is where it was", "%'u files checked: all are where they were", round->n_done), round->n_done);
  } else {
    /* Translators: files were looked at again: how many of how many need attention */
    title = g_strdup_printf (ngettext ("%'u of %'u file needs attention", "%'u of %'u files need attention", round->n_done), round->n_wrong, round->n_done);
  }
  mediary_window_toast (round->window, title, NULL, NULL);
}

static void look_at_next (Round *round);

static void
on_refreshed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Round *round = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_refresh_item_finish (MEDIARY_SERVICE (object), result, &error);

  if (item == NULL || mediary_item_get_state (item) != MEDIARY_STATE_PRESENT)
    round->n_wrong++;
  if (item == NULL)
    g_debug ("Looking at a file again: %s", error->message);

  round->n_done++;
  look_at_next (round);
}

static void
look_at_next (Round *round)
{
  MediaryItem *item;

  if (round->n_done < round->items->len && round->window->service != NULL) {
    item = round->items->pdata[round->n_done];
    mediary_service_refresh_item_async (round->window->service, mediary_item_get_id (item), NULL, on_refreshed, round);
    return;
  }

  tell (round);
  round_free (round);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Round) round = user_data;

  round->items = mediary_selected_items_load_finish (result, NULL);
  if (round->items != NULL && round->items->len > 0)
    look_at_next (g_steal_pointer (&round));
}

static void
begin (MediaryWindow *self, GtkSelectionModel *selection)
{
  Round *round = g_new0 (Round, 1);

  round->window = g_object_ref (self);
  mediary_selected_items_load_async (selection, NULL, on_loaded, round);
}

void
mediary_window_check_again (MediaryWindow *self)
{
  if (self->selection != NULL)
    begin (self, GTK_SELECTION_MODEL (self->selection));
}

/* All files of the place that is shown. */
void
mediary_window_check_place_again (MediaryWindow *self)
{
  g_autoptr (GtkSelectionModel) all = NULL;

  if (self->list == NULL)
    return;

  all = GTK_SELECTION_MODEL (mediary_selection_new (G_LIST_MODEL (self->list)));
  gtk_selection_model_select_all (all);
  begin (self, all);
}
