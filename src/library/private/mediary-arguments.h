/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What callers may say, whatever way they come: each check sets MEDIARY_ERROR_INVALID_ARGUMENT. */
gboolean mediary_arguments_check_names (const char *module_name,
                                        const char *artifact_name,
                                        GError    **error);
gboolean mediary_arguments_check_location (const char *location,
                                           GError    **error);
gboolean mediary_arguments_check_path (const char *file_path,
                                       GError    **error);

/* MEDIARY_ERROR_NOT_FOUND for what can be no id, without looking for it. */
gboolean mediary_arguments_check_id (const char *id,
                                     GError    **error);
gboolean mediary_arguments_check_ids (const char *const *ids,
                                      GError           **error);

G_END_DECLS
