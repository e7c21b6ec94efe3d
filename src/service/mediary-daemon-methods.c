/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-daemon-file.h"
#include "mediary-daemon-variant.h"

/* The methods that take files: check in, sync, find. Each checks its arguments, asks the service, and answers. */

#define MAX_FILES 10000

static void
return_dictionary (MediaryCall *call, GVariant *dictionary)
{
  mediary_call_return (call, g_variant_new ("(@a{sv})", dictionary));
}

/* Returns: (nullable): an option of an a{sv} */
static const char *
look_up_string (GVariant *options, const char *name)
{
  const char *string = NULL;

  g_variant_lookup (options, name, "&s", &string);

  return string;
}

static void
on_checked_in (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = NULL;

  reference = mediary_service_check_in_media_at_finish (MEDIARY_SERVICE (source), result, &error);
  if (reference == NULL)
    mediary_call_fail (call, error);
  else
    return_dictionary (call, mediary_daemon_variant_for_reference (reference));
}

static void
run_check_in (MediaryCall *call)
{
  const char *uri;
  const char *module_name;
  const char *artifact_name;
  g_autoptr (GVariant) options = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_variant_get (call->parameters, "(&s&s&s@a{sv})", &uri, &module_name, &artifact_name, &options);
  path = mediary_daemon_file_parse (uri, &error);
  if (path == NULL) {
    mediary_call_fail (call, error);
    return;
  }

  mediary_service_check_in_media_at_async (call->service, path, module_name, artifact_name, look_up_string (options, "location"),
                                           call->cancellable, on_checked_in, call);
}

static void
on_check_in_file_found (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mediary_daemon_file_find_finish (result, &error);
  const char      *module_name;
  const char      *artifact_name;
  g_autoptr (GVariant) options = NULL;

  if (path == NULL) {
    mediary_call_fail (call, error);
    return;
  }

  g_variant_get (call->parameters, "(h&s&s@a{sv})", NULL, &module_name, &artifact_name, &options);
  mediary_service_check_in_media_at_async (call->service, path, module_name, artifact_name, look_up_string (options, "location"),
                                           call->cancellable, on_checked_in, call);
}

static void
run_check_in_file (MediaryCall *call)
{
  gint32 handle;

  g_variant_get_child (call->parameters, 0, "h", &handle);
  mediary_daemon_file_find_async (call, handle, on_check_in_file_found);
}

/* Several files, and those among them that are refused before they are looked for. */
typedef struct {
  MediaryCall       *call;
  MediaryCheckInJob *job;
  GVariantBuilder    results;
} Many;

static void
on_many_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Many *many = data;
  g_autoptr (MediaryCheckInJob) job = many->job;
  g_autoptr (GError) error = NULL;
  GListModel *entries = mediary_check_in_job_get_entries (job);
  gboolean    done = mediary_service_check_in_many_finish (MEDIARY_SERVICE (source), result, &error);

  for (guint i = 0; done && i < g_list_model_get_n_items (entries); i++) {
    g_autoptr (MediaryCheckInEntry) entry = g_list_model_get_item (entries, i);

    g_variant_builder_add_value (&many->results, mediary_daemon_variant_for_entry (entry));
  }

  if (done) {
    mediary_call_return (many->call, g_variant_new ("(aa{sv})", &many->results));
  } else {
    g_variant_builder_clear (&many->results);
    mediary_call_fail (many->call, error);
  }
}

static void
add_file (Many *many, const char *uri)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mediary_daemon_file_parse (uri, &error);

  if (path != NULL)
    mediary_check_in_job_add_path (many->job, path);
  else
    g_variant_builder_add_value (&many->results, mediary_daemon_variant_for_error (error, uri));
}

static void
run_check_in_many (MediaryCall *call)
{
  g_autofree const char **uris = NULL;
  const char             *module_name;
  const char             *artifact_name;
  g_autoptr (GVariant) options = NULL;
  Many *many;

  g_variant_get (call->parameters, "(^a&s&s&s@a{sv})", &uris, &module_name, &artifact_name, &options);
  if (g_strv_length ((char **) uris) > MAX_FILES) {
    g_autoptr (GError) error = g_error_new (MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "More than %d files in one call", MAX_FILES);

    mediary_call_fail (call, error);
    return;
  }

  many = g_new0 (Many, 1);
  many->call = call;
  many->job = mediary_check_in_job_new (module_name, artifact_name);
  g_variant_builder_init (&many->results, G_VARIANT_TYPE ("aa{sv}"));
  mediary_check_in_job_set_keep_entries (many->job, TRUE);
  mediary_check_in_job_set_walk_folders (many->job, FALSE);
  mediary_check_in_job_set_location (many->job, look_up_string (options, "location"));
  for (const char **uri = uris; *uri != NULL; uri++)
    add_file (many, *uri);
  mediary_service_check_in_many_async (call->service, many->job, call->cancellable, on_many_done, many);
}

typedef struct {
  MediaryCall *call;
  MediarySync *sync;
} SyncCall;

static GVariant *
result_of_use (MediarySync *sync, guint position)
{
  MediaryReference *reference = mediary_sync_get_reference (sync, position);
  const GError     *error = mediary_sync_get_error (sync, position);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (reference == NULL)
    return mediary_daemon_variant_for_error (error, NULL);

  g_variant_dict_insert_value (&dict, "reference", mediary_daemon_variant_for_reference (reference));

  return g_variant_dict_end (&dict);
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree SyncCall *sync_call = data;
  g_autoptr (MediarySync) sync = sync_call->sync;
  g_autoptr (GError) error = NULL;
  GVariantBuilder results;

  if (!mediary_service_sync_finish (MEDIARY_SERVICE (source), result, &error)) {
    mediary_call_fail (sync_call->call, error);
    return;
  }

  g_variant_builder_init (&results, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < mediary_sync_get_n_uses (sync); i++)
    g_variant_builder_add_value (&results, result_of_use (sync, i));
  mediary_call_return (sync_call->call,
                       g_variant_new ("(uuuaa{sv})",
                                      mediary_sync_get_n_added (sync),
                                      mediary_sync_get_n_kept (sync),
                                      mediary_removal_get_n_references (mediary_sync_get_removal (sync)),
                                      &results));
}

/* A reference, or else a file. */
static gboolean
add_use (MediarySync *sync, const char *name, const char *location, GError **error)
{
  const char      *place = *location != '\0' ? location : NULL;
  g_autofree char *path = NULL;

  if (mediary_reference_parse_text (name, NULL, NULL, NULL) || g_uuid_string_is_valid (name)) {
    mediary_sync_add_text (sync, name, place);
    return TRUE;
  }

  path = mediary_daemon_file_parse (name, error);
  if (path == NULL)
    return FALSE;
  mediary_sync_add_path (sync, path, place);

  return TRUE;
}

static void
start_sync (MediaryCall *call)
{
  const char *module_name;
  const char *artifact_name;
  const char *name;
  const char *location;
  g_autoptr (GVariantIter) uses = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediarySync) sync = NULL;
  SyncCall *sync_call;

  g_variant_get (call->parameters, "(&s&sa(ss))", &module_name, &artifact_name, &uses);
  sync = mediary_sync_new (module_name, artifact_name);
  while (g_variant_iter_next (uses, "(&s&s)", &name, &location)) {
    if (!add_use (sync, name, location, &error)) {
      mediary_call_fail (call, error);
      return;
    }
  }

  sync_call = g_new0 (SyncCall, 1);
  sync_call->call = call;
  sync_call->sync = g_object_ref (sync);
  mediary_service_sync_async (call->service, sync, call->cancellable, on_synced, sync_call);
}

static void
on_sync_caller_known (MediaryCaller *caller, gboolean shares_files, gpointer data)
{
  MediaryCall *call = data;
  const char  *name;
  g_autoptr (GVariantIter) uses = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_get_child (call->parameters, 2, "a(ss)", &uses);
  while (!shares_files && g_variant_iter_next (uses, "(&s&s)", &name, NULL)) {
    if (mediary_reference_parse_text (name, NULL, NULL, NULL) || g_uuid_string_is_valid (name))
      continue;
    g_set_error (&error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT,
                 "A program in a sandbox cannot name files: check them in by descriptor, and sync the references");
    mediary_call_fail (call, error);
    return;
  }

  start_sync (call);
}

/* A set of references needs no file names, and so a sandboxed caller may sync it. */
static void
run_sync (MediaryCall *call)
{
  mediary_caller_ask (call->caller, on_sync_caller_known, call);
}

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryResolution) resolution = mediary_service_resolve_finish (MEDIARY_SERVICE (source), result, &error);

  if (resolution == NULL)
    mediary_call_fail (call, error);
  else
    return_dictionary (call, mediary_daemon_variant_for_resolution (resolution));
}

static void
run_resolve (MediaryCall *call)
{
  const char *name;

  g_variant_get (call->parameters, "(&s)", &name);
  mediary_service_resolve_async (call->service, name, call->cancellable, on_resolved, call);
}

static void
on_item_found (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_find_item_finish (MEDIARY_SERVICE (source), result, &error);

  if (item == NULL)
    mediary_call_fail (call, error);
  else
    return_dictionary (call, mediary_daemon_variant_for_item (item));
}

static void
run_find_item (MediaryCall *call)
{
  const char *uri;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_variant_get (call->parameters, "(&s)", &uri);
  path = mediary_daemon_file_parse (uri, &error);
  if (path == NULL)
    mediary_call_fail (call, error);
  else
    mediary_service_find_item_async (call->service, path, call->cancellable, on_item_found, call);
}

static void
on_find_file_found (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mediary_daemon_file_find_finish (result, &error);

  if (path == NULL)
    mediary_call_fail (call, error);
  else
    mediary_service_find_item_async (call->service, path, call->cancellable, on_item_found, call);
}

static void
run_find_item_file (MediaryCall *call)
{
  gint32 handle;

  g_variant_get_child (call->parameters, 0, "h", &handle);
  mediary_daemon_file_find_async (call, handle, on_find_file_found);
}

const MediaryMethod mediary_daemon_methods[] = {
  { "handle-check-in", run_check_in, TRUE },
  { "handle-check-in-file", run_check_in_file, FALSE },
  { "handle-check-in-many", run_check_in_many, TRUE },
  { "handle-sync", run_sync, FALSE },
  { "handle-resolve", run_resolve, FALSE },
  { "handle-find-item", run_find_item, TRUE },
  { "handle-find-item-file", run_find_item_file, FALSE },
  { NULL, NULL, FALSE },
};
