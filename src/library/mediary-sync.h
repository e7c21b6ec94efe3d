/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_SYNC (mediary_sync_get_type ())
G_DECLARE_FINAL_TYPE (MediarySync, mediary_sync, MEDIARY, SYNC, GObject)

MediarySync *mediary_sync_new (const char *module_name,
                               const char *artifact_name) G_GNUC_WARN_UNUSED_RESULT;

void mediary_sync_add_path (MediarySync *self,
                            const char  *file_path,
                            const char  *location);
void mediary_sync_add_text (MediarySync *self,
                            const char  *text,
                            const char  *location);

const char *mediary_sync_get_module_name (MediarySync *self);
const char *mediary_sync_get_artifact_name (MediarySync *self);
guint       mediary_sync_get_n_uses (MediarySync *self);

guint             mediary_sync_get_n_added (MediarySync *self);
guint             mediary_sync_get_n_kept (MediarySync *self);
guint             mediary_sync_get_n_refused (MediarySync *self);
MediaryRemoval   *mediary_sync_get_removal (MediarySync *self);
MediaryReference *mediary_sync_get_reference (MediarySync *self,
                                              guint        position);
const GError     *mediary_sync_get_error (MediarySync *self,
                                          guint        position);

G_END_DECLS
