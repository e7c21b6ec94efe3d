/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-types.h"

G_BEGIN_DECLS

gboolean mediary_names_is_own (const char *module_name,
                               const char *artifact_name);

char  *mediary_names_dup_app (const char *module_name) G_GNUC_WARN_UNUSED_RESULT;
GIcon *mediary_names_dup_app_icon (const char *module_name) G_GNUC_WARN_UNUSED_RESULT;

char  *mediary_names_dup_document (const char *module_name,
                                   const char *artifact_name) G_GNUC_WARN_UNUSED_RESULT;
char  *mediary_names_dup_document_folder (const char *artifact_name) G_GNUC_WARN_UNUSED_RESULT;
GIcon *mediary_names_dup_document_icon (const char *artifact_name) G_GNUC_WARN_UNUSED_RESULT;

char     *mediary_names_dup_module (const char *desktop_id) G_GNUC_WARN_UNUSED_RESULT;
GAppInfo *mediary_names_dup_app_info (const char *module_name) G_GNUC_WARN_UNUSED_RESULT;
gboolean  mediary_names_can_open (const char *artifact_name);

G_END_DECLS
