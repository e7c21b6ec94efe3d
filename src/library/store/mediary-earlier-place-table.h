/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/mediary-database.h"

G_BEGIN_DECLS

gboolean   mediary_earlier_place_table_add (MediaryDatabase *database,
                                            gint64           number,
                                            const char      *path,
                                            gint64           now,
                                            GError         **error);
GPtrArray *mediary_earlier_place_table_list (MediaryDatabase *database,
                                             const char      *item_id,
                                             GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
