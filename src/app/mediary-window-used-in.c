/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/* In how many documents the selected files are used: all of them, however many, also those that were never in sight. */

static GArray *
list_numbers (MediaryWindow *self)
{
  GtkBitset    *selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GArray       *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint         position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more; more = gtk_bitset_iter_next (&iter, &position)) {
    gint64 number = mediary_item_list_get_number (self->list, mediary_gradual_list_get_position_in_model (self->rows, position));

    if (number != 0)
      g_array_append_val (numbers, number);
  }
  gtk_bitset_unref (selected);

  return numbers;
}

static void
on_counted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 n_documents = mediary_service_count_artifacts_finish (MEDIARY_SERVICE (object), result, &error);

  if (n_documents >= 0)
    mediary_item_details_tell_documents (self->details, (guint) n_documents);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("Counting the documents of the selected files: %s", error->message);
}

/* An answer about files that are not selected any more is of no use. */
void
mediary_window_cancel_used_in (MediaryWindow *self)
{
  g_cancellable_cancel (self->used_in);
  g_clear_object (&self->used_in);
}

/* To be called when other files are selected. */
void
mediary_window_count_used_in (MediaryWindow *self)
{
  g_autoptr (GArray) numbers = NULL;

  mediary_window_cancel_used_in (self);
  if (self->service == NULL || self->selection == NULL || mediary_selection_get_n_selected (self->selection) < 2)
    return;

  numbers = list_numbers (self);
  self->used_in = g_cancellable_new ();
  mediary_service_count_artifacts_async (self->service, (const gint64 *) (gpointer) numbers->data, numbers->len, self->used_in,
                                         on_counted, g_object_ref (self));
}
