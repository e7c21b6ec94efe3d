/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-undo-step.h"

#include <glib/gi18n.h>

#include "mediary-destination.h"
#include "mediary-trash.h"

/**
 * MediaryUndoStep:
 *
 * One thing a person did that can be taken back and done again: a check-in, removing uses, a document, files of the
 * library, or files of the disk, or giving a document another name.
 */
struct _MediaryUndoStep {
  GObject parent_instance;

  enum {
    CHECK_IN,
    USES,
    DOCUMENT,
    RENAME,
    ITEMS,
    TRASH,
  } kind;
  MediaryCheckInJob  *job;         /* (nullable): of a check-in */
  GPtrArray          *items;       /* (nullable) of MediaryItem, that are removed */
  MediaryDestination *destination; /* (nullable): whose uses are, or the document that is */
  char               *new_name;    /* (nullable): of a document */
  GPtrArray          *paths;       /* (nullable) of char *: in the Trash now */
  MediaryRemoval     *removal;     /* (nullable): what is not in the library now */
};

G_DEFINE_FINAL_TYPE (MediaryUndoStep, mediary_undo_step, G_TYPE_OBJECT)

static void
mediary_undo_step_finalize (GObject *object)
{
  MediaryUndoStep *self = MEDIARY_UNDO_STEP (object);

  g_clear_object (&self->job);
  g_clear_object (&self->removal);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  mediary_destination_free (self->destination);
  g_free (self->new_name);

  G_OBJECT_CLASS (mediary_undo_step_parent_class)->finalize (object);
}

static void
mediary_undo_step_class_init (MediaryUndoStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_undo_step_finalize;
}

static void
mediary_undo_step_init (MediaryUndoStep *self)
{
}

/* A check-in that was done. */
MediaryUndoStep *
mediary_undo_step_new_check_in (MediaryCheckInJob *job)
{
  MediaryUndoStep *self = g_object_new (MEDIARY_TYPE_UNDO_STEP, NULL);

  self->kind = CHECK_IN;
  self->job = g_object_ref (job);

  return self;
}

static MediaryUndoStep *
new_of_items (guint kind, GPtrArray *items)
{
  MediaryUndoStep *self = g_object_new (MEDIARY_TYPE_UNDO_STEP, NULL);

  self->kind = kind;
  self->items = g_ptr_array_ref (items);

  return self;
}

/* A document is to use these files no more. */
MediaryUndoStep *
mediary_undo_step_new_uses (GPtrArray *items, const char *module_name, const char *artifact_name)
{
  MediaryUndoStep *self = new_of_items (USES, items);

  self->destination = mediary_destination_new (module_name, artifact_name);

  return self;
}

static MediaryUndoStep *
new_of_document (guint kind, const char *module_name, const char *artifact_name)
{
  MediaryUndoStep *self = g_object_new (MEDIARY_TYPE_UNDO_STEP, NULL);

  self->kind = kind;
  self->destination = mediary_destination_new (module_name, artifact_name);

  return self;
}

/* A document is to use nothing any more. */
MediaryUndoStep *
mediary_undo_step_new_document (const char *module_name, const char *artifact_name)
{
  return new_of_document (DOCUMENT, module_name, artifact_name);
}

/* A document is to have another name, which no other has. */
MediaryUndoStep *
mediary_undo_step_new_rename (const char *module_name, const char *artifact_name, const char *new_name)
{
  MediaryUndoStep *self = new_of_document (RENAME, module_name, artifact_name);

  self->new_name = g_strdup (new_name);

  return self;
}

/* The library is to forget these files, and their uses. */
MediaryUndoStep *
mediary_undo_step_new_items (GPtrArray *items)
{
  return new_of_items (ITEMS, items);
}

/* These files are to go to the Trash. What has no known use is forgotten; the rest is known to be missed somewhere. */
MediaryUndoStep *
mediary_undo_step_new_trash (GPtrArray *items)
{
  return new_of_items (TRASH, items);
}

/* The check-in, or NULL. */
MediaryCheckInJob *
mediary_undo_step_get_job (MediaryUndoStep *self)
{
  return self->job;
}

gboolean
mediary_undo_step_get_removes_uses (MediaryUndoStep *self)
{
  return self->kind == USES;
}

gboolean
mediary_undo_step_get_trashes (MediaryUndoStep *self)
{
  return self->kind == TRASH;
}

guint
mediary_undo_step_get_n_files (MediaryUndoStep *self)
{
  if (self->kind == CHECK_IN)
    return mediary_check_in_job_get_n_outcome (self->job, MEDIARY_OUTCOME_ADDED) + mediary_check_in_job_get_n_outcome (self->job, MEDIARY_OUTCOME_NEW_USE);

  if (self->items == NULL)
    return 1; /* of a document there is one */

  return self->kind == TRASH && self->paths != NULL ? self->paths->len : self->items->len;
}

/* How many files could not be moved to the Trash. */
guint
mediary_undo_step_get_n_left (MediaryUndoStep *self)
{
  return self->kind == TRASH && self->paths != NULL ? self->items->len - self->paths->len : 0;
}

static char *
dup_document (MediaryUndoStep *self)
{
  return self->destination != NULL ? mediary_destination_dup_title (self->destination) : NULL;
}

/* The document to look at when the step is done, or was taken back (@done is FALSE); NULL where there is none. */
MediaryDestination *
mediary_undo_step_dup_document (MediaryUndoStep *self, gboolean done)
{
  if (self->kind == RENAME && done)
    return mediary_destination_new (self->destination->module_name, self->new_name);

  return self->kind == RENAME || (self->kind == DOCUMENT && !done) ? mediary_destination_copy (self->destination) : NULL;
}

/* What a menu calls it: “Undo Check-in of 36 Files” has this behind the first word. */
char *
mediary_undo_step_dup_name (MediaryUndoStep *self)
{
  guint            n_files = mediary_undo_step_get_n_files (self);
  g_autofree char *document = dup_document (self);

  switch (self->kind) {
  case CHECK_IN:
    /* Translators: follows “Undo” or “Redo” in a menu */
    return g_strdup_printf (ngettext ("Check-in of %u File", "Check-in of %u Files", n_files), n_files);
  case USES:
    /* Translators: follows “Undo” or “Redo” in a menu */
    return g_strdup_printf (ngettext ("Removal of %u Use", "Removal of %u Uses", n_files), n_files);
  case DOCUMENT:
    /* Translators: follows “Undo” or “Redo” in a menu; %s is a document */
    return g_strdup_printf (_("Removal of “%s”"), document);
  case RENAME:
    /* Translators: follows “Undo” or “Redo” in a menu; %s is a document */
    return g_strdup_printf (_("Renaming of “%s”"), document);
  case ITEMS:
    /* Translators: follows “Undo” or “Redo” in a menu */
    return g_strdup_printf (ngettext ("Removal of %u File", "Removal of %u Files", n_files), n_files);
  case TRASH:
  default:
    /* Translators: follows “Undo” or “Redo” in a menu */
    return g_strdup_printf (ngettext ("Move to Trash of %u File", "Move to Trash of %u Files", n_files), n_files);
  }
}

static char *
dup_result_for_document (MediaryUndoStep *self)
{
  g_autofree char *document = dup_document (self);
  g_autoptr (MediaryDestination) renamed = NULL;
  g_autofree char *new_title = NULL;

  if (self->kind == DOCUMENT) {
    /* Translators: %s is a document that Mediary no longer knows */
    return g_strdup_printf (_("“%s” removed from the library; its files stay"), document);
  }

  renamed = mediary_destination_new (self->destination->module_name, self->new_name);
  new_title = mediary_destination_dup_title (renamed);
  /* Translators: two names of a document, before and after */
  return g_strdup_printf (_("“%s” is now “%s”"), document, new_title);
}

static char *
dup_result_for_one (MediaryUndoStep *self)
{
  const char      *name = mediary_item_get_display_name (self->items->pdata[0]);
  g_autofree char *document = dup_document (self);

  if (self->kind == USES) {
    /* Translators: %s is a document */
    return g_strdup_printf (_("Removed from “%s”"), document);
  }

  if (self->kind == ITEMS) {
    /* Translators: %s is a file, which itself stays where it is */
    return g_strdup_printf (_("“%s” removed from the library"), name);
  }

  /* Translators: %s is a file */
  return g_strdup_printf (_("“%s” moved to the Trash"), name);
}

/* What a toast says when it is done. */
char *
mediary_undo_step_dup_result (MediaryUndoStep *self)
{
  guint n_files = mediary_undo_step_get_n_files (self);

  if (self->items == NULL)
    return dup_result_for_document (self);

  if (n_files == 1 && self->items->len == 1)
    return dup_result_for_one (self);

  if (self->kind == USES) {
    /* Translators: how many documents’ uses of files were removed */
    return g_strdup_printf (ngettext ("%u use removed", "%u uses removed", n_files), n_files);
  }

  if (self->kind == ITEMS) {
    /* Translators: how many files Mediary no longer knows; they stay where they are */
    return g_strdup_printf (ngettext ("%u file removed from the library", "%u files removed from the library", n_files), n_files);
  }

  if (mediary_undo_step_get_n_left (self) > 0) {
    /* Translators: of several files, how many went to the Trash */
    return g_strdup_printf (ngettext ("%u of %u file moved to the Trash", "%u of %u files moved to the Trash", self->items->len),
                            n_files, self->items->len);
  }

  /* Translators: how many files */
  return g_strdup_printf (ngettext ("%u file moved to the Trash", "%u files moved to the Trash", n_files), n_files);
}

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

/* Takes what was removed, or the error, and answers. */
static void
take_removal (GTask *task, MediaryRemoval *removal, GError *error)
{
  MediaryUndoStep *self = g_task_get_source_object (task);

  if (removal == NULL) {
    g_task_return_error (task, error);
    return;
  }

  g_clear_object (&self->removal);
  self->removal = removal;
  g_task_return_boolean (task, TRUE);
}

static void
on_uses_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError         *error = NULL;
  MediaryRemoval *removal = mediary_service_remove_uses_finish (MEDIARY_SERVICE (object), result, &error);

  take_removal (task, removal, error);
}

static void
on_items_forgotten (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError         *error = NULL;
  MediaryRemoval *removal = mediary_service_forget_items_finish (MEDIARY_SERVICE (object), result, &error);

  take_removal (task, removal, error);
}

static void
on_check_in_undone (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError         *error = NULL;
  MediaryRemoval *removal = mediary_service_undo_check_in_finish (MEDIARY_SERVICE (object), result, &error);

  take_removal (task, removal, error);
}

static void
on_document_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError         *error = NULL;
  MediaryRemoval *removal = mediary_service_remove_artifact_finish (MEDIARY_SERVICE (object), result, &error);

  take_removal (task, removal, error);
}

static void
on_renamed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (mediary_service_rename_artifact_finish (MEDIARY_SERVICE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_restored (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (mediary_service_restore_finish (MEDIARY_SERVICE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
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

    if (self->kind != TRASH || (is_trashed (self, item) && mediary_item_get_n_uses (item) == 0))
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

  if (self->kind == CHECK_IN) {
    mediary_service_restore_async (service, self->removal, NULL, on_restored, task);
    return;
  }

  if (self->kind == TRASH) {
    throw_away (self, task);
    return;
  }

  if (self->kind == RENAME) {
    rename_document (self, self->destination->artifact_name, self->new_name, task);
    return;
  }

  if (self->kind == DOCUMENT) {
    mediary_service_remove_artifact_async (service, self->destination->module_name, self->destination->artifact_name, NULL, on_document_removed, task);
    return;
  }

  ids = dup_ids (self);
  if (self->kind == USES)
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

  if (self->kind == CHECK_IN)
    mediary_service_undo_check_in_async (service, self->job, NULL, on_check_in_undone, task);
  else if (self->kind == RENAME)
    rename_document (self, self->new_name, self->destination->artifact_name, task);
  else if (self->kind == TRASH)
    mediary_trash_restore_async (self->paths, on_back_from_trash, task);
  else
    mediary_service_restore_async (service, self->removal, NULL, on_restored, task);
}

gboolean
mediary_undo_step_take_back_finish (MediaryUndoStep *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
