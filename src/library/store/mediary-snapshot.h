/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "store/mediary-database.h"

G_BEGIN_DECLS

/* Checked copies of the database, in a folder beside it: what a damaged one is restored from. */

typedef enum {
  MEDIARY_SNAPSHOT_REGULAR,
  MEDIARY_SNAPSHOT_BEFORE_MIGRATION,
} MediarySnapshotKind;

gboolean mediary_snapshot_make (const char         *database_path,
                                MediarySnapshotKind kind,
                                GCancellable       *cancellable,
                                GError            **error);
char    *mediary_snapshot_find_good (const char *database_path) G_GNUC_WARN_UNUSED_RESULT;
char    *mediary_snapshot_find_newest (const char *database_path) G_GNUC_WARN_UNUSED_RESULT;
char    *mediary_snapshot_find_version (const char *database_path,
                                        gint64      newest) G_GNUC_WARN_UNUSED_RESULT;
gint64   mediary_snapshot_get_age (const char *database_path);

gboolean mediary_snapshot_sync_folder (const char *folder,
                                       GError    **error);

G_END_DECLS
