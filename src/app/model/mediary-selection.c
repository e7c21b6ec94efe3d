/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-selection.h"

/**
 * MediarySelection:
 *
 * Which rows of a list model are selected, as a set of positions.
 *
 * GtkMultiSelection of GTK 4.8 fetches and keeps every item it selects: two seconds and a million objects for “Select
 * All”. Positions are enough for us, and a set of them is spliced when rows come and go.
 */
struct _MediarySelection {
  GObject parent_instance;

  GListModel *model;
  GtkBitset  *selected;
};

static void
on_items_changed (MediarySelection *self, guint position, guint n_removed, guint n_added)
{
  gtk_bitset_splice (self->selected, position, n_removed, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (MEDIARY_SELECTION (list)->model);
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (MEDIARY_SELECTION (list)->model);
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (MEDIARY_SELECTION (list)->model, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (MEDIARY_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (MEDIARY_SELECTION (model)->selected);
}

/* Every other way to select is, by the interface's defaults, one call of this. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  MediarySelection *self = MEDIARY_SELECTION (model);
  g_autoptr (GtkBitset) changed = gtk_bitset_copy (self->selected);
  guint n_items = get_n_items (G_LIST_MODEL (model));
  guint first;

  /* What differs, of what may be changed, and exists. */
  gtk_bitset_difference (changed, selected);
  gtk_bitset_intersect (changed, mask);
  gtk_bitset_remove_range_closed (changed, n_items, G_MAXUINT);
  if (gtk_bitset_is_empty (changed))
    return TRUE;

  gtk_bitset_difference (self->selected, changed);

  first = gtk_bitset_get_minimum (changed);
  gtk_selection_model_selection_changed (model, first, gtk_bitset_get_maximum (changed) - first + 1);

  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MediarySelection, mediary_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
mediary_selection_dispose (GObject *object)
{
  MediarySelection *self = MEDIARY_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, on_items_changed, self);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (mediary_selection_parent_class)->dispose (object);
}

static void
mediary_selection_finalize (GObject *object)
{
  MediarySelection *self = MEDIARY_SELECTION (object);

  gtk_bitset_unref (self->selected);

  G_OBJECT_CLASS (mediary_selection_parent_class)->finalize (object);
}

static void
mediary_selection_class_init (MediarySelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mediary_selection_dispose;
  object_class->finalize = mediary_selection_finalize;
}

static void
mediary_selection_init (MediarySelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

MediarySelection *
mediary_selection_new (GListModel *model)
{
  MediarySelection *self = g_object_new (MEDIARY_TYPE_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (on_items_changed), self);

  return self;
}

GListModel *
mediary_selection_get_model (MediarySelection *self)
{
  return self->model;
}

guint
mediary_selection_get_n_selected (MediarySelection *self)
{
  return (guint) MIN (gtk_bitset_get_size (self->selected), G_MAXUINT);
}

/* The first selected item, or NULL. */
gpointer
mediary_selection_dup_first (MediarySelection *self)
{
  if (gtk_bitset_is_empty (self->selected))
    return NULL;

  return g_list_model_get_item (self->model, gtk_bitset_get_minimum (self->selected));
}
