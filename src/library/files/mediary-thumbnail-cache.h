/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char    *mediary_thumbnail_cache_dup_uri (const char *path) G_GNUC_WARN_UNUSED_RESULT;
int      mediary_thumbnail_cache_get_size (int wanted);
int      mediary_thumbnail_cache_open (const char *path,
                                       int         wanted);
gboolean mediary_thumbnail_cache_store (const char *path,
                                        int         size,
                                        GBytes     *png,
                                        GError    **error);
guint    mediary_thumbnail_cache_visit_own (gboolean      remove,
                                            guint64      *size,
                                            GCancellable *cancellable);

G_END_DECLS
