/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "mediary-error.h"
#include "mediary-metadata.h"
#include "private/mediary-arguments.h"
#include "private/mediary-exchange.h"
#include "private/mediary-id.h"
#include "private/mediary-json.h"
#include "private/mediary-reference-private.h"

/*
 * The lines of an export, read from anywhere: nothing is taken for what it should be. Members that are not known are
 * passed over, so that a later version can add some.
 */

#define MAX_DEPTH 16

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "Not a line of an export: %s", what);

  return FALSE;
}

/* json-glib makes of half a surrogate pair what is no UTF-8. */
static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode   *node = json_object_get_member (object, name);
  const char *string;

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  string = json_node_get_string (node);

  return g_utf8_validate (string, -1, NULL) ? string : NULL;
}

static gint64
get_integer (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Returns: (nullable): which of these words it is, or 0 */
static int
get_word (JsonObject *object, const char *name, const char *second, const char *third)
{
  const char *word = get_string (object, name);

  return g_strcmp0 (word, second) == 0 ? 1 : third != NULL && g_strcmp0 (word, third) == 0 ? 2
                                                                                           : 0;
}

static char *
dup_bytes (const char *base64)
{
  gsize              length = 0;
  g_autofree guchar *bytes = g_base64_decode (base64, &length);

  return memchr (bytes, '\0', length) == NULL ? g_strndup ((const char *) bytes, length) : NULL;
}

/* Returns: (nullable): an absolute path */
static char *
dup_path (JsonObject *object)
{
  const char      *base64 = get_string (object, "path_bytes");
  g_autofree char *path = base64 != NULL ? dup_bytes (base64) : g_strdup (get_string (object, "path"));

  return path != NULL && *path == '/' && mediary_arguments_check_path (path, NULL) ? g_steal_pointer (&path) : NULL;
}

static char *
dup_id (JsonObject *object, const char *name)
{
  const char *id = get_string (object, name);

  return mediary_id_check (id) ? g_ascii_strdown (id, -1) : NULL;
}

/* The column holds what a parser of ours has read before. */
static char *
dup_metadata (JsonObject *object)
{
  JsonNode        *node = json_object_get_member (object, "metadata");
  g_autofree char *json = NULL;
  g_autoptr (MediaryMetadata) metadata = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup ("{}");

  json = json_to_string (node, FALSE);
  metadata = g_utf8_validate (json, -1, NULL) ? mediary_metadata_new_from_json (json, NULL) : NULL;

  return metadata != NULL ? g_steal_pointer (&json) : g_strdup ("{}");
}

static void
add_names (MediaryItemRecord *record, JsonObject *object)
{
  JsonNode  *node = json_object_get_member (object, "names");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode        *element = json_array_get_element (array, i);
    JsonObject      *name = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
    g_autofree char *path = name != NULL ? dup_path (name) : NULL;

    if (path != NULL)
      g_ptr_array_add (record->names,
                       mediary_item_name_new (path,
                                              get_word (name, "kind", "earlier", NULL) ? MEDIARY_PATH_EARLIER : MEDIARY_PATH_GIVEN,
                                              get_integer (name, "noted_at")));
  }
}

static gboolean
read_item (MediaryExchangeLine *self, JsonObject *object, GError **error)
{
  g_autofree char *id = dup_id (object, "id");
  g_autofree char *path = dup_path (object);
  g_autofree char *metadata = dup_metadata (object);
  const char      *type = get_string (object, "type");
  MediaryItemRow   row = {
      .id = id,
      .type = mediary_media_type_from_string (type != NULL ? type : ""),
      .path = path,
      .metadata = metadata,
      .created_at = get_integer (object, "created_at"),
      .updated_at = get_integer (object, "updated_at"),
      .state = (MediaryState) get_word (object, "state", "missing", "no-access"),
  };

  if (id == NULL || path == NULL || row.type == MEDIARY_MEDIA_TYPE_UNKNOWN)
    return refuse ("an item needs an id, an absolute path and a type", error);

  self->record = g_new0 (MediaryItemRecord, 1);
  self->record->stored = g_new0 (MediaryStoredItem, 1);
  self->record->stored->item = mediary_item_new (&row);
  self->record->stored->facts.size = get_integer (object, "size");
  self->record->stored->facts.modified = get_integer (object, "modified");
  self->record->stored->facts.device = get_integer (object, "device");
  self->record->stored->facts.inode = get_integer (object, "inode");
  self->record->last_check_in = get_integer (object, "last_check_in");
  self->record->names = g_ptr_array_new_with_free_func ((GDestroyNotify) mediary_item_name_free);
  add_names (self->record, object);

  return TRUE;
}

static gboolean
read_reference (MediaryExchangeLine *self, JsonObject *object, GError **error)
{
  g_autofree char    *id = dup_id (object, "id");
  g_autofree char    *item_id = dup_id (object, "media_item_id");
  MediaryReferenceRow row = {
    .id = id,
    .media_item_id = item_id,
    .module_name = get_string (object, "module_name"),
    .artifact_name = get_string (object, "artifact_name"),
    .created_at = get_integer (object, "created_at"),
    .origin = (MediaryOrigin) get_word (object, "origin", "added", "found"),
    .location = get_string (object, "location"),
  };

  if (id == NULL || item_id == NULL)
    return refuse ("a reference needs an id and that of its item", error);
  if (!mediary_arguments_check_names (row.module_name, row.artifact_name, error) ||
      !mediary_arguments_check_location (row.location, error))
    return FALSE;

  self->reference = mediary_reference_new (&row);

  return TRUE;
}

static gboolean
read_line (MediaryExchangeLine *self, JsonObject *line, GError **error)
{
  JsonObject *object;

  if ((object = get_object (line, "item")) != NULL)
    return read_item (self, object, error);
  if ((object = get_object (line, "reference")) != NULL)
    return read_reference (self, object, error);
  if ((object = get_object (line, "mediary-export")) != NULL) {
    self->version = get_integer (object, "version");
    return self->version > 0 || refuse ("it has no version", error);
  }
  if ((object = get_object (line, "end")) != NULL) {
    self->end = TRUE;
    self->n_items = get_integer (object, "items");
    self->n_references = get_integer (object, "references");
  }

  return TRUE;
}

/* Any thread. The line is to be cleared, also when it is refused. */
gboolean
mediary_exchange_parse (MediaryExchangeLine *self, const char *text, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (!g_utf8_validate (text, -1, NULL))
    return refuse ("it is not valid UTF-8", error);
  if (!mediary_json_is_bounded (text, MEDIARY_EXCHANGE_MAX_LINE_BYTES, MAX_DEPTH))
    return refuse ("it is too long or too deep", error);
  if (!json_parser_load_from_data (parser, text, -1, NULL))
    return refuse ("it is no JSON", error);

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return refuse ("it is no object", error);

  return read_line (self, json_node_get_object (root), error);
}

void
mediary_exchange_line_clear (MediaryExchangeLine *self)
{
  g_clear_pointer (&self->record, mediary_item_record_free);
  g_clear_object (&self->reference);
}
