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

  /* Of Run, in their order. */
  GArray *hidden;
  guint   n_hidden;

  /* How many rows may still come until the next frame, and how many have come since nothing was hidden. */
  guint n_left;
  guint n_in_a_row;
};

/* Rows of the model that are not there yet. */
typedef struct {
  guint first;
  guint n;
} Run;

/* What nearly fits into a window of ordinary size. */
#define STEP 24
/* A view makes no more rows than these, so others cost nothing. */
#define ENOUGH 256

static Run *
get_run (MediaryGradualList *self, guint i)
{
  return &g_array_index (self->hidden, Run, i);
}

/* Of the rows of the model before @position. */
static guint
count_hidden_before (MediaryGradualList *self, guint position)
{
  guint n_hidden = 0;

  for (guint i = 0; i < self->hidden->len && get_run (self, i)->first < position; i++)
    n_hidden += MIN (get_run (self, i)->n, position - get_run (self, i)->first);

  return n_hidden;
}

static void
add_hidden (MediaryGradualList *self, guint i, guint first, guint n)
{
  Run run = { first, n };

  if (n == 0)
    return;

  g_array_insert_val (self->hidden, i, run);
  self->n_hidden += n;
}

/* Takes @n rows from @first on out of the model. Returns how many of them were hidden. */
static guint
take_rows (MediaryGradualList *self, guint first, guint n)
{
  guint n_hidden = count_hidden_before (self, first + n) - count_hidden_before (self, first);

  for (guint i = self->hidden->len; i-- > 0;) {
    Run  *run = get_run (self, i);
    guint begin = MAX (run->first, first);
    guint end = MIN (run->first + run->n, first + n);

    if (run->first > first)
      run->first -= MIN (n, run->first - first);
    if (end > begin)
      run->n -= end - begin;
    if (run->n == 0)
      g_array_remove_index (self->hidden, i);
  }
  self->n_hidden -= n_hidden;

  return n_hidden;
}

/* Puts @n rows into the model at @position. What comes among hidden rows, or beside them, is hidden too. Returns how many are shown. */
static guint
put_rows (MediaryGradualList *self, guint position, guint n)
{
  guint n_shown = MIN (n, self->n_left);
  guint i = 0;

  while (i < self->hidden->len && get_run (self, i)->first + get_run (self, i)->n < position)
    i++;
  for (guint behind = i; behind < self->hidden->len; behind++)
    if (get_run (self, behind)->first > position || behind > i)
      get_run (self, behind)->first += n;

  if (i < self->hidden->len && get_run (self, i)->first <= position) {
    get_run (self, i)->n += n;
    self->n_hidden += n;
    return 0;
  }

  add_hidden (self, i, position + n_shown, n - n_shown);
  self->n_left -= n_shown;
  if (self->n_hidden > 0)
    self->n_in_a_row += n_shown;

  return n_shown;
}

static void
on_items_changed (MediaryGradualList *self, guint position, guint n_removed, guint n_added)
{
  guint shown_position = position - count_hidden_before (self, position);
  guint n_shown_removed = n_removed - take_rows (self, position, n_removed);
  guint n_shown_added = put_rows (self, position, n_added);

  if (n_shown_removed + n_shown_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), shown_position, n_shown_removed, n_shown_added);
}

/* The first @n of the hidden rows are shown from now on. */
static void
show_first (MediaryGradualList *self, guint n)
{
  while (n > 0 && self->hidden->len > 0) {
    Run  *run = get_run (self, 0);
    guint first = run->first;
    guint n_shown = MIN (run->n, n);

    run->first += n_shown;
    run->n -= n_shown;
    if (run->n == 0)
      g_array_remove_index (self->hidden, 0);
    self->n_hidden -= n_shown;
    n -= n_shown;
    g_list_model_items_changed (G_LIST_MODEL (self), first, 0, n_shown);
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
  MediaryGradualList *self = MEDIARY_GRADUAL_LIST (list);

  return g_list_model_get_n_items (self->model) - self->n_hidden;
}

static gpointer
get_item (GListModel *list, guint position)
{
  MediaryGradualList *self = MEDIARY_GRADUAL_LIST (list);

  return position < get_n_items (list) ? g_list_model_get_item (self->model, mediary_gradual_list_get_position_in_model (self, position)) : NULL;
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
mediary_gradual_list_finalize (GObject *object)
{
  g_array_unref (MEDIARY_GRADUAL_LIST (object)->hidden);

  G_OBJECT_CLASS (mediary_gradual_list_parent_class)->finalize (object);
}

static void
mediary_gradual_list_class_init (MediaryGradualListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mediary_gradual_list_dispose;
  object_class->finalize = mediary_gradual_list_finalize;
}

static void
mediary_gradual_list_init (MediaryGradualList *self)
{
  self->hidden = g_array_new (FALSE, FALSE, sizeof (Run));
  self->n_left = STEP;
}

MediaryGradualList *
mediary_gradual_list_new (GListModel *model)
{
  MediaryGradualList *self = g_object_new (MEDIARY_TYPE_GRADUAL_LIST, NULL);

  self->model = g_object_ref (model);
  put_rows (self, 0, g_list_model_get_n_items (model));
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (on_items_changed), self);

  return self;
}

guint
mediary_gradual_list_get_n_hidden (MediaryGradualList *self)
{
  return self->n_hidden;
}

/* Where the model has the row that is shown at @position. */
guint
mediary_gradual_list_get_position_in_model (MediaryGradualList *self, guint position)
{
  for (guint i = 0; i < self->hidden->len && get_run (self, i)->first <= position; i++)
    position += get_run (self, i)->n;

  return position;
}

/* To be called once in a frame while there are hidden ones. */
void
mediary_gradual_list_show_more (MediaryGradualList *self)
{
  guint n = self->n_in_a_row + STEP >= ENOUGH ? self->n_hidden : MIN (self->n_hidden, STEP);

  self->n_in_a_row += n;
  show_first (self, n);
  if (self->n_hidden == 0)
    self->n_in_a_row = 0;
  self->n_left = STEP;
}

/* What is to be selected, or gone to, has to be there. */
void
mediary_gradual_list_show_all (MediaryGradualList *self)
{
  show_first (self, self->n_hidden);
}
