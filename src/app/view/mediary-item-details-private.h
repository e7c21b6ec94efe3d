/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-item-details.h"
#include "mediary-preview.h"
#include "mediary-thumbnail-pile.h"

G_BEGIN_DECLS

/* What the files of the details share. Each function stands in the file its group names. */
struct _MediaryItemDetails {
  AdwBin parent_instance;

  AdwWindowTitle       *title;
  GtkStack             *details_stack;
  MediaryThumbnailPile *pile;
  GtkLabel             *many_label;
  AdwPreferencesGroup  *many_group;
  AdwActionRow         *used_in_row;
  MediaryPreview       *preview;
  GtkLabel             *name_label;
  GtkLabel             *facts_label;
  GtkListBox           *notice_list;
  AdwActionRow         *notice_row;
  GtkImage             *notice_icon;
  AdwActionRow         *lent_row;
  GtkWidget            *copy_package_row;
  GtkWidget            *keep_access_row;
  AdwPreferencesGroup  *uses_group;
  GtkButton            *all_uses_button;
  AdwPreferencesGroup  *facts_group;
  AdwExpanderRow       *history_row;

  MediaryService  *service;   /* (nullable) */
  MediaryLazyItem *lazy_item; /* (nullable) */
  GCancellable    *cancellable;
  GPtrArray       *use_rows;     /* of MediaryReferenceRow, lent by their group */
  GPtrArray       *fact_rows;    /* of GtkWidget, lent by their group */
  GPtrArray       *many_rows;    /* of GtkWidget, lent by their group */
  GPtrArray       *history_rows; /* of GtkWidget, lent by their row */
  gboolean         all_uses;
  gboolean         collapsed;
  gboolean         page;
};

/* mediary-item-details.c */
void mediary_item_details_clear_rows (AdwPreferencesGroup *group,
                                      GPtrArray           *rows);

/* mediary-item-details-uses.c */
void mediary_item_details_show_uses (MediaryItemDetails *self,
                                     MediaryItem        *item);
void mediary_item_details_cancel_uses (MediaryItemDetails *self);

/* mediary-item-details-history.c */
void mediary_item_details_show_history (MediaryItemDetails *self,
                                        GPtrArray          *references);

/* mediary-item-details-notice.c */
void mediary_item_details_show_notice (MediaryItemDetails *self,
                                       MediaryItem        *item);

G_END_DECLS
