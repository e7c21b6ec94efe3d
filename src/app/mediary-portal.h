/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>
#include <mediary.h>

G_BEGIN_DECLS

gboolean mediary_portal_is_sandboxed (void);
gboolean mediary_portal_is_document (const char *path);

/* In a thread: what the portal and the disk say. */
char    *mediary_portal_dup_host_path (const char *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean mediary_portal_is_same_file (const char *path,
                                      const char *document);

/* Files that somebody gave us, with the paths that they have outside. */
void    mediary_portal_read_drop_async (GdkDrop            *drop,
                                        MediaryService     *service,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
void    mediary_portal_find_paths_async (MediaryService     *service,
                                         GSList             *files,
                                         gboolean            lasts,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
GSList *mediary_portal_files_finish (GAsyncResult *result,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
