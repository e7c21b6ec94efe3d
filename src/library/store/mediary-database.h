/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "store/mediary-statement.h"

G_BEGIN_DECLS

/* One connection to the database, for one thread at a time. */
typedef struct _MediaryDatabase MediaryDatabase;

typedef enum {
  MEDIARY_DATABASE_READ,  /* the database must be there; nothing is ever written */
  MEDIARY_DATABASE_WRITE, /* made when it is not there */
} MediaryDatabaseMode;

MediaryDatabase *mediary_database_open (const char         *path,
                                        MediaryDatabaseMode mode,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void             mediary_database_close (MediaryDatabase *self);

const char *mediary_database_get_path (MediaryDatabase *self);

gboolean mediary_database_execute (MediaryDatabase *self,
                                   const char      *sql,
                                   GError         **error);

MediaryStatement *mediary_database_prepare (MediaryDatabase *self,
                                            const char      *sql,
                                            GError         **error) G_GNUC_WARN_UNUSED_RESULT;

void     mediary_database_begin_reading (MediaryDatabase *self);
void     mediary_database_end_reading (MediaryDatabase *self);
gboolean mediary_database_begin (MediaryDatabase *self,
                                 GError         **error);
gboolean mediary_database_commit (MediaryDatabase *self,
                                  GError         **error);
void     mediary_database_rollback (MediaryDatabase *self);

gboolean mediary_database_savepoint (MediaryDatabase *self,
                                     GError         **error);
gboolean mediary_database_release (MediaryDatabase *self,
                                   GError         **error);
gboolean mediary_database_undo (MediaryDatabase *self,
                                GError         **error);

gint64   mediary_database_get_last_row (MediaryDatabase *self);
gint     mediary_database_get_n_changed (MediaryDatabase *self);
gboolean mediary_database_query_integer (MediaryDatabase *self,
                                         const char      *sql,
                                         gint64          *value,
                                         GError         **error);

gboolean mediary_database_check (MediaryDatabase *self,
                                 GError         **error);

void mediary_database_interrupt (MediaryDatabase *self);

void mediary_database_set_synchronous_for_tests (const char *setting);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryDatabase, mediary_database_close)

G_END_DECLS
