/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-query.h"

/**
 * MediaryQuery:
 *
 * What to list, and in which order. All conditions must hold.
 *
 * A query never changes; the `with` functions give a changed copy. It may be read from any thread.
 */
struct _MediaryQuery {
  GObject parent_instance;

  char            *text;
  char            *item_id;
  MediaryMediaType media_type;
  char            *module_name;
  char            *artifact_name;
  gboolean         problems;
  MediaryState     state;
  gboolean         no_use;
  MediaryOrder     order;
  gboolean         reversed;
};

G_DEFINE_FINAL_TYPE (MediaryQuery, mediary_query, G_TYPE_OBJECT)

static void
mediary_query_finalize (GObject *object)
{
  MediaryQuery *self = MEDIARY_QUERY (object);

  g_free (self->text);
  g_free (self->item_id);
  g_free (self->module_name);
  g_free (self->artifact_name);

  G_OBJECT_CLASS (mediary_query_parent_class)->finalize (object);
}

static void
mediary_query_class_init (MediaryQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_query_finalize;
}

static void
mediary_query_init (MediaryQuery *self)
{
}

static MediaryQuery *
copy (MediaryQuery *self)
{
  MediaryQuery *query = g_object_new (MEDIARY_TYPE_QUERY, NULL);

  query->text = g_strdup (self->text);
  query->item_id = g_strdup (self->item_id);
  query->media_type = self->media_type;
  query->module_name = g_strdup (self->module_name);
  query->artifact_name = g_strdup (self->artifact_name);
  query->problems = self->problems;
  query->state = self->state;
  query->no_use = self->no_use;
  query->order = self->order;
  query->reversed = self->reversed;

  return query;
}

static void
replace (char **where, const char *string)
{
  g_free (*where);
  *where = g_strdup (string);
}

/**
 * mediary_query_new:
 *
 * Makes a query for everything, by name.
 *
 * Returns: (transfer full): a query for everything, by name
 */
MediaryQuery *
mediary_query_new (void)
{
  return g_object_new (MEDIARY_TYPE_QUERY, NULL);
}

/**
 * mediary_query_with_text:
 * @self: a query
 * @text: (nullable): words to look for in name, folder, module and artifact, the first eight of which must all be
 *   found
 *
 * Case and accents do not matter. A word of one or two letters is looked for at the beginning of names only, and one of
 * more than 256 by its first 256.
 *
 * Returns: (transfer full): a changed copy
 */
MediaryQuery *
mediary_query_with_text (MediaryQuery *self, const char *text)
{
  g_autofree char *stripped = NULL;
  MediaryQuery    *query;

  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  query = copy (self);
  stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  replace (&query->text, stripped != NULL && *stripped != '\0' ? stripped : NULL);

  return query;
}

/**
 * mediary_query_with_item:
 * @self: a query
 * @item_id: (nullable): the id of the only item wanted, or %NULL
 *
 * Makes a changed copy: a list of one item, which tells of its changes, and is empty while the library does not have it.
 *
 * Returns: (transfer full): a changed copy
 */
MediaryQuery *
mediary_query_with_item (MediaryQuery *self, const char *item_id)
{
  MediaryQuery *query;

  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  query = copy (self);
  g_free (query->item_id);
  query->item_id = g_strdup (item_id);

  return query;
}

/**
 * mediary_query_with_media_type:
 * @self: a query
 * @type: a type, or %MEDIARY_MEDIA_TYPE_UNKNOWN for all
 *
 * Makes a changed copy.
 *
 * Returns: (transfer full): a changed copy
 */
MediaryQuery *
mediary_query_with_media_type (MediaryQuery *self, MediaryMediaType type)
{
  MediaryQuery *query;

  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  query = copy (self);
  query->media_type = type;

  return query;
}

/**
 * mediary_query_with_module:
 * @self: a query
 * @module_name: (nullable): what any artifact of this module uses, or %NULL for all modules
 *
 * Makes a changed copy.
 *
 * Returns: (transfer full): a changed copy
 */
MediaryQuery *
mediary_query_with_module (MediaryQuery *self, const char *module_name)
{
  return mediary_query_with_artifact (self, module_name, NULL);
}

/**
 * mediary_query_with_artifact:
 * @self: a query
 * @module_name: (nullable): a module
 * @artifact_name: (nullable): what this artifact of the module uses, or %NULL for all its artifacts
 *
 * Makes a changed copy.
 *
 * Returns: (transfer full): a changed copy
 */
MediaryQuery *
mediary_query_with_artifact (MediaryQuery *self, const char *module_name, const char *artifact_name)
{
  MediaryQuery *query;

  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);
  g_return_val_if_fail (module_name != NULL || artifact_name == NULL, NULL);

  query = copy (self);
  replace (&query->module_name, module_name);
  replace (&query->artifact_name, artifact_name);

  return query;
}

/**
 * mediary_query_with_problems:
 * @self: a query
 * @only_problems: whether only items whose file was missing, unreadable or only lent when last seen are wanted
 *
 * Makes a changed copy.
 *
 * Returns: (transfer full): a changed copy
 */
MediaryQuery *
mediary_query_with_problems (MediaryQuery *self, gboolean only_problems)
{
  MediaryQuery *query;

  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  query = copy (self);
  query->problems = !!only_problems;

  return query;
}

/**
 * mediary_query_with_state:
 * @self: a query
 * @state: what is wrong with the wanted items' files, or %MEDIARY_STATE_PRESENT for all items
 *
 * Makes a changed copy.
 *
 * Returns: (transfer full): a changed copy
 */
MediaryQuery *
mediary_query_with_state (MediaryQuery *self, MediaryState state)
{
  MediaryQuery *query;

  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  query = copy (self);
  query->state = state;

  return query;
}

/**
 * mediary_query_with_no_use:
 * @self: a query
 * @only_unused: whether only items without a known use are wanted
 *
 * Makes a changed copy.
 *
 * Returns: (transfer full): a changed copy
 */
MediaryQuery *
mediary_query_with_no_use (MediaryQuery *self, gboolean only_unused)
{
  MediaryQuery *query;

  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  query = copy (self);
  query->no_use = !!only_unused;

  return query;
}

/**
 * mediary_query_with_order:
 * @self: a query
 * @order: an order
 * @reversed: whether it is wanted the other way round
 *
 * Makes a changed copy.
 *
 * Returns: (transfer full): a changed copy
 */
MediaryQuery *
mediary_query_with_order (MediaryQuery *self, MediaryOrder order, gboolean reversed)
{
  MediaryQuery *query;

  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  query = copy (self);
  query->order = order;
  query->reversed = !!reversed;

  return query;
}

/**
 * mediary_query_get_text:
 * @self: a query
 *
 * Gets the words to look for.
 *
 * Returns: (transfer none) (nullable): the words to look for
 */
const char *
mediary_query_get_text (MediaryQuery *self)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  return self->text;
}

/**
 * mediary_query_get_item_id:
 * @self: a query
 *
 * Gets the id of the only item wanted.
 *
 * Returns: (nullable): the id of the only item wanted, or %NULL for any
 */
const char *
mediary_query_get_item_id (MediaryQuery *self)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  return self->item_id;
}

/**
 * mediary_query_get_media_type:
 * @self: a query
 *
 * Gets the type wanted, or %MEDIARY_MEDIA_TYPE_UNKNOWN for all.
 *
 * Returns: the type wanted, or %MEDIARY_MEDIA_TYPE_UNKNOWN for all
 */
MediaryMediaType
mediary_query_get_media_type (MediaryQuery *self)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (self), MEDIARY_MEDIA_TYPE_UNKNOWN);

  return self->media_type;
}

/**
 * mediary_query_get_module_name:
 * @self: a query
 *
 * Gets the module wanted.
 *
 * Returns: (transfer none) (nullable): the module wanted
 */
const char *
mediary_query_get_module_name (MediaryQuery *self)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  return self->module_name;
}

/**
 * mediary_query_get_artifact_name:
 * @self: a query
 *
 * Gets the artifact wanted.
 *
 * Returns: (transfer none) (nullable): the artifact wanted
 */
const char *
mediary_query_get_artifact_name (MediaryQuery *self)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (self), NULL);

  return self->artifact_name;
}

/**
 * mediary_query_get_problems:
 * @self: a query
 *
 * Says whether only items with a problem are wanted.
 *
 * Returns: whether only items with a problem are wanted
 */
gboolean
mediary_query_get_problems (MediaryQuery *self)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (self), FALSE);

  return self->problems;
}

/**
 * mediary_query_get_state:
 * @self: a query
 *
 * Gets the problem wanted, or %MEDIARY_STATE_PRESENT for all items.
 *
 * Returns: the problem wanted, or %MEDIARY_STATE_PRESENT for all items
 */
MediaryState
mediary_query_get_state (MediaryQuery *self)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (self), MEDIARY_STATE_PRESENT);

  return self->state;
}

/**
 * mediary_query_get_no_use:
 * @self: a query
 *
 * Says whether only items without a known use are wanted.
 *
 * Returns: whether only items without a known use are wanted
 */
gboolean
mediary_query_get_no_use (MediaryQuery *self)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (self), FALSE);

  return self->no_use;
}

/**
 * mediary_query_get_order:
 * @self: a query
 *
 * Gets the order.
 *
 * Returns: the order
 */
MediaryOrder
mediary_query_get_order (MediaryQuery *self)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (self), MEDIARY_ORDER_NAME);

  return self->order;
}

/**
 * mediary_query_get_reversed:
 * @self: a query
 *
 * Says whether the order is turned round.
 *
 * Returns: whether the order is turned round
 */
gboolean
mediary_query_get_reversed (MediaryQuery *self)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (self), FALSE);

  return self->reversed;
}

/**
 * mediary_query_equal:
 * @a: a query
 * @b: another
 *
 * Says whether both list the same items in the same order.
 *
 * Returns: whether both list the same items in the same order
 */
gboolean
mediary_query_equal (MediaryQuery *a, MediaryQuery *b)
{
  g_return_val_if_fail (MEDIARY_IS_QUERY (a) && MEDIARY_IS_QUERY (b), FALSE);

  return g_strcmp0 (a->text, b->text) == 0 &&
    g_strcmp0 (a->item_id, b->item_id) == 0 &&
    a->media_type == b->media_type &&
    g_strcmp0 (a->module_name, b->module_name) == 0 &&
    g_strcmp0 (a->artifact_name, b->artifact_name) == 0 &&
    a->problems == b->problems &&
    a->state == b->state &&
    a->no_use == b->no_use &&
    a->order == b->order &&
    a->reversed == b->reversed;
}
