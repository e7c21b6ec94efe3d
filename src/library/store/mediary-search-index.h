/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/mediary-database.h"

G_BEGIN_DECLS

gboolean mediary_search_index_add (MediaryDatabase *database,
                                   gint64           number,
                                   GError         **error);
gboolean mediary_search_index_remove (MediaryDatabase *database,
                                      gint64           number,
                                      const char      *path,
                                      GError         **error);
gboolean mediary_search_index_fill (MediaryDatabase *database,
                                    GError         **error);

G_END_DECLS
