/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-reference-private.h"

#include <string.h>

#include "mediary-error.h"
#include "private/mediary-id.h"

#define TEXT_SCHEME "mediary:"
#define TEXT_KEY    "?ref="

/**
 * MediaryReference:
 *
 * One use of a media item: the module and the artifact that use it.
 *
 * A reference never changes, and may be read from any thread. Its text form fits in the cell of a sheet.
 */
struct _MediaryReference {
  GObject parent_instance;

  char         *id;
  char         *media_item_id;
  char         *module_name;
  char         *artifact_name;
  gint64        created_at;
  MediaryOrigin origin;
  char         *location;
};

G_DEFINE_FINAL_TYPE (MediaryReference, mediary_reference, G_TYPE_OBJECT)

static void
mediary_reference_finalize (GObject *object)
{
  MediaryReference *self = MEDIARY_REFERENCE (object);

  g_free (self->id);
  g_free (self->media_item_id);
  g_free (self->module_name);
  g_free (self->artifact_name);
  g_free (self->location);

  G_OBJECT_CLASS (mediary_reference_parent_class)->finalize (object);
}

static void
mediary_reference_class_init (MediaryReferenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_reference_finalize;
}

static void
mediary_reference_init (MediaryReference *self)
{
}

MediaryReference *
mediary_reference_new (const MediaryReferenceRow *row)
{
  MediaryReference *self = g_object_new (MEDIARY_TYPE_REFERENCE, NULL);

  self->id = g_strdup (row->id);
  self->media_item_id = g_strdup (row->media_item_id);
  self->module_name = g_strdup (row->module_name);
  self->artifact_name = g_strdup (row->artifact_name);
  self->created_at = row->created_at;
  self->origin = row->origin;
  self->location = g_strdup (row->location);

  return self;
}

/**
 * mediary_reference_get_id:
 * @self: a reference
 *
 * Gets its UUID.
 *
 * Returns: (transfer none): its UUID
 */
const char *
mediary_reference_get_id (MediaryReference *self)
{
  g_return_val_if_fail (MEDIARY_IS_REFERENCE (self), NULL);

  return self->id;
}

/**
 * mediary_reference_get_media_item_id:
 * @self: a reference
 *
 * Gets the UUID of the item that is used.
 *
 * Returns: (transfer none): the UUID of the item that is used
 */
const char *
mediary_reference_get_media_item_id (MediaryReference *self)
{
  g_return_val_if_fail (MEDIARY_IS_REFERENCE (self), NULL);

  return self->media_item_id;
}

/**
 * mediary_reference_get_module_name:
 * @self: a reference
 *
 * Gets the module as it was given, valid UTF-8.
 *
 * Returns: (transfer none): the module as it was given, valid UTF-8
 */
const char *
mediary_reference_get_module_name (MediaryReference *self)
{
  g_return_val_if_fail (MEDIARY_IS_REFERENCE (self), NULL);

  return self->module_name;
}

/**
 * mediary_reference_get_artifact_name:
 * @self: a reference
 *
 * Gets the artifact as it was given, valid UTF-8.
 *
 * Returns: (transfer none): the artifact as it was given, valid UTF-8
 */
const char *
mediary_reference_get_artifact_name (MediaryReference *self)
{
  g_return_val_if_fail (MEDIARY_IS_REFERENCE (self), NULL);

  return self->artifact_name;
}

/**
 * mediary_reference_get_created_at:
 * @self: a reference
 *
 * Tells when the use was recorded, Unix time in seconds.
 *
 * Returns: when the use was recorded, Unix time in seconds
 */
gint64
mediary_reference_get_created_at (MediaryReference *self)
{
  g_return_val_if_fail (MEDIARY_IS_REFERENCE (self), 0);

  return self->created_at;
}

/**
 * mediary_reference_get_origin:
 * @self: a reference
 *
 * Tells how Mediary knows of the use.
 *
 * Returns: how Mediary knows of the use
 */
MediaryOrigin
mediary_reference_get_origin (MediaryReference *self)
{
  g_return_val_if_fail (MEDIARY_IS_REFERENCE (self), MEDIARY_ORIGIN_DECLARED);

  return self->origin;
}

/**
 * mediary_reference_get_location:
 * @self: a reference
 *
 * Tells where inside the artifact: a cell, a page, a time.
 *
 * Returns: (transfer none) (nullable): where inside the artifact: a cell, a page, a time
 */
const char *
mediary_reference_get_location (MediaryReference *self)
{
  g_return_val_if_fail (MEDIARY_IS_REFERENCE (self), NULL);

  return self->location;
}

/**
 * mediary_reference_to_text:
 * @self: a reference
 *
 * The reference as one word, to be stored as a cell value: `mediary:<item-id>?ref=<reference-id>`.
 *
 * Returns: (transfer full): the text form
 */
char *
mediary_reference_to_text (MediaryReference *self)
{
  g_return_val_if_fail (MEDIARY_IS_REFERENCE (self), NULL);

  return g_strdup_printf (TEXT_SCHEME "%s" TEXT_KEY "%s", self->media_item_id, self->id);
}

/* Takes an id off the front of a text. Returns: (nullable): NULL when there is none */
static char *
take_id (const char **text)
{
  g_autofree char *id = g_strndup (*text, MEDIARY_ID_LENGTH);

  if (!mediary_id_check (id))
    return NULL;

  *text += MEDIARY_ID_LENGTH;

  return g_ascii_strdown (id, -1);
}

/**
 * mediary_reference_parse_text:
 * @text: a text form, `mediary:<item-id>?ref=<reference-id>`; `mediary:<item-id>` names an item alone
 * @item_id: (out) (optional) (transfer full): the item's id
 * @reference_id: (out) (optional) (nullable) (transfer full): the id of the use, or %NULL when @text names an item alone
 * @error: return location for an error
 *
 * Takes the text form of a reference apart. Whether there are such an item and such a use is not looked at;
 * [method@Service.resolve] does that. Nothing may stand before or behind it. Any thread.
 *
 * Returns: whether it is one; else the error is %MEDIARY_ERROR_INVALID_ARGUMENT
 */
gboolean
mediary_reference_parse_text (const char *text, char **item_id, char **reference_id, GError **error)
{
  g_autofree char *item = NULL;
  g_autofree char *reference = NULL;
  gboolean         alone;

  g_return_val_if_fail (text != NULL, FALSE);

  if (g_ascii_strncasecmp (text, TEXT_SCHEME, strlen (TEXT_SCHEME)) == 0) {
    text += strlen (TEXT_SCHEME);
    item = take_id (&text);
  }
  alone = item != NULL && *text == '\0';
  if (item != NULL && g_str_has_prefix (text, TEXT_KEY)) {
    text += strlen (TEXT_KEY);
    reference = take_id (&text);
  }

  if (!alone && (reference == NULL || *text != '\0')) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "This is no reference's text form");
    return FALSE;
  }

  if (item_id != NULL)
    *item_id = g_steal_pointer (&item);
  if (reference_id != NULL)
    *reference_id = g_steal_pointer (&reference);

  return TRUE;
}
