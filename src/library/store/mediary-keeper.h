/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks after a database that is open for long: checks it, and makes a snapshot of it once a day. */
typedef struct _MediaryKeeper MediaryKeeper;

MediaryKeeper *mediary_keeper_new (const char *database_path) G_GNUC_WARN_UNUSED_RESULT;
void           mediary_keeper_close (MediaryKeeper *self);

gboolean mediary_keeper_has_doubts (const char *database_path);
void     mediary_keeper_forget_doubts (const char *database_path);

gboolean mediary_keeper_look_after (const char *database_path, gint64 max_age, GCancellable *cancellable, GError **error);

G_END_DECLS
