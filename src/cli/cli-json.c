/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"

#include <string.h>

/* The JSON of the command line. mediary(1) documents it, so a field may be added and none may change. */

/* The error's code as its D-Bus name ends, in the way of the other words here. */
static const char *const errors[] = {
  [MEDIARY_ERROR_FILE_NOT_FOUND] = "file-not-found",
  [MEDIARY_ERROR_PERMISSION_DENIED] = "permission-denied",
  [MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE] = "unsupported-media-type",
  [MEDIARY_ERROR_NOT_FOUND] = "not-found",
  [MEDIARY_ERROR_IN_USE] = "in-use",
  [MEDIARY_ERROR_INVALID_ARGUMENT] = "invalid-argument",
  [MEDIARY_ERROR_BUSY] = "busy",
  [MEDIARY_ERROR_NO_SPACE] = "no-space",
  [MEDIARY_ERROR_TIMED_OUT] = "timed-out",
  [MEDIARY_ERROR_READ_FAILED] = "read-failed",
  [MEDIARY_ERROR_DATABASE_TOO_NEW] = "database-too-new",
  [MEDIARY_ERROR_DATABASE_DAMAGED] = "database-damaged",
  [MEDIARY_ERROR_DATABASE_FOREIGN] = "database-foreign",
  [MEDIARY_ERROR_DATABASE_READ_ONLY] = "database-read-only",
  [MEDIARY_ERROR_EXTRACTION_FAILED] = "extraction-failed",
  [MEDIARY_ERROR_FAILED] = "failed",
};

/* A name is bytes and JSON is text: where they differ, the bytes go beside it. */
void
cli_json_set_path (JsonObject *object, const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *bytes = NULL;

  if (g_utf8_validate (path, -1, NULL)) {
    json_object_set_string_member (object, "path", path);
    return;
  }

  text = g_utf8_make_valid (path, -1);
  bytes = g_base64_encode ((const guchar *) path, strlen (path));
  json_object_set_string_member (object, "path", text);
  json_object_set_string_member (object, "path_bytes", bytes);
}

static JsonNode *
metadata_node (MediaryMetadata *metadata)
{
  g_autofree char *json = mediary_metadata_to_json (metadata);
  JsonNode        *node = json_from_string (json, NULL);

  return node != NULL ? node : json_node_new (JSON_NODE_NULL);
}

JsonObject *
cli_json_for_item (MediaryItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", mediary_item_get_id (item));
  json_object_set_string_member (object, "type", mediary_media_type_to_string (mediary_item_get_media_type (item)));
  cli_json_set_path (object, mediary_item_get_path (item));
  json_object_set_string_member (object, "state", mediary_state_to_string (mediary_item_get_state (item)));
  json_object_set_int_member (object, "uses", mediary_item_get_n_uses (item));
  json_object_set_member (object, "metadata", metadata_node (mediary_item_get_metadata (item)));
  json_object_set_int_member (object, "created_at", mediary_item_get_created_at (item));
  json_object_set_int_member (object, "updated_at", mediary_item_get_updated_at (item));

  return object;
}

JsonObject *
cli_json_for_reference (MediaryReference *reference)
{
  JsonObject      *object = json_object_new ();
  const char      *location = mediary_reference_get_location (reference);
  g_autofree char *text = mediary_reference_to_text (reference);

  json_object_set_string_member (object, "id", mediary_reference_get_id (reference));
  json_object_set_string_member (object, "media_item_id", mediary_reference_get_media_item_id (reference));
  json_object_set_string_member (object, "module_name", mediary_reference_get_module_name (reference));
  json_object_set_string_member (object, "artifact_name", mediary_reference_get_artifact_name (reference));
  if (location != NULL)
    json_object_set_string_member (object, "location", location);
  json_object_set_string_member (object, "origin", mediary_origin_to_string (mediary_reference_get_origin (reference)));
  json_object_set_int_member (object, "created_at", mediary_reference_get_created_at (reference));
  json_object_set_string_member (object, "text", text);

  return object;
}

JsonObject *
cli_json_for_error (const GError *error)
{
  JsonObject *object = json_object_new ();
  gboolean    is_ours = error->domain == MEDIARY_ERROR && (guint) error->code < G_N_ELEMENTS (errors);
  const char *cause = mediary_error_get_cause (error);

  json_object_set_string_member (object, "code", errors[is_ours ? error->code : MEDIARY_ERROR_FAILED]);
  json_object_set_string_member (object, "message", mediary_words_for_error (error));
  if (cause != NULL)
    json_object_set_string_member (object, "cause", cause);

  return object;
}

JsonObject *
cli_json_for_entry (MediaryCheckInEntry *entry)
{
  JsonObject       *object = json_object_new ();
  MediaryReference *reference = mediary_check_in_entry_get_reference (entry);
  const GError     *error = mediary_check_in_entry_get_error (entry);

  cli_json_set_path (object, mediary_check_in_entry_get_path (entry));
  json_object_set_string_member (object, "outcome", mediary_outcome_to_string (mediary_check_in_entry_get_outcome (entry)));
  if (reference != NULL)
    json_object_set_object_member (object, "reference", cli_json_for_reference (reference));
  if (error != NULL)
    json_object_set_object_member (object, "error", cli_json_for_error (error));

  return object;
}
