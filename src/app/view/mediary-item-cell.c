/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-item-cell.h"

/**
 * MediaryItemCell:
 *
 * One file in a view: it is shown anew whenever it is read or changes. How it looks is up to a tile or a row.
 */
typedef struct {
  MediaryService  *service;   /* (nullable) */
  MediaryLazyItem *lazy_item; /* (nullable) */
} MediaryItemCellPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MediaryItemCell, mediary_item_cell, GTK_TYPE_BOX)

static void
on_item_changed (MediaryItemCell *self)
{
  MediaryItemCellPrivate *private = mediary_item_cell_get_instance_private (self);

  MEDIARY_ITEM_CELL_GET_CLASS (self)->show_item (self, private->service, mediary_item_cell_get_item (self));
}

static void
mediary_item_cell_dispose (GObject *object)
{
  MediaryItemCellPrivate *private = mediary_item_cell_get_instance_private (MEDIARY_ITEM_CELL (object));

  if (private->lazy_item != NULL)
    g_signal_handlers_disconnect_by_func (private->lazy_item, on_item_changed, object);
  g_clear_object (&private->lazy_item);
  g_clear_object (&private->service);

  G_OBJECT_CLASS (mediary_item_cell_parent_class)->dispose (object);
}

static void
mediary_item_cell_class_init (MediaryItemCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mediary_item_cell_dispose;
}

static void
mediary_item_cell_init (MediaryItemCell *self)
{
}

/**
 * mediary_item_cell_set_item:
 * @self: a tile or row
 * @service: (nullable): who to ask for the picture
 * @lazy_item: (nullable): the file's place in its list, or %NULL to show none
 */
void
mediary_item_cell_set_item (MediaryItemCell *self, MediaryService *service, MediaryLazyItem *lazy_item)
{
  MediaryItemCellPrivate *private = mediary_item_cell_get_instance_private (self);

  if (private->lazy_item != NULL)
    g_signal_handlers_disconnect_by_func (private->lazy_item, on_item_changed, self);

  g_set_object (&private->service, service);
  g_set_object (&private->lazy_item, lazy_item);
  if (lazy_item != NULL)
    g_signal_connect_swapped (lazy_item, "notify::item", G_CALLBACK (on_item_changed), self);

  on_item_changed (self);
}

/* Returns: (transfer none) (nullable): the file, once it is read */
MediaryItem *
mediary_item_cell_get_item (MediaryItemCell *self)
{
  MediaryItemCellPrivate *private = mediary_item_cell_get_instance_private (self);

  return private->lazy_item != NULL ? mediary_lazy_item_get_item (private->lazy_item) : NULL;
}
