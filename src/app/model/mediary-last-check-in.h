/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-outcomes.h"

G_BEGIN_DECLS

void             mediary_last_check_in_save (const char      *folder,
                                             MediaryOutcomes *outcomes);
void             mediary_last_check_in_load_async (const char         *folder,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
MediaryOutcomes *mediary_last_check_in_load_finish (GAsyncResult *result,
                                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
