/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/mediary-database.h"

G_BEGIN_DECLS

gboolean mediary_schema_apply (MediaryDatabase *database,
                               GError         **error);

guint mediary_schema_get_version (void);

void mediary_schema_set_further_scripts_for_tests (const char *const *scripts);

G_END_DECLS
