/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-gradual-list.h"

/**
 * MediaryGradualList:
 *
 * A list in which rows that come in great number come a few at a time.
 *
 * A view of GTK 4.8 makes two hundred rows of whatever it is given, of which twenty are in sight; to make and measure them all
 * takes longer than a few frames. It can do so one frame after the other, and nobody sees it.
 */
struct _MediaryGradualList {
  GObject parent_instance;

  GListModel *model;

  /* Rows of the model that are not there yet. */
  guint first_hidden;
  guint n_hidden;
};

/* What nearly fits into a window of ordinary size. */
#define STEP 24
/* A view makes no more rows than these, so others cost nothing. */
#define ENOUGH 256

static guint
get_n_shown (MediaryGradualList *self)
{
  return g_list_model_get_n_items (self->model) - self->n_hidden;
}

/* How many of so many more are to be shown at once. */
static guint
get_step (guint n_shown, guint n_more)
{
  return n_shown + STEP >= ENOUGH ? n_more : MIN (n_more, STEP);
}

static void
show_from_now (MediaryGradualList *self, guint n_more)
{
  guint position = self->first_hidden;

  self->first_hidden += n_more;
  self->n_hidden -= n_more;
  if (n_more > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n_more);
}

static void
begin_hiding (MediaryGradualList *self, guint position, guint n_removed, guint n_added)
{
  guint n_others = g_list_model_get_n_items (self->model) - n_added;
  guint step = get_step (n_others, n_added);

  self->first_hidden = position + step;
  self->n_hidden = n_added - step;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, step);
}

/* What comes among hidden rows, or beside them, is hidden too. */
static void
change_hidden (MediaryGradualList *self, guint position, guint n_removed, guint n_added)
{
  guint end = self->first_hidden + self->n_hidden;
  guint n_before = position < self->first_hidden ? self->first_hidden - position : 0;
  guint n_behind = position + n_removed > end ? position + n_removed - end : 0;

  self->first_hidden -= n_before;
  self->n_hidden += n_added - (n_removed - n_before - n_behind);
  if (n_before + n_behind > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), self->first_hidden, n_before + n_behind, 0);
}

static void
on_items_changed (MediaryGradualList *self, guint position, guint n_removed, guint n_added)
{
  if (self->n_hidden == 0) {
    begin_hiding (self, position, n_removed, n_added);
  } else if (position + n_removed < self->first_hidden) {
    self->first_hidden += n_added - n_removed;
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  } else if (position > self->first_hidden + self->n_hidden) {
    g_list_model_items_changed (G_LIST_MODEL (self), position - self->n_hidden, n_removed, n_added);
  } else {
    change_hidden (self, position, n_removed, n_added);
  }
}

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (MEDIARY_GRADUAL_LIST (list)->model);
}

static guint
get_n_items (GListModel *list)
{
  return get_n_shown (MEDIARY_GRADUAL_LIST (list));
}

static gpointer
get_item (GListModel *list, guint position)
{
  MediaryGradualList *self = MEDIARY_GRADUAL_LIST (list);

  if (position >= get_n_shown (self))
    return NULL;

  return g_list_model_get_item (self->model, position < self->first_hidden ? position : position + self->n_hidden);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MediaryGradualList, mediary_gradual_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
mediary_gradual_list_dispose (GObject *object)
{
  MediaryGradualList *self = MEDIARY_GRADUAL_LIST (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, on_items_changed, self);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (mediary_gradual_list_parent_class)->dispose (object);
}

static void
mediary_gradual_list_class_init (MediaryGradualListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mediary_gradual_list_dispose;
}

static void
mediary_gradual_list_init (MediaryGradualList *self)
{
}

MediaryGradualList *
mediary_gradual_list_new (GListModel *model)
{
  MediaryGradualList *self = g_object_new (MEDIARY_TYPE_GRADUAL_LIST, NULL);

  self->model = g_object_ref (model);
  begin_hiding (self, 0, 0, g_list_model_get_n_items (model));
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (on_items_changed), self);

  return self;
}

guint
mediary_gradual_list_get_n_hidden (MediaryGradualList *self)
{
  return self->n_hidden;
}

/* To be called once in a frame while there are hidden ones. */
void
mediary_gradual_list_show_more (MediaryGradualList *self)
{
  show_from_now (self, get_step (get_n_shown (self), self->n_hidden));
}

/* What is to be selected, or gone to, has to be there. */
void
mediary_gradual_list_show_all (MediaryGradualList *self)
{
  show_from_now (self, self->n_hidden);
}
