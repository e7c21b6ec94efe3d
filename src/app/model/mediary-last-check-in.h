/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-outcomes.h"

G_BEGIN_DECLS

void     mediary_last_check_in_save_async (const char         *folder,
                                           MediaryOutcomes    *outcomes,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
gboolean mediary_last_check_in_save_finish (GAsyncResult *result,
                                            GError      **error);

void             mediary_last_check_in_load_async (const char         *folder,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
MediaryOutcomes *mediary_last_check_in_load_finish (GAsyncResult *result,
                                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
