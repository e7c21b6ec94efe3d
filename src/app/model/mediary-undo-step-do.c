/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-trash.h"
#include "mediary-undo-step-private.h"

/*
 * How a step is done and taken back. What the library gives up for it comes back as a removal, which the step keeps: with
 * it things return under the ids they had. Only a document’s name needs none, for the old name is enough.
 */

static MediaryService *
get_service (GTask *task)
{
  return g_object_get_data (G_OBJECT (task), "service");
}

static GTask *
new_task (MediaryUndoStep *self, MediaryService *service, GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_object_set_data_full (G_OBJECT (task), "service", g_object_ref (service), g_object_unref);

  return task;
}

/* Keeps what was removed. The task is answered, and let go. */
static void
take_removal (MediaryService *service, GAsyncResult *result, MediaryRemoval *(*finish) (MediaryService *, GAsyncResult *, GError **), GTask *task)
{
  MediaryUndoStep *self = g_task_get_source_object (task);
  GError          *error = NULL;
  MediaryRemoval  *removal = finish (service, result, &error);

  if (removal == NULL) {
    g_task_return_error (task, error);
  } else {
    g_clear_object (&self->removal);
    self->removal = removal;
    g_task_return_boolean (task, TRUE);
  }
  g_object_unref (task);
}

static void
take_answer (MediaryService *service, GAsyncResult *result, gboolean (*finish) (MediaryService *, GAsyncResult *, GError **), GTask *task)
{
  GError *error = NULL;

  if (finish (service, result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_uses_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  take_removal (MEDIARY_SERVICE (object), result, mediary_service_remove_uses_finish, user_data);
}

static void
on_items_forgotten (GObject *object, GAsyncResult *result, gpointer user_data)
{
  take_removal (MEDIARY_SERVICE (object), result, mediary_service_forget_items_finish, user_data);
}

static void
on_check_in_undone (GObject *object, GAsyncResult *result, gpointer user_data)
{
  take_removal (MEDIARY_SERVICE (object), result, mediary_service_undo_check_in_finish, user_data);
}

static void
on_document_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  take_removal (MEDIARY_SERVICE (object), result, mediary_service_remove_artifact_finish, user_data);
}

static void
on_renamed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  take_answer (MEDIARY_SERVICE (object), result, mediary_service_rename_artifact_finish, user_data);
}

static void
on_restored (GObject *object, GAsyncResult *result, gpointer user_data)
{
  take_answer (MEDIARY_SERVICE (object), result, mediary_service_restore_finish, user_data);
}

static gboolean
is_trashed (MediaryUndoStep *self, MediaryItem *item)
{
  return g_ptr_array_find_with_equal_func (self->paths, mediary_item_get_path (item), g_str_equal, NULL);
}

/* Of the files, the ids of those that are to be forgotten. */
static char **
dup_ids (MediaryUndoStep *self)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++) {
    MediaryItem *item = self->items->pdata[i];

    if (self->kind != MEDIARY_UNDO_TRASH || (is_trashed (self, item) && mediary_item_get_n_uses (item) == 0))
      g_ptr_array_add (ids, g_strdup (mediary_item_get_id (item)));
  }
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (ids, FALSE);
}

static void
on_looked_again (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_refresh_item_finish (MEDIARY_SERVICE (object), result, &error);

  if (item == NULL)
    g_debug ("Looking at a file again: %s", error->message);
}

/* Files with uses stay in the library, which is to know whether they are there. */
static void
look_again (MediaryUndoStep *self, MediaryService *service)
{
  for (guint i = 0; i < self->items->len; i++) {
    MediaryItem *item = self->items->pdata[i];

    if (mediary_item_get_n_uses (item) > 0 && is_trashed (self, item))
      mediary_service_refresh_item_async (service, mediary_item_get_id (item), NULL, on_looked_again, NULL);
  }
}

static void
on_thrown (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MediaryUndoStep *self = g_task_get_source_object (task);
  MediaryService  *service = get_service (task);
  g_auto (GStrv) ids = NULL;
  GError    *error = NULL;
  GPtrArray *paths = mediary_trash_throw_finish (result, &error);

  if (paths == NULL) {
    g_task_return_error (task, error);
    return;
  }

  g_clear_pointer (&self->paths, g_ptr_array_unref);
  self->paths = paths;
  look_again (self, service);

  ids = dup_ids (self);
  if (ids[0] == NULL)
    g_task_return_boolean (task, TRUE);
  else
    mediary_service_forget_items_async (service, (const char *const *) ids, MEDIARY_FORGET_UNUSED, NULL, on_items_forgotten, g_steal_pointer (&task));
}

static void
rename_document (MediaryUndoStep *self, const char *from, const char *to, GTask *task)
{
  mediary_service_rename_artifact_async (get_service (task), self->destination->module_name, from, to, NULL, on_renamed, task);
}

static void
throw_away (MediaryUndoStep *self, GTask *task)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (paths, g_strdup (mediary_item_get_path (self->items->pdata[i])));

  mediary_trash_throw_async (paths, on_thrown, task);
}

/**
 * mediary_undo_step_do_async:
 * @self: a step that is not done, or was taken back
 * @service: the library
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does it, or does it again. What was checked in comes back with the ids it had.
 */
void
mediary_undo_step_do_async (MediaryUndoStep *self, MediaryService *service, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = new_task (self, service, callback, user_data, mediary_undo_step_do_async);
  g_auto (GStrv) ids = NULL;

  if (self->kind == MEDIARY_UNDO_CHECK_IN) {
    mediary_service_restore_async (service, self->removal, NULL, on_restored, task);
    return;
  }

  if (self->kind == MEDIARY_UNDO_TRASH) {
    throw_away (self, task);
    return;
  }

  if (self->kind == MEDIARY_UNDO_RENAME) {
    rename_document (self, self->destination->artifact_name, self->new_name, task);
    return;
  }

  if (self->kind == MEDIARY_UNDO_DOCUMENT) {
    mediary_service_remove_artifact_async (service, self->destination->module_name, self->destination->artifact_name, NULL, on_document_removed, task);
    return;
  }

  ids = dup_ids (self);
  if (self->kind == MEDIARY_UNDO_USES)
    mediary_service_remove_uses_async (service, (const char *const *) ids, self->destination->module_name, self->destination->artifact_name,
                                       NULL, on_uses_removed, task);
  else
    mediary_service_forget_items_async (service, (const char *const *) ids, MEDIARY_FORGET_WITH_USES, NULL, on_items_forgotten, task);
}

gboolean
mediary_undo_step_do_finish (MediaryUndoStep *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_back_from_trash (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MediaryUndoStep *self = g_task_get_source_object (task);
  MediaryService  *service = get_service (task);
  GError          *error = NULL;

  if (!mediary_trash_restore_finish (result, &error)) {
    g_task_return_error (task, error);
    return;
  }

  look_again (self, service);
  if (self->removal != NULL)
    mediary_service_restore_async (service, self->removal, NULL, on_restored, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * mediary_undo_step_take_back_async:
 * @self: a step that is done
 * @service: the library
 * @callback: called when it is as it was before
 * @user_data: for @callback
 *
 * Takes it back: what was removed is there again, with the same ids.
 */
void
mediary_undo_step_take_back_async (MediaryUndoStep *self, MediaryService *service, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = new_task (self, service, callback, user_data, mediary_undo_step_take_back_async);

  if (self->kind == MEDIARY_UNDO_CHECK_IN)
    mediary_service_undo_check_in_async (service, self->job, NULL, on_check_in_undone, task);
  else if (self->kind == MEDIARY_UNDO_RENAME)
    rename_document (self, self->new_name, self->destination->artifact_name, task);
  else if (self->kind == MEDIARY_UNDO_TRASH)
    mediary_trash_restore_async (self->paths, on_back_from_trash, task);
  else
    mediary_service_restore_async (service, self->removal, NULL, on_restored, task);
}

gboolean
mediary_undo_step_take_back_finish (MediaryUndoStep *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
