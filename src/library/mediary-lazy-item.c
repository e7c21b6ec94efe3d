/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-lazy-item-private.h"

/**
 * MediaryLazyItem:
 *
 * An item's place in a list: there at once, filled a moment later.
 */
struct _MediaryLazyItem {
  GObject parent_instance;

  gint64       number;
  MediaryItem *item;
  gboolean     gone;
};

enum {
  PROP_0,
  PROP_ITEM,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MediaryLazyItem, mediary_lazy_item, G_TYPE_OBJECT)

static void
mediary_lazy_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MediaryLazyItem *self = MEDIARY_LAZY_ITEM (object);

  switch (id) {
  case PROP_ITEM:
    g_value_set_object (value, self->item);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
mediary_lazy_item_finalize (GObject *object)
{
  MediaryLazyItem *self = MEDIARY_LAZY_ITEM (object);

  g_clear_object (&self->item);

  G_OBJECT_CLASS (mediary_lazy_item_parent_class)->finalize (object);
}

static void
mediary_lazy_item_class_init (MediaryLazyItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mediary_lazy_item_get_property;
  object_class->finalize = mediary_lazy_item_finalize;

  /**
   * MediaryLazyItem:item:
   *
   * The item, or %NULL until it has been read. It is also notified when there turns out to be none; see
   * [method@LazyItem.get_gone].
   */
  props[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, MEDIARY_TYPE_ITEM, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
mediary_lazy_item_init (MediaryLazyItem *self)
{
}

MediaryLazyItem *
mediary_lazy_item_new (gint64 number)
{
  MediaryLazyItem *self = g_object_new (MEDIARY_TYPE_LAZY_ITEM, NULL);

  self->number = number;

  return self;
}

void
mediary_lazy_item_set_item (MediaryLazyItem *self, MediaryItem *item)
{
  if (g_set_object (&self->item, item))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ITEM]);
}

/* Whoever waits for it need not any longer. */
void
mediary_lazy_item_set_gone (MediaryLazyItem *self)
{
  if (self->gone)
    return;

  self->gone = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ITEM]);
}

/**
 * mediary_lazy_item_get_number:
 * @self: a lazy item
 *
 * Gets the handle of the item: good for finding it in a list of the same process, never to be stored.
 *
 * Returns: the handle of the item: good for finding it in a list of the same process, never to be stored
 */
gint64
mediary_lazy_item_get_number (MediaryLazyItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_LAZY_ITEM (self), 0);

  return self->number;
}

/**
 * mediary_lazy_item_get_item:
 * @self: a lazy item
 *
 * Gets the item, or %NULL until it has been read.
 *
 * Returns: (transfer none) (nullable): the item, or %NULL until it has been read
 */
MediaryItem *
mediary_lazy_item_get_item (MediaryLazyItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_LAZY_ITEM (self), NULL);

  return self->item;
}

/**
 * mediary_lazy_item_get_gone:
 * @self: a lazy item
 *
 * Says whether the item was removed before it could be read, so that [property@LazyItem:item] stays %NULL. The list
 * drops its place a moment later.
 *
 * Returns: whether there is nothing to wait for
 */
gboolean
mediary_lazy_item_get_gone (MediaryLazyItem *self)
{
  g_return_val_if_fail (MEDIARY_IS_LAZY_ITEM (self), FALSE);

  return self->gone;
}
