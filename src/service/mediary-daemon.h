/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The media service on one connection. */
typedef struct _MediaryDaemon MediaryDaemon;

#define MEDIARY_DAEMON_PATH        "/org/mediary/Mediary/Service1"
#define MEDIARY_DAEMON_SEARCH_PATH "/org/mediary/Mediary/SearchProvider"

/* Nothing is under way any more, or something is. */
typedef void (*MediaryDaemonFunc) (gboolean busy,
                                   gpointer user_data);

MediaryDaemon *mediary_daemon_new (GDBusConnection  *connection,
                                   const char       *folder,
                                   MediaryDaemonFunc func,
                                   gpointer          user_data,
                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void           mediary_daemon_cancel (MediaryDaemon *self);
void           mediary_daemon_free (MediaryDaemon *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryDaemon, mediary_daemon_free)

G_END_DECLS
