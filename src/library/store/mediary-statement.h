/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A prepared statement, borrowed from its connection's cache: freeing it resets it and gives it back. */
typedef struct _MediaryStatement MediaryStatement;

void mediary_statement_bind_text (MediaryStatement *self,
                                  int               index,
                                  const char       *text);
void mediary_statement_bind_integer (MediaryStatement *self,
                                     int               index,
                                     gint64            value);

gboolean mediary_statement_step (MediaryStatement *self,
                                 GError          **error);
gboolean mediary_statement_next (MediaryStatement *self,
                                 GError          **error);

const char *mediary_statement_get_text (MediaryStatement *self,
                                        int               column);
gint64      mediary_statement_get_integer (MediaryStatement *self,
                                           int               column);

void mediary_statement_free (MediaryStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryStatement, mediary_statement_free)

G_END_DECLS
