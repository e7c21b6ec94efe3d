/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "private/mediary-reference-private.h"
#include "store/mediary-database.h"

G_BEGIN_DECLS

MediaryReference *mediary_reference_table_find_id (MediaryDatabase *database,
                                                   const char      *id,
                                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;
MediaryReference *mediary_reference_table_require_id (MediaryDatabase *database,
                                                      const char      *id,
                                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;
MediaryReference *mediary_reference_table_find (MediaryDatabase *database,
                                                const char      *item_id,
                                                const char      *module_name,
                                                const char      *artifact_name,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *mediary_reference_table_list (MediaryDatabase  *database,
                                                const char       *item_id,
                                                MediaryReference *after,
                                                guint             limit,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *mediary_reference_table_list_uses (MediaryDatabase *database,
                                                     const char      *module_name,
                                                     const char      *artifact_name,
                                                     gint64           after,
                                                     guint            limit,
                                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean mediary_reference_table_insert (MediaryDatabase           *database,
                                         gint64                     number,
                                         const MediaryReferenceRow *row,
                                         GError                   **error);
gboolean mediary_reference_table_insert_first (MediaryDatabase *database, gint64 number, const MediaryReferenceRow *row, GError **error);
gboolean mediary_reference_table_remove (MediaryDatabase  *database,
                                         gint64            number,
                                         MediaryReference *reference,
                                         GError          **error);
gboolean mediary_reference_table_set_location (MediaryDatabase  *database,
                                               gint64            number,
                                               MediaryReference *reference,
                                               const char       *location,
                                               GError          **error);

MediaryReferenceRow mediary_reference_table_row (MediaryReference *reference);

gboolean mediary_reference_is_counted (const char *module_name,
                                       const char *artifact_name);

G_END_DECLS
