/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-daemon-private.h"

G_BEGIN_DECLS

char *mediary_daemon_file_parse (const char *name,
                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;

void  mediary_daemon_file_find_async (MediaryCall        *call,
                                      gint32              handle,
                                      GAsyncReadyCallback callback);
char *mediary_daemon_file_find_finish (GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
