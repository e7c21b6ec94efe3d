/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-neighbours.h"

#include "mediary-names.h"

/*
 * The documents that use the files of a folder, those that use most of them first. A few of its files that were checked in
 * last stand for all of them: this only makes a guess.
 */

/* Of the files whose path has all words of the folder's; not all of them are in it. */
#define N_FOUND 40
#define N_FILES 12
#define N_USES  8

#define N_DOCUMENTS 2

typedef struct {
  MediaryDestination *destination;
  guint               n_files;
} Tally;

typedef struct {
  char      *path;    /* of the folder */
  GPtrArray *items;   /* (nullable) of MediaryItem: in the folder */
  guint      n_asked; /* about their uses */
  GPtrArray *tallies;
} Neighbours;

static void
tally_free (Tally *tally)
{
  mediary_destination_free (tally->destination);
  g_free (tally);
}

static void
neighbours_free (Neighbours *self)
{
  g_free (self->path);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_ptr_array_unref (self->tallies);
  g_free (self);
}

static void
count_use (Neighbours *self, MediaryReference *reference)
{
  g_autoptr (MediaryDestination) destination = mediary_destination_new (mediary_reference_get_module_name (reference), mediary_reference_get_artifact_name (reference));
  Tally *tally;

  if (mediary_names_is_own (destination->module_name, destination->artifact_name))
    return;

  for (guint i = 0; i < self->tallies->len; i++) {
    tally = self->tallies->pdata[i];
    if (mediary_destination_equal (tally->destination, destination)) {
      tally->n_files++;
      return;
    }
  }

  tally = g_new0 (Tally, 1);
  tally->destination = g_steal_pointer (&destination);
  tally->n_files = 1;
  g_ptr_array_add (self->tallies, tally);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  guint first = (*(const Tally *const *) a)->n_files;
  guint second = (*(const Tally *const *) b)->n_files;

  return (first < second) - (first > second);
}

static void
answer (GTask *task)
{
  Neighbours *self = g_task_get_task_data (task);
  GPtrArray  *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) mediary_destination_free);

  g_ptr_array_sort (self->tallies, compare_files);
  for (guint i = 0; i < MIN (self->tallies->len, N_DOCUMENTS); i++)
    g_ptr_array_add (documents, mediary_destination_copy (((Tally *) self->tallies->pdata[i])->destination));

  g_task_return_pointer (task, documents, (GDestroyNotify) g_ptr_array_unref);
}

static void ask_next_file (GTask *task);

static void
on_uses_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = mediary_service_list_references_finish (MEDIARY_SERVICE (object), result, &error);

  if (uses == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  for (guint i = 0; i < uses->len; i++)
    count_use (g_task_get_task_data (task), uses->pdata[i]);
  ask_next_file (g_steal_pointer (&task));
}

/* Takes the task. */
static void
ask_next_file (GTask *task)
{
  Neighbours  *self = g_task_get_task_data (task);
  MediaryItem *item;

  if (self->n_asked >= MIN (self->items->len, N_FILES)) {
    answer (task);
    g_object_unref (task);
    return;
  }

  item = self->items->pdata[self->n_asked++];
  mediary_service_list_references_async (g_task_get_source_object (task), mediary_item_get_id (item), NULL, N_USES,
                                         g_task_get_cancellable (task), on_uses_ready, task);
}

static void
on_items_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = mediary_service_list_items_finish (MEDIARY_SERVICE (object), result, &error);
  Neighbours *self = g_task_get_task_data (task);

  if (found == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < found->len; i++) {
    g_autofree char *folder = g_path_get_dirname (mediary_item_get_path (found->pdata[i]));

    if (g_str_equal (folder, self->path))
      g_ptr_array_add (self->items, g_object_ref (found->pdata[i]));
  }
  ask_next_file (g_steal_pointer (&task));
}

/**
 * mediary_neighbours_load_async:
 * @service: the library
 * @folder: a folder of this computer
 * @cancellable: (nullable): to stop
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks the library only; the folder itself is not looked at.
 */
void
mediary_neighbours_load_async (MediaryService *service, GFile *folder, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask           *task = g_task_new (service, cancellable, callback, user_data);
  Neighbours      *self = g_new0 (Neighbours, 1);
  g_autofree char *words = NULL;
  g_autoptr (MediaryQuery) everything = mediary_query_new ();
  g_autoptr (MediaryQuery) newest = mediary_query_with_order (everything, MEDIARY_ORDER_LAST_CHECK_IN, TRUE);
  g_autoptr (MediaryQuery) query = NULL;

  self->path = g_file_get_path (folder);
  self->tallies = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_free);
  g_task_set_source_tag (task, mediary_neighbours_load_async);
  g_task_set_task_data (task, self, (GDestroyNotify) neighbours_free);

  words = g_filename_display_name (self->path);
  query = mediary_query_with_text (newest, words);
  mediary_service_list_items_async (service, query, NULL, N_FOUND, cancellable, on_items_ready, task);
}

/* An array of MediaryDestination; it is empty where nothing is known of the folder. */
GPtrArray *
mediary_neighbours_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
