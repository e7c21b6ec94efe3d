/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mediary_locations_dup_folder (const char *folder,
                                    GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char *mediary_locations_dup_database (const char *folder,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
