/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the files about one connection share; nobody else sees sqlite3 itself. */

#include <sqlite3.h>

#include "store/mediary-database.h"

G_BEGIN_DECLS

MediaryStatement *mediary_statement_new (sqlite3    *handle,
                                         const char *sql,
                                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          mediary_statement_is_lent (MediaryStatement *self);
void              mediary_statement_lend (MediaryStatement *self,
                                          gboolean          cached);
void              mediary_statement_finalize (MediaryStatement *self);

gboolean mediary_sqlite_check (sqlite3 *handle,
                               int      code,
                               GError **error);
void     mediary_sqlite_set_error (sqlite3 *handle,
                                   int      code,
                                   GError **error);

G_END_DECLS
