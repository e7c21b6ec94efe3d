/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/mediary-database.h"

G_BEGIN_DECLS

gboolean mediary_schema_apply (MediaryDatabase *database,
                               GError         **error);

G_END_DECLS
