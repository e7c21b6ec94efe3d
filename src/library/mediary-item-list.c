/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-item-list.h"

#include "private/mediary-item-list-private.h"
#include "private/mediary-lazy-item-private.h"
#include "private/mediary-service-private.h"

/**
 * MediaryItemList:
 *
 * The items of a query, as a list of a million if need be.
 *
 * The list is an array of row numbers; an item is read when somebody has asked for its place. It follows every change,
 * by this program and others. When too much has changed at once it emits [signal@ItemList::outdated] and stands still:
 * then a new list of the same query takes its place. It belongs to the main context that made it.
 */

enum {
  PROP_0,
  PROP_LOADING,
  N_PROPS,
};

enum {
  SIGNAL_OUTDATED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint       signals[N_SIGNALS];

static void mediary_item_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MediaryItemList, mediary_item_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, mediary_item_list_iface_init))

static void
mediary_item_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MediaryItemList *self = MEDIARY_ITEM_LIST (object);

  switch (id) {
  case PROP_LOADING:
    g_value_set_boolean (value, self->loading);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
mediary_item_list_dispose (GObject *object)
{
  MediaryItemList *self = MEDIARY_ITEM_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->fetch_source, g_source_destroy);
  g_clear_pointer (&self->update_source, g_source_destroy);
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (mediary_item_list_parent_class)->dispose (object);
}

static void on_lazy_item_gone (gpointer data, GObject *where);

static void
mediary_item_list_finalize (GObject *object)
{
  MediaryItemList *self = MEDIARY_ITEM_LIST (object);
  GHashTableIter   iter;
  gpointer         lazy;

  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, &lazy))
    g_object_weak_unref (lazy, on_lazy_item_gone, self);

  g_clear_object (&self->query);
  g_clear_object (&self->cancellable);
  g_main_context_unref (self->context);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_hash_table_unref (self->alive);
  g_queue_free_full (self->kept, g_object_unref);
  g_array_unref (self->wanted);

  G_OBJECT_CLASS (mediary_item_list_parent_class)->finalize (object);
}

static void
mediary_item_list_class_init (MediaryItemListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mediary_item_list_get_property;
  object_class->dispose = mediary_item_list_dispose;
  object_class->finalize = mediary_item_list_finalize;

  /**
   * MediaryItemList:loading:
   *
   * Whether the list has not been read yet: it is empty until then.
   */
  props[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * MediaryItemList::outdated:
   * @self: the list
   *
   * More has changed than a view follows gladly: make a new list of the same query and show that one.
   */
  signals[SIGNAL_OUTDATED] =
    g_signal_new ("outdated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mediary_item_list_init (MediaryItemList *self)
{
  self->loading = TRUE;
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->alive = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->kept = g_queue_new ();
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static GType
mediary_item_list_get_item_type (GListModel *model)
{
  return MEDIARY_TYPE_LAZY_ITEM;
}

static guint
mediary_item_list_get_n_items (GListModel *model)
{
  return MEDIARY_ITEM_LIST (model)->numbers->len;
}

/* Takes the source over, and lends it back: the list's context keeps it until it is destroyed. */
GSource *
mediary_item_list_attach (MediaryItemList *self, GSource *source, GSourceFunc func)
{
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->context);
  g_source_unref (source);

  return source;
}

static void
on_lazy_item_gone (gpointer data, GObject *where)
{
  MediaryItemList *self = data;
  gint64           number = mediary_lazy_item_get_number (MEDIARY_LAZY_ITEM (where));

  g_hash_table_remove (self->alive, &number);
}

static gpointer
mediary_item_list_get_item (GListModel *model, guint position)
{
  MediaryItemList *self = MEDIARY_ITEM_LIST (model);
  MediaryLazyItem *lazy;
  gint64           number;

  if (position >= self->numbers->len)
    return NULL;

  number = g_array_index (self->numbers, gint64, position);
  lazy = g_hash_table_lookup (self->alive, &number);
  if (lazy != NULL)
    return g_object_ref (lazy);

  lazy = mediary_lazy_item_new (number);
  g_hash_table_insert (self->alive, g_memdup2 (&number, sizeof number), lazy);
  g_object_weak_ref (G_OBJECT (lazy), on_lazy_item_gone, self);
  mediary_item_list_want (self, number);

  return lazy;
}

static void
mediary_item_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = mediary_item_list_get_item_type;
  iface->get_n_items = mediary_item_list_get_n_items;
  iface->get_item = mediary_item_list_get_item;
}

static void
on_service_changed (MediaryService *service, gint64 revision, gpointer data)
{
  mediary_item_list_update (data);
}

/**
 * mediary_item_list_new:
 * @service: a service
 * @query: what to list
 *
 * Begins to read the list; it is empty until [property@ItemList:loading] is %FALSE.
 *
 * Returns: (transfer full): the list
 */
MediaryItemList *
mediary_item_list_new (MediaryService *service, MediaryQuery *query)
{
  MediaryItemList *self;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (service), NULL);
  g_return_val_if_fail (MEDIARY_IS_QUERY (query), NULL);

  self = g_object_new (MEDIARY_TYPE_ITEM_LIST, NULL);
  self->service = g_object_ref (service);
  self->query = g_object_ref (query);
  mediary_service_watch (service);
  g_signal_connect (service, "changed", G_CALLBACK (on_service_changed), self);
  mediary_item_list_update (self);

  return self;
}

/* The first reading is done. */
void
mediary_item_list_set_loaded (MediaryItemList *self)
{
  if (!self->loading)
    return;

  self->loading = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

/* The list stands still from now on. */
void
mediary_item_list_give_up (MediaryItemList *self)
{
  if (self->outdated)
    return;

  self->outdated = TRUE;
  g_signal_emit (self, signals[SIGNAL_OUTDATED], 0);
}

/**
 * mediary_item_list_get_service:
 * @self: a list
 *
 * Gets the service it reads from.
 *
 * Returns: (transfer none): the service it reads from
 */
MediaryService *
mediary_item_list_get_service (MediaryItemList *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM_LIST (self), NULL);

  return self->service;
}

/**
 * mediary_item_list_get_query:
 * @self: a list
 *
 * Tells what it lists.
 *
 * Returns: (transfer none): what it lists
 */
MediaryQuery *
mediary_item_list_get_query (MediaryItemList *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM_LIST (self), NULL);

  return self->query;
}

/**
 * mediary_item_list_get_loading:
 * @self: a list
 *
 * Says whether it has not been read yet.
 *
 * Returns: whether it has not been read yet
 */
gboolean
mediary_item_list_get_loading (MediaryItemList *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM_LIST (self), FALSE);

  return self->loading;
}

/**
 * mediary_item_list_get_n_fetched:
 * @self: a list
 *
 * Tells how many items have been read so far: a test of what a view costs.
 *
 * Returns: how many items have been read so far: a test of what a view costs
 */
guint
mediary_item_list_get_n_fetched (MediaryItemList *self)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM_LIST (self), 0);

  return self->n_fetched;
}

/**
 * mediary_item_list_get_number:
 * @self: a list
 * @position: a place in it
 *
 * Tells which item is there, without reading it.
 *
 * Returns: the handle of the item, or 0 behind the end
 */
gint64
mediary_item_list_get_number (MediaryItemList *self, guint position)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM_LIST (self), 0);

  return position < self->numbers->len ? g_array_index (self->numbers, gint64, position) : 0;
}

/**
 * mediary_item_list_find:
 * @self: a list
 * @number: the handle of an item
 * @position: (out) (optional): where it is
 *
 * Looks through the numbers: about a millisecond for a million.
 *
 * Returns: whether the item is in the list
 */
gboolean
mediary_item_list_find (MediaryItemList *self, gint64 number, guint *position)
{
  g_return_val_if_fail (MEDIARY_IS_ITEM_LIST (self), FALSE);

  for (guint i = 0; i < self->numbers->len; i++) {
    if (g_array_index (self->numbers, gint64, i) != number)
      continue;
    if (position != NULL)
      *position = i;
    return TRUE;
  }

  return FALSE;
}
