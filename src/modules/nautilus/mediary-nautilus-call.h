/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void      mediary_nautilus_call (const char         *method,
                                 GVariant           *parameters,
                                 const char         *answer_type,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
GVariant *mediary_nautilus_call_finish (GAsyncResult *result,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
