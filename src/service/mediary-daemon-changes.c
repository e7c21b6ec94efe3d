/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>

#include "mediary-daemon-file.h"
#include "mediary-daemon-variant.h"

/* The methods that change the library, and those that carry it in and out. */

static void
return_nothing (MediaryCall *call, gboolean done, const GError *error)
{
  if (done)
    mediary_call_return (call, NULL);
  else
    mediary_call_fail (call, error);
}

static void
return_item (MediaryCall *call, MediaryItem *item, const GError *error)
{
  if (item != NULL)
    mediary_call_return (call, g_variant_new ("(@a{sv})", mediary_daemon_variant_for_item (item)));
  else
    mediary_call_fail (call, error);
}

static void
return_n_references (MediaryCall *call, MediaryRemoval *removal, const GError *error)
{
  if (removal != NULL)
    mediary_call_return (call, g_variant_new ("(u)", mediary_removal_get_n_references (removal)));
  else
    mediary_call_fail (call, error);
}

static void
on_reference_removed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean removed = mediary_service_remove_reference_finish (MEDIARY_SERVICE (source), result, &error);

  return_nothing (data, removed, error);
}

static void
run_remove_reference (MediaryCall *call)
{
  const char *id;

  g_variant_get (call->parameters, "(&s)", &id);
  mediary_service_remove_reference_async (call->service, id, call->cancellable, on_reference_removed, call);
}

static void
on_uses_removed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryRemoval) removal = mediary_service_remove_uses_finish (MEDIARY_SERVICE (source), result, &error);

  return_n_references (data, removal, error);
}

static void
run_remove_uses (MediaryCall *call)
{
  g_autofree const char **ids = NULL;
  const char             *module_name;
  const char             *artifact_name;

  g_variant_get (call->parameters, "(^a&s&s&s)", &ids, &module_name, &artifact_name);
  mediary_service_remove_uses_async (call->service, ids, module_name, artifact_name, call->cancellable, on_uses_removed, call);
}

static void
on_artifact_removed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryRemoval) removal = mediary_service_remove_artifact_finish (MEDIARY_SERVICE (source), result, &error);

  return_n_references (data, removal, error);
}

static void
run_remove_artifact (MediaryCall *call)
{
  const char *module_name;
  const char *artifact_name;

  g_variant_get (call->parameters, "(&s&s)", &module_name, &artifact_name);
  mediary_service_remove_artifact_async (call->service, module_name, artifact_name, call->cancellable, on_artifact_removed, call);
}

static void
on_artifact_renamed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean renamed = mediary_service_rename_artifact_finish (MEDIARY_SERVICE (source), result, &error);

  return_nothing (data, renamed, error);
}

static void
run_rename_artifact (MediaryCall *call)
{
  const char *module_name;
  const char *artifact_name;
  const char *new_name;

  g_variant_get (call->parameters, "(&s&s&s)", &module_name, &artifact_name, &new_name);
  mediary_service_rename_artifact_async (call->service, module_name, artifact_name, new_name, call->cancellable,
                                         on_artifact_renamed, call);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryRemoval) removal = mediary_service_forget_items_finish (MEDIARY_SERVICE (source), result, &error);

  if (removal == NULL)
    mediary_call_fail (call, error);
  else
    mediary_call_return (call, g_variant_new ("(uu)", mediary_removal_get_n_items (removal), mediary_removal_get_n_references (removal)));
}

static void
run_forget_items (MediaryCall *call)
{
  g_autofree const char **ids = NULL;
  g_autoptr (GVariant) options = NULL;
  gboolean with_uses = FALSE;

  g_variant_get (call->parameters, "(^a&s@a{sv})", &ids, &options);
  g_variant_lookup (options, "with_uses", "b", &with_uses);
  mediary_service_forget_items_async (call->service, ids, with_uses ? MEDIARY_FORGET_WITH_USES : MEDIARY_FORGET_UNUSED,
                                      call->cancellable, on_forgotten, call);
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_refresh_item_finish (MEDIARY_SERVICE (source), result, &error);

  return_item (data, item, error);
}

static void
run_refresh_item (MediaryCall *call)
{
  const char *id;

  g_variant_get (call->parameters, "(&s)", &id);
  mediary_service_refresh_item_async (call->service, id, call->cancellable, on_refreshed, call);
}

static void
on_relinked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_relink_item_finish (MEDIARY_SERVICE (source), result, &error);

  return_item (data, item, error);
}

/* @path: (nullable): NULL when the error says why */
static void
relink (MediaryCall *call, const char *path, const GError *error)
{
  const char *id;

  g_variant_get_child (call->parameters, 0, "&s", &id);
  if (path == NULL)
    mediary_call_fail (call, error);
  else
    mediary_service_relink_item_async (call->service, id, path, call->cancellable, on_relinked, call);
}

static void
run_relink_item (MediaryCall *call)
{
  const char *uri;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_variant_get_child (call->parameters, 1, "&s", &uri);
  path = mediary_daemon_file_parse (uri, &error);
  relink (call, path, error);
}

static void
on_relink_file_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mediary_daemon_file_find_finish (result, &error);

  relink (data, path, error);
}

static void
run_relink_item_file (MediaryCall *call)
{
  gint32 handle;

  g_variant_get_child (call->parameters, 1, "h", &handle);
  mediary_daemon_file_find_async (call, handle, on_relink_file_found);
}

static int
take_only_descriptor (MediaryCall *call)
{
  g_autoptr (GError) error = NULL;
  gint32 handle;
  int    descriptor;

  g_variant_get_child (call->parameters, 0, "h", &handle);
  descriptor = mediary_call_take_descriptor (call, handle, &error);
  if (descriptor < 0)
    mediary_call_fail (call, error);

  return descriptor;
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean exported = mediary_service_export_to_finish (MEDIARY_SERVICE (source), result, &error);

  return_nothing (data, exported, error);
}

static void
run_export (MediaryCall *call)
{
  int descriptor = take_only_descriptor (call);
  g_autoptr (GOutputStream) stream = NULL;

  if (descriptor < 0)
    return;

  stream = g_unix_output_stream_new (descriptor, TRUE);
  mediary_service_export_to_async (call->service, stream, call->cancellable, on_exported, call);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryImport) import = mediary_service_import_from_finish (MEDIARY_SERVICE (source), result, &error);

  if (import == NULL)
    mediary_call_fail (call, error);
  else
    mediary_call_return (call, g_variant_new ("(@a{sv})", mediary_daemon_variant_for_import (import)));
}

static void
run_import (MediaryCall *call)
{
  int descriptor = take_only_descriptor (call);
  g_autoptr (GInputStream) stream = NULL;

  if (descriptor < 0)
    return;

  stream = g_unix_input_stream_new (descriptor, TRUE);
  mediary_service_import_from_async (call->service, stream, call->cancellable, on_imported, call);
}

const MediaryMethod mediary_daemon_change_methods[] = {
  { "handle-remove-reference", run_remove_reference, FALSE },
  { "handle-remove-uses", run_remove_uses, FALSE },
  { "handle-remove-artifact", run_remove_artifact, FALSE },
  { "handle-rename-artifact", run_rename_artifact, FALSE },
  { "handle-forget-items", run_forget_items, FALSE },
  { "handle-refresh-item", run_refresh_item, FALSE },
  { "handle-relink-item", run_relink_item, TRUE },
  { "handle-relink-item-file", run_relink_item_file, FALSE },
  { "handle-export", run_export, FALSE },
  { "handle-import", run_import, FALSE },
  { NULL, NULL, FALSE },
};
