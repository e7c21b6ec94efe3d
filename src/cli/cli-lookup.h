/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <mediary.h>

G_BEGIN_DECLS

/* Called for each element of a list as it is read; FALSE ends the list. */
typedef gboolean (*CliItemFunc) (MediaryItem *item,
                                 gpointer     user_data);
typedef gboolean (*CliReferenceFunc) (MediaryReference *reference,
                                      gpointer          user_data);

MediaryItem *cli_lookup_item (MediaryService *service,
                              const char     *argument,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;
char        *cli_lookup_reference_id (const char *argument) G_GNUC_WARN_UNUSED_RESULT;

gboolean cli_lookup_items (MediaryService *service,
                           MediaryQuery   *query,
                           CliItemFunc     each,
                           gpointer        user_data,
                           GError        **error);
gboolean cli_lookup_references (MediaryService  *service,
                                MediaryItem     *item,
                                CliReferenceFunc each,
                                gpointer         user_data,
                                GError         **error);

G_END_DECLS
