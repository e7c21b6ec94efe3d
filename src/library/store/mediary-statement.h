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

/* So many rows at most; 0 for all. */
void mediary_statement_bind_limit (MediaryStatement *self,
                                   int               index,
                                   guint             limit);

gboolean mediary_statement_step (MediaryStatement *self,
                                 GError          **error);
gboolean mediary_statement_next (MediaryStatement *self,
                                 GError          **error);

/* Makes something of the row it is at. */
typedef gpointer (*MediaryRowFunc) (MediaryStatement *self);

GPtrArray *mediary_statement_list (MediaryStatement *self,
                                   MediaryRowFunc    make,
                                   GDestroyNotify    free_made,
                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;

const char *mediary_statement_get_text (MediaryStatement *self,
                                        int               column);
gint64      mediary_statement_get_integer (MediaryStatement *self,
                                           int               column);

void mediary_statement_free (MediaryStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryStatement, mediary_statement_free)

G_END_DECLS
