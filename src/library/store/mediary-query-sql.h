/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-query.h"
#include "store/mediary-database.h"

G_BEGIN_DECLS

GArray  *mediary_query_sql_list_numbers (MediaryDatabase *database,
                                         MediaryQuery    *query,
                                         gint64           after,
                                         guint            limit,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mediary_query_sql_count (MediaryDatabase *database,
                                  MediaryQuery    *query,
                                  gint64          *count,
                                  GError         **error);
char    *mediary_query_sql_dup_text (MediaryQuery *query) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
