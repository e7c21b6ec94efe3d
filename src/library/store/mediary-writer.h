/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/mediary-database.h"

G_BEGIN_DECLS

/*
 * The one thread that writes. What waits is written together in one transaction, each request in a savepoint of its
 * own, and answered when it is on disk.
 */
typedef struct _MediaryWriter MediaryWriter;

/* Writer thread. Does one request's work; what it did is taken back when it returns FALSE. */
typedef gboolean (*MediaryWriteFunc) (MediaryDatabase *database,
                                      gpointer         request,
                                      GError         **error);
/* Writer thread, after the commit. @error is borrowed, and NULL when the work is on disk. Must not block. */
typedef void (*MediaryWrittenFunc) (gpointer      request,
                                    const GError *error);
/* Writer thread, when there is nothing else to do. Returns whether there is more. */
typedef gboolean (*MediaryIdleFunc) (MediaryDatabase *database,
                                     GError         **error);
/* Writer thread: the log has grown to this revision. */
typedef void (*MediaryCommittedFunc) (gint64   revision,
                                      gpointer user_data);

MediaryWriter *mediary_writer_new (MediaryDatabase     *database,
                                   MediaryIdleFunc      idle,
                                   MediaryCommittedFunc committed,
                                   gpointer             user_data) G_GNUC_WARN_UNUSED_RESULT;
void           mediary_writer_close (MediaryWriter *self);

void mediary_writer_push (MediaryWriter     *self,
                          MediaryWriteFunc   write,
                          MediaryWrittenFunc written,
                          gpointer           request);

guint mediary_writer_get_n_commits (MediaryWriter *self);

G_END_DECLS
