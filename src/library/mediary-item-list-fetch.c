/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-item-list-private.h"
#include "private/mediary-lazy-item-private.h"
#include "private/mediary-service-private.h"
#include "store/mediary-item-table.h"

/* Reads the rows that somebody has asked for. */

/* A view shows about 200 rows. What has just been scrolled away is kept, so that scrolling back does not flicker. */
#define KEPT_ITEMS 512

typedef struct {
  GArray    *numbers;
  GPtrArray *items; /* of MediaryItem, or NULL where there is none any more */
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_array_unref (fetch->numbers);
  g_clear_pointer (&fetch->items, g_ptr_array_unref);
  g_free (fetch);
}

static void
unref_item (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

/* A reader's thread. */
static gpointer
read_wanted (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  GArray *numbers = (GArray *) arguments;
  Fetch  *fetch = g_new0 (Fetch, 1);

  fetch->numbers = g_array_ref (numbers);
  fetch->items = g_ptr_array_new_with_free_func (unref_item);
  for (guint i = 0; i < numbers->len; i++) {
    g_autoptr (GError) local_error = NULL;
    g_autoptr (MediaryStoredItem) stored = NULL;

    stored = mediary_item_table_find_number (database, g_array_index (numbers, gint64, i), &local_error);
    if (local_error != NULL) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      fetch_free (fetch);
      return NULL;
    }
    g_ptr_array_add (fetch->items, stored != NULL ? g_object_ref (stored->item) : NULL);
  }

  return fetch;
}

static void
keep (MediaryItemList *self, MediaryLazyItem *lazy)
{
  g_queue_push_tail (self->kept, g_object_ref (lazy));
  if (self->kept->length > KEPT_ITEMS)
    g_object_unref (g_queue_pop_head (self->kept));
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MediaryItemList) self = data;
  g_autoptr (GError) error = NULL;
  Fetch *fetch = g_task_propagate_pointer (G_TASK (result), &error);

  if (fetch == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
      g_warning ("Reading items: %s", error->message);
    return;
  }

  for (guint i = 0; i < fetch->numbers->len; i++) {
    MediaryLazyItem *lazy = g_hash_table_lookup (self->alive, &g_array_index (fetch->numbers, gint64, i));
    MediaryItem     *item = g_ptr_array_index (fetch->items, i);

    if (lazy == NULL)
      continue;

    if (item == NULL) {
      mediary_lazy_item_set_gone (lazy);
      continue;
    }

    if (mediary_lazy_item_get_item (lazy) == NULL)
      keep (self, lazy);
    mediary_lazy_item_set_item (lazy, item);
  }
  fetch_free (fetch);
}

/* Once a turn of the main loop: what was asked for together is read together. */
static gboolean
fetch_wanted (gpointer data)
{
  MediaryItemList *self = data;
  GArray          *numbers = g_steal_pointer (&self->wanted);
  g_autoptr (GTask) task = g_task_new (self->service, self->cancellable, on_fetched, g_object_ref (self));

  self->fetch_source = NULL;
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->n_fetched += numbers->len;
  g_task_set_source_tag (task, fetch_wanted);
  mediary_service_read_async (self->service, read_wanted, numbers, (GDestroyNotify) g_array_unref, (GDestroyNotify) fetch_free, task);

  return G_SOURCE_REMOVE;
}

void
mediary_item_list_want (MediaryItemList *self, gint64 number)
{
  g_array_append_val (self->wanted, number);
  if (self->fetch_source == NULL && self->service != NULL)
    self->fetch_source = mediary_item_list_attach (self, g_idle_source_new (), fetch_wanted);
}
