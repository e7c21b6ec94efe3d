/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-daemon-variant.h"

static void
add_string (GVariantDict *dict, const char *key, const char *string)
{
  if (string != NULL)
    g_variant_dict_insert (dict, key, "s", string);
}

static void
add_file (GVariantDict *dict, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  add_string (dict, "uri", uri);
  g_variant_dict_insert (dict, "path", "^ay", path);
}

GVariant *
mediary_daemon_variant_for_item (MediaryItem *item)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  GVariant *metadata = mediary_metadata_get_variant (mediary_item_get_metadata (item));

  add_string (&dict, "id", mediary_item_get_id (item));
  add_string (&dict, "type", mediary_media_type_to_string (mediary_item_get_media_type (item)));
  add_file (&dict, mediary_item_get_path (item));
  add_string (&dict, "state", mediary_state_to_string (mediary_item_get_state (item)));
  g_variant_dict_insert (&dict, "uses", "u", mediary_item_get_n_uses (item));
  g_variant_dict_insert_value (&dict, "metadata", metadata);
  g_variant_dict_insert (&dict, "created_at", "x", mediary_item_get_created_at (item));
  g_variant_dict_insert (&dict, "updated_at", "x", mediary_item_get_updated_at (item));

  return g_variant_dict_end (&dict);
}

GVariant *
mediary_daemon_variant_for_reference (MediaryReference *reference)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *text = mediary_reference_to_text (reference);

  add_string (&dict, "id", mediary_reference_get_id (reference));
  add_string (&dict, "media_item_id", mediary_reference_get_media_item_id (reference));
  add_string (&dict, "module_name", mediary_reference_get_module_name (reference));
  add_string (&dict, "artifact_name", mediary_reference_get_artifact_name (reference));
  add_string (&dict, "location", mediary_reference_get_location (reference));
  add_string (&dict, "origin", mediary_origin_to_string (mediary_reference_get_origin (reference)));
  g_variant_dict_insert (&dict, "created_at", "x", mediary_reference_get_created_at (reference));
  add_string (&dict, "text", text);

  return g_variant_dict_end (&dict);
}

GVariant *
mediary_daemon_variant_for_module (MediaryModule *module)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  add_string (&dict, "name", mediary_module_get_name (module));
  g_variant_dict_insert (&dict, "items", "u", mediary_module_get_n_items (module));
  g_variant_dict_insert (&dict, "artifacts", "u", mediary_module_get_n_artifacts (module));
  g_variant_dict_insert (&dict, "last_used_at", "x", mediary_module_get_last_used_at (module));

  return g_variant_dict_end (&dict);
}

GVariant *
mediary_daemon_variant_for_artifact (MediaryArtifact *artifact)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  add_string (&dict, "module_name", mediary_artifact_get_module_name (artifact));
  add_string (&dict, "name", mediary_artifact_get_name (artifact));
  g_variant_dict_insert (&dict, "items", "u", mediary_artifact_get_n_items (artifact));
  g_variant_dict_insert (&dict, "last_used_at", "x", mediary_artifact_get_last_used_at (artifact));

  return g_variant_dict_end (&dict);
}

GVariant *
mediary_daemon_variant_for_resolution (MediaryResolution *resolution)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  MediaryReference *reference = mediary_resolution_get_reference (resolution);

  add_file (&dict, mediary_resolution_get_path (resolution));
  add_string (&dict, "state", mediary_state_to_string (mediary_resolution_get_state (resolution)));
  g_variant_dict_insert_value (&dict, "item", mediary_daemon_variant_for_item (mediary_resolution_get_item (resolution)));
  if (reference != NULL)
    g_variant_dict_insert_value (&dict, "reference", mediary_daemon_variant_for_reference (reference));

  return g_variant_dict_end (&dict);
}

static void
add_error (GVariantDict *dict, const GError *error)
{
  g_autofree char *name = g_dbus_error_encode_gerror (error);

  add_string (dict, "error", error->domain == MEDIARY_ERROR ? name : "org.mediary.Mediary.Error.Failed");
  add_string (dict, "message", error->message);
  add_string (dict, "cause", mediary_error_get_cause (error));
}

/* @uri: (nullable) */
GVariant *
mediary_daemon_variant_for_error (const GError *error, const char *uri)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  add_string (&dict, "uri", uri);
  add_string (&dict, "outcome", mediary_outcome_to_string (MEDIARY_OUTCOME_REFUSED));
  add_error (&dict, error);

  return g_variant_dict_end (&dict);
}

GVariant *
mediary_daemon_variant_for_entry (MediaryCheckInEntry *entry)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  MediaryReference *reference = mediary_check_in_entry_get_reference (entry);
  const GError     *error = mediary_check_in_entry_get_error (entry);

  add_file (&dict, mediary_check_in_entry_get_path (entry));
  add_string (&dict, "outcome", mediary_outcome_to_string (mediary_check_in_entry_get_outcome (entry)));
  if (reference != NULL)
    g_variant_dict_insert_value (&dict, "reference", mediary_daemon_variant_for_reference (reference));
  if (error != NULL)
    add_error (&dict, error);

  return g_variant_dict_end (&dict);
}

GVariant *
mediary_daemon_variant_for_import (MediaryImport *import)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "items_added", "u", mediary_import_get_n_items_added (import));
  g_variant_dict_insert (&dict, "items_known", "u", mediary_import_get_n_items_known (import));
  g_variant_dict_insert (&dict, "references_added", "u", mediary_import_get_n_references_added (import));
  g_variant_dict_insert (&dict, "references_known", "u", mediary_import_get_n_references_known (import));
  g_variant_dict_insert (&dict, "refused", "u", mediary_import_get_n_refused (import));
  g_variant_dict_insert (&dict, "complete", "b", mediary_import_get_complete (import));

  return g_variant_dict_end (&dict);
}

GVariant *
mediary_daemon_variant_for_list (GPtrArray *objects, MediaryDaemonVariantFunc func)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; i < objects->len; i++)
    g_variant_builder_add_value (&builder, func (g_ptr_array_index (objects, i)));

  return g_variant_builder_end (&builder);
}
