/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *mediary_diagnose_extractor (GCancellable *cancellable,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void  mediary_diagnose_extractor_async (GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
char *mediary_diagnose_extractor_finish (GAsyncResult *result,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
