/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-item-list.h"
#include "mediary-lazy-item.h"

G_BEGIN_DECLS

struct _MediaryItemList {
  GObject parent_instance;

  MediaryService *service;
  MediaryQuery   *query;
  GMainContext   *context;
  GCancellable   *cancellable;

  GArray  *numbers;  /* of gint64, in order */
  gint64   revision; /* what the numbers are as of */
  gboolean loading;
  gboolean outdated;

  GHashTable *alive;  /* number → MediaryLazyItem somebody holds, without a reference */
  GQueue     *kept;   /* of MediaryLazyItem: read lately */
  GArray     *wanted; /* of gint64: to be read together */
  GSource    *fetch_source;
  guint       n_fetched;

  gboolean reading; /* an update is under way … */
  gboolean again;   /* … and something has changed since it began */
  GSource *update_source;
};

GSource *mediary_item_list_attach (MediaryItemList *self,
                                   GSource         *source,
                                   GSourceFunc      func);
void     mediary_item_list_want (MediaryItemList *self,
                                 gint64           number);
void     mediary_item_list_update (MediaryItemList *self);
void     mediary_item_list_set_loaded (MediaryItemList *self);
void     mediary_item_list_give_up (MediaryItemList *self);

/* One stretch of a list that has changed: in the old numbers, and in the new ones. */
typedef struct {
  guint old_position;
  guint n_removed;
  guint new_position;
  guint n_added;
} MediaryListRun;

GArray *mediary_item_list_compare (GArray *old_numbers,
                                   GArray *new_numbers,
                                   GArray *touched,
                                   guint   max_runs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
