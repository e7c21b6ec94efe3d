/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-suggestions.h"

#include <glib/gi18n.h>

#include "mediary-artifact.h"
#include "mediary-module.h"
#include "mediary-names.h"
#include "mediary-neighbours.h"
#include "mediary-recent-documents.h"

/*
 * The documents that are likely to use files just dropped: the one used last, documents in the same folder or one
 * folder up, those that use the other files of the folder, those somebody has opened today, documents used lately. In
 * this order, each once.
 */

#define N_SUGGESTIONS    5
#define N_APPS           8
#define N_DOCUMENTS_EACH 20

/* What was used within it is probably still being worked on. */
#define WORKING_DAY_S (8 * 60 * 60)

typedef struct {
  GPtrArray *folders; /* of char *: where the files are, and one folder up */
  GPtrArray *last;    /* of MediarySuggestion */
  GPtrArray *near;
  GPtrArray *neighbours;
  GPtrArray *opened;
  GPtrArray *recent;
  GPtrArray *modules;
  guint      n_asked;
  GFile     *folder; /* (nullable): of the first file */
} Search;

static void
suggestion_free (MediarySuggestion *suggestion)
{
  mediary_destination_free (suggestion->destination);
  g_free (suggestion);
}

static void
search_free (Search *search)
{
  g_ptr_array_unref (search->folders);
  g_ptr_array_unref (search->last);
  g_ptr_array_unref (search->near);
  g_ptr_array_unref (search->neighbours);
  g_ptr_array_unref (search->opened);
  g_clear_object (&search->folder);
  g_ptr_array_unref (search->recent);
  g_clear_pointer (&search->modules, g_ptr_array_unref);
  g_free (search);
}

static void
add_suggestion (GPtrArray *suggestions, MediaryDestination *destination, const char *reason, gboolean likely, gint64 last_used_at)
{
  MediarySuggestion *suggestion = g_new0 (MediarySuggestion, 1);

  suggestion->destination = destination;
  suggestion->reason = reason;
  suggestion->likely = likely;
  suggestion->last_used_at = last_used_at;
  g_ptr_array_add (suggestions, suggestion);
}

static void
add_folder (Search *search, GFile *folder)
{
  char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL && !g_ptr_array_find_with_equal_func (search->folders, uri, g_str_equal, NULL))
    g_ptr_array_add (search->folders, uri);
  else
    g_free (uri);
}

/* The folders of the first few files: a drop comes from one folder, or the rest does not help. */
static void
add_folders (Search *search, GSList *files)
{
  for (guint i = 0; files != NULL && i < 8; files = files->next, i++) {
    g_autoptr (GFile) folder = g_file_get_parent (files->data);
    g_autoptr (GFile) above = folder != NULL ? g_file_get_parent (folder) : NULL;

    add_folder (search, folder);
    add_folder (search, above);
  }
}

static gboolean
is_near (Search *search, const char *artifact_name)
{
  g_autoptr (GFile) document = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autofree char *uri = NULL;

  if (!g_str_has_prefix (artifact_name, "file:"))
    return FALSE;

  document = g_file_new_for_uri (artifact_name);
  folder = g_file_get_parent (document);
  uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  return uri != NULL && g_ptr_array_find_with_equal_func (search->folders, uri, g_str_equal, NULL);
}

static void
take_artifact (Search *search, MediaryArtifact *artifact)
{
  const char *module_name = mediary_artifact_get_module_name (artifact);
  const char *artifact_name = mediary_artifact_get_name (artifact);
  gint64      used_at = mediary_artifact_get_last_used_at (artifact);
  gint64      now = g_get_real_time () / G_USEC_PER_SEC;

  if (mediary_names_is_own (module_name, artifact_name))
    return; /* stands in the sheet anyway, as “No Document Yet” */

  if (is_near (search, artifact_name))
    add_suggestion (search->near, mediary_destination_new (module_name, artifact_name), _("Same folder"), TRUE, used_at);
  else
    add_suggestion (search->recent, mediary_destination_new (module_name, artifact_name), _("Used lately"), now - used_at < WORKING_DAY_S, used_at);
}

static void
append_new (GPtrArray *answer, GPtrArray *suggestions)
{
  for (guint i = 0; i < suggestions->len && answer->len < N_SUGGESTIONS; i++) {
    MediarySuggestion *suggestion = suggestions->pdata[i];
    gboolean           known = FALSE;

    for (guint j = 0; j < answer->len && !known; j++) {
      MediarySuggestion *other = answer->pdata[j];

      /* A document that is a file is the same one, whichever app is said to have it. */
      known = mediary_destination_equal (other->destination, suggestion->destination) ||
        (g_str_has_prefix (suggestion->destination->artifact_name, "file:") &&
         g_str_equal (other->destination->artifact_name, suggestion->destination->artifact_name));
    }

    if (!known)
      add_suggestion (answer, mediary_destination_copy (suggestion->destination), suggestion->reason, suggestion->likely, 0);
  }
}

static int
compare_last_use (gconstpointer a, gconstpointer b)
{
  const MediarySuggestion *first = *(const MediarySuggestion *const *) a;
  const MediarySuggestion *second = *(const MediarySuggestion *const *) b;

  return (first->last_used_at < second->last_used_at) - (first->last_used_at > second->last_used_at);
}

static void
answer (GTask *task)
{
  Search    *search = g_task_get_task_data (task);
  GPtrArray *suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) suggestion_free);

  g_ptr_array_sort (search->near, compare_last_use);
  g_ptr_array_sort (search->recent, compare_last_use);
  append_new (suggestions, search->last);
  append_new (suggestions, search->near);
  append_new (suggestions, search->neighbours);
  append_new (suggestions, search->opened);
  append_new (suggestions, search->recent);
  g_task_return_pointer (task, suggestions, (GDestroyNotify) g_ptr_array_unref);
}

/* Each says why it is likely. */
static void
add_all (GPtrArray *suggestions, GPtrArray *documents, const char *reason)
{
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    add_suggestion (suggestions, mediary_destination_copy (documents->pdata[i]), reason, TRUE, 0);
}

static void
on_opened_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) documents = mediary_recent_documents_load_finish (result, NULL);
  Search *search = g_task_get_task_data (task);

  add_all (search->opened, documents, _("Opened today"));
  answer (task);
}

static void
on_neighbours_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GPtrArray) documents = mediary_neighbours_load_finish (result, NULL);
  Search *search = g_task_get_task_data (task);

  add_all (search->neighbours, documents, _("Uses files from the same folder"));
  mediary_recent_documents_load_async (g_task_get_cancellable (task), on_opened_ready, task);
}

/* Takes the task. */
static void
look_around (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  if (search->folder != NULL)
    mediary_neighbours_load_async (g_task_get_source_object (task), search->folder, g_task_get_cancellable (task), on_neighbours_ready, task);
  else
    mediary_recent_documents_load_async (g_task_get_cancellable (task), on_opened_ready, task);
}

static void ask_next_app (GTask *task);

static void
on_artifacts_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) artifacts = mediary_service_list_artifacts_finish (MEDIARY_SERVICE (object), result, &error);

  if (artifacts == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  for (guint i = 0; i < artifacts->len; i++)
    take_artifact (g_task_get_task_data (task), artifacts->pdata[i]);
  ask_next_app (g_steal_pointer (&task));
}

/* Takes the task. */
static void
ask_next_app (GTask *task)
{
  Search        *search = g_task_get_task_data (task);
  MediaryModule *module;

  if (search->n_asked >= MIN (search->modules->len, N_APPS)) {
    look_around (task);
    return;
  }

  module = search->modules->pdata[search->n_asked++];
  mediary_service_list_artifacts_async (g_task_get_source_object (task), mediary_module_get_name (module), NULL, N_DOCUMENTS_EACH,
                                        g_task_get_cancellable (task), on_artifacts_ready, task);
}

static void
on_modules_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) modules = mediary_service_list_modules_finish (MEDIARY_SERVICE (object), result, &error);
  Search *search = g_task_get_task_data (task);

  if (modules == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  search->modules = g_steal_pointer (&modules);
  ask_next_app (g_steal_pointer (&task));
}

/**
 * mediary_suggestions_load_async:
 * @service: the service
 * @files: (element-type GFile): the files that are to be checked in
 * @inferred: (nullable): a destination that goes before all others
 * @cancellable: (nullable): to stop
 * @callback: called with the answer
 * @user_data: for the callback
 */
void
mediary_suggestions_load_async (MediaryService           *service,
                                GSList                   *files,
                                const MediaryDestination *inferred,
                                GCancellable             *cancellable,
                                GAsyncReadyCallback       callback,
                                gpointer                  user_data)
{
  GTask  *task = g_task_new (service, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->folders = g_ptr_array_new_with_free_func (g_free);
  search->last = g_ptr_array_new_with_free_func ((GDestroyNotify) suggestion_free);
  search->near = g_ptr_array_new_with_free_func ((GDestroyNotify) suggestion_free);
  search->neighbours = g_ptr_array_new_with_free_func ((GDestroyNotify) suggestion_free);
  search->opened = g_ptr_array_new_with_free_func ((GDestroyNotify) suggestion_free);
  search->recent = g_ptr_array_new_with_free_func ((GDestroyNotify) suggestion_free);
  g_task_set_source_tag (task, mediary_suggestions_load_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);

  add_folders (search, files);
  search->folder = files != NULL ? g_file_get_parent (files->data) : NULL;
  if (mediary_destination_is_document (inferred) && !mediary_names_is_own (inferred->module_name, inferred->artifact_name))
    add_suggestion (search->last, mediary_destination_copy (inferred), _("Used last"), TRUE, 0);
  mediary_service_list_modules_async (service, NULL, 0, cancellable, on_modules_ready, task);
}

/* An array of MediarySuggestion, the likeliest first. */
GPtrArray *
mediary_suggestions_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
