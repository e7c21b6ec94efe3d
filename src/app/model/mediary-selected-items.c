/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-selected-items.h"

#include "mediary-lazy-item.h"

/*
 * The files that are selected, all of them: also those that were never in sight, which the list has only by number and
 * has to read first.
 */

typedef struct {
  GPtrArray *lazy_items; /* of MediaryLazyItem, in order */
  guint      n_loaded;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_ptr_array_unref (load->lazy_items);
  g_free (load);
}

static void on_item_loaded (MediaryLazyItem *lazy_item, GParamSpec *pspec, gpointer user_data);

static void
finish (GTask *task)
{
  Load      *load = g_task_get_task_data (task);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < load->lazy_items->len; i++) {
    MediaryItem *item = mediary_lazy_item_get_item (load->lazy_items->pdata[i]);

    if (item != NULL)
      g_ptr_array_add (items, g_object_ref (item));
  }

  g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
is_read (MediaryLazyItem *lazy_item)
{
  return mediary_lazy_item_get_item (lazy_item) != NULL || mediary_lazy_item_get_gone (lazy_item);
}

/* The ones that are waited for are read in order, so that looking at the first missing one is enough. */
static void
advance (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  while (load->n_loaded < load->lazy_items->len && is_read (load->lazy_items->pdata[load->n_loaded]))
    load->n_loaded++;

  if (load->n_loaded < load->lazy_items->len)
    g_signal_connect (load->lazy_items->pdata[load->n_loaded], "notify::item", G_CALLBACK (on_item_loaded), task);
  else {
    finish (task);
    g_object_unref (task);
  }
}

static void
on_item_loaded (MediaryLazyItem *lazy_item, GParamSpec *pspec, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (lazy_item, on_item_loaded, user_data);
  advance (user_data);
}

/**
 * mediary_selected_items_load_async:
 * @selection: a selection of MediaryLazyItem
 * @cancellable: (nullable): unused so far
 * @callback: called when all of them are read
 * @user_data: for @callback
 *
 * Reads the files that are selected now, in the order of the list, at most %MEDIARY_SELECTED_ITEMS_MAX; later changes of the
 * selection do not matter.
 */
void
mediary_selected_items_load_async (GtkSelectionModel *selection, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask        *task = g_task_new (selection, cancellable, callback, user_data);
  Load         *load = g_new0 (Load, 1);
  guint         n_items = g_list_model_get_n_items (G_LIST_MODEL (selection));
  GtkBitset    *selected = gtk_selection_model_get_selection (selection);
  GtkBitsetIter iter;
  guint         position;

  load->lazy_items = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, load, load_free);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more && position < n_items && load->lazy_items->len < MEDIARY_SELECTED_ITEMS_MAX;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (load->lazy_items, g_list_model_get_item (G_LIST_MODEL (selection), position));
  gtk_bitset_unref (selected);

  advance (task);
}

/* Of MediaryItem. */
GPtrArray *
mediary_selected_items_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
