/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mediary-item.h"

G_BEGIN_DECLS

/* Each is an object while it is read; more than a person picks. */
#define MEDIARY_SELECTED_ITEMS_MAX 50000u

void       mediary_selected_items_load_async (GtkSelectionModel  *selection,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
GPtrArray *mediary_selected_items_load_finish (GAsyncResult *result,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
