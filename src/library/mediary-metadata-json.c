/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <json-glib/json-glib.h>

#include "mediary-error.h"
#include "private/mediary-json.h"
#include "private/mediary-metadata-private.h"

/* Metadata as the database keeps it. */

/* More than this is none of ours: what the extractor may answer is bounded by the same figure. */
#define MAX_JSON_BYTES (64 * 1024)
#define MAX_JSON_DEPTH 8

/* json-glib makes of half a surrogate pair what is no UTF-8, though it takes nothing else. */
static void
take_json_string (MediaryMetadata *self, int field, const char *string)
{
  g_autofree char *valid = g_utf8_make_valid (string, -1);

  mediary_metadata_take_string (self, field, valid);
}

static void
take_json (MediaryMetadata *self, int field, JsonNode *node)
{
  gboolean wants_string = mediary_metadata_fields[field].type == 's';
  GType    type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_STRING && wants_string)
    take_json_string (self, field, json_node_get_string (node));
  else if (type == G_TYPE_INT64 && !wants_string)
    mediary_metadata_take_integer (self, field, json_node_get_int (node));
  else if (type == G_TYPE_DOUBLE && !wants_string)
    mediary_metadata_take_number (self, field, json_node_get_double (node));
}

static MediaryMetadata *
metadata_from_json_object (JsonObject *object)
{
  MediaryMetadata *self = g_object_new (MEDIARY_TYPE_METADATA, NULL);

  for (guint i = 0; i < MEDIARY_METADATA_N_FIELDS; i++) {
    JsonNode *node = json_object_get_member (object, mediary_metadata_fields[i].name);

    if (node != NULL)
      take_json (self, (int) i, node);
  }

  return self;
}

/**
 * mediary_metadata_new_from_json:
 * @json: the `metadata` column
 * @error: return location for an error
 *
 * Gets the metadata, or %NULL when @json is no JSON object.
 *
 * Returns: (transfer full): the metadata, or %NULL when @json is no JSON object
 */
MediaryMetadata *
mediary_metadata_new_from_json (const char *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  g_return_val_if_fail (json != NULL, NULL);

  if (!mediary_json_is_bounded (json, MAX_JSON_BYTES, MAX_JSON_DEPTH)) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "Metadata JSON is too long or too deep");
    return NULL;
  }

  if (!json_parser_load_from_data (parser, json, -1, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "Metadata JSON is no object");
    return NULL;
  }

  return metadata_from_json_object (json_node_get_object (root));
}

/**
 * mediary_metadata_to_json:
 * @self: metadata
 *
 * Gets one JSON object on one line.
 *
 * Returns: (transfer full): one JSON object on one line
 */
char *
mediary_metadata_to_json (MediaryMetadata *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  g_return_val_if_fail (MEDIARY_IS_METADATA (self), NULL);

  for (guint i = 0; i < MEDIARY_METADATA_N_FIELDS; i++) {
    const MediaryMetadataValue *value = &self->values[i];

    if (!value->known)
      continue;
    if (mediary_metadata_fields[i].type == 's')
      json_object_set_string_member (object, mediary_metadata_fields[i].name, value->string);
    else if (mediary_metadata_fields[i].type == 'x')
      json_object_set_int_member (object, mediary_metadata_fields[i].name, value->integer);
    else
      json_object_set_double_member (object, mediary_metadata_fields[i].name, value->number);
  }
  json_node_set_object (root, object);

  return json_to_string (root, FALSE);
}
