/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mediary-item.h"

G_BEGIN_DECLS

void  mediary_accessible_set_label (GtkWidget  *widget,
                                    const char *label);
void  mediary_accessible_set_row_label (GtkWidget  *child,
                                        const char *label);
void  mediary_accessible_name_lists (GtkWidget  *widget,
                                     const char *label);
char *mediary_accessible_dup_item_name (MediaryItem *item) G_GNUC_WARN_UNUSED_RESULT;
void  mediary_accessible_tidy (GtkWidget *widget);
void  mediary_accessible_watch_windows (void);
void  mediary_accessible_name_parts (GtkWidget  *widget,
                                     const char *title);

G_END_DECLS
