/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "private/mediary-exchange.h"
#include "private/mediary-reference-private.h"

/* The lines of an export. Each is an object with one member, whose name says what the line is. */

static char *
dup_line (const char *kind, JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) line = json_object_new ();

  json_object_set_object_member (line, kind, object);
  json_node_set_object (root, line);

  return json_to_string (root, FALSE);
}

char *
mediary_exchange_dup_head (void)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "version", MEDIARY_EXCHANGE_VERSION);
  json_object_set_string_member (object, "written_by", "Mediary " MEDIARY_VERSION);

  return dup_line ("mediary-export", object);
}

char *
mediary_exchange_dup_end (gint64 n_items, gint64 n_references)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "items", n_items);
  json_object_set_int_member (object, "references", n_references);

  return dup_line ("end", object);
}

/* A name is bytes and JSON is text: where they differ, the bytes go beside it. */
static void
set_path (JsonObject *object, const char *path)
{
  g_autofree char *text = g_utf8_make_valid (path, -1);
  g_autofree char *bytes = NULL;

  json_object_set_string_member (object, "path", text);
  if (g_str_equal (text, path))
    return;

  bytes = g_base64_encode ((const guchar *) path, strlen (path));
  json_object_set_string_member (object, "path_bytes", bytes);
}

static void
set_names (JsonObject *object, GPtrArray *names)
{
  JsonArray *array;

  if (names->len == 0)
    return;

  array = json_array_new ();
  for (guint i = 0; i < names->len; i++) {
    const MediaryItemName *name = g_ptr_array_index (names, i);
    JsonObject            *element = json_object_new ();

    set_path (element, name->path);
    json_object_set_string_member (element, "kind", name->kind == MEDIARY_PATH_EARLIER ? "earlier" : "given");
    json_object_set_int_member (element, "noted_at", name->noted_at);
    json_array_add_object_element (array, element);
  }
  json_object_set_array_member (object, "names", array);
}

char *
mediary_exchange_dup_item (const MediaryItemRecord *record)
{
  MediaryItem            *item = record->stored->item;
  const MediaryFileFacts *facts = &record->stored->facts;
  JsonObject             *object = json_object_new ();
  JsonNode               *metadata = json_from_string (mediary_item_get_json (item), NULL);

  json_object_set_string_member (object, "id", mediary_item_get_id (item));
  json_object_set_string_member (object, "type", mediary_media_type_to_string (mediary_item_get_media_type (item)));
  set_path (object, mediary_item_get_path (item));
  json_object_set_member (object, "metadata", metadata != NULL ? metadata : json_node_init_object (json_node_alloc (), json_object_new ()));
  json_object_set_int_member (object, "created_at", mediary_item_get_created_at (item));
  json_object_set_int_member (object, "updated_at", mediary_item_get_updated_at (item));
  json_object_set_int_member (object, "last_check_in", record->last_check_in);
  json_object_set_string_member (object, "state", mediary_state_to_string (mediary_item_get_state (item)));
  json_object_set_int_member (object, "size", facts->size);
  json_object_set_int_member (object, "modified", facts->modified);
  json_object_set_int_member (object, "device", facts->device);
  json_object_set_int_member (object, "inode", facts->inode);
  set_names (object, record->names);

  return dup_line ("item", object);
}

char *
mediary_exchange_dup_reference (MediaryReference *reference)
{
  JsonObject *object = json_object_new ();
  const char *location = mediary_reference_get_location (reference);

  json_object_set_string_member (object, "id", mediary_reference_get_id (reference));
  json_object_set_string_member (object, "media_item_id", mediary_reference_get_media_item_id (reference));
  json_object_set_string_member (object, "module_name", mediary_reference_get_module_name (reference));
  json_object_set_string_member (object, "artifact_name", mediary_reference_get_artifact_name (reference));
  json_object_set_int_member (object, "created_at", mediary_reference_get_created_at (reference));
  json_object_set_string_member (object, "origin", mediary_origin_to_string (mediary_reference_get_origin (reference)));
  if (location != NULL)
    json_object_set_string_member (object, "location", location);

  return dup_line ("reference", object);
}
