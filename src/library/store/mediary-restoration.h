/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/mediary-item-record.h"

G_BEGIN_DECLS

/* Items and uses that come back, or from elsewhere, and what became of them. */
typedef struct {
  GHashTable *other; /* id of an item that cannot come to the id of the one that has its path */
  guint       n_items_added;
  guint       n_items_known;
  guint       n_references_added;
  guint       n_references_known;
  guint       n_references_lost; /* whose item is not there */
} MediaryRestoration;

MediaryRestoration mediary_restoration_begin (void);
void               mediary_restoration_clear (MediaryRestoration *self);

gboolean mediary_restoration_add_item (MediaryRestoration      *self,
                                       MediaryDatabase         *database,
                                       const MediaryItemRecord *record,
                                       GError                 **error);
gboolean mediary_restoration_add_reference (MediaryRestoration *self,
                                            MediaryDatabase    *database,
                                            MediaryReference   *reference,
                                            GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MediaryRestoration, mediary_restoration_clear)

G_END_DECLS
