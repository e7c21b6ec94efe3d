/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-artifact.h"
#include "mediary-module.h"
#include "store/mediary-database.h"

G_BEGIN_DECLS

gboolean mediary_artifact_table_add_use (MediaryDatabase *database,
                                         const char      *module_name,
                                         const char      *artifact_name,
                                         gint64           number,
                                         gboolean         new_to_module,
                                         gint64           now,
                                         GError         **error);
gboolean mediary_artifact_table_remove_use (MediaryDatabase *database,
                                            const char      *module_name,
                                            const char      *artifact_name,
                                            gint64           number,
                                            gboolean         last_of_module,
                                            GError         **error);

GPtrArray *mediary_artifact_table_list_modules (MediaryDatabase *database,
                                                MediaryModule   *after,
                                                guint            limit,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mediary_artifact_table_list_artifacts (MediaryDatabase *database,
                                                  const char      *module_name,
                                                  MediaryArtifact *after,
                                                  guint            limit,
                                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mediary_artifact_table_find_artifacts (MediaryDatabase *database,
                                                  const char      *text,
                                                  guint            limit,
                                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   mediary_artifact_table_collect (MediaryDatabase *database,
                                           gint64           number,
                                           GHashTable      *artifacts,
                                           GError         **error);

G_END_DECLS
