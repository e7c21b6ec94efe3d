/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One program on the bus that has called, and what is under way for it. */
typedef struct _MediaryCaller  MediaryCaller;
typedef struct _MediaryCallers MediaryCallers;

/* Whether the file names of a caller mean what they mean here. */
typedef void (*MediaryCallerFunc) (MediaryCaller *caller,
                                   gboolean       shares_files,
                                   gpointer       user_data);

MediaryCallers *mediary_callers_new (GDBusConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
void            mediary_callers_free (MediaryCallers *self);
void            mediary_callers_cancel (MediaryCallers *self);
MediaryCaller  *mediary_callers_get (MediaryCallers *self,
                                     const char     *sender);

gboolean      mediary_caller_begin (MediaryCaller *self);
void          mediary_caller_end (MediaryCaller *self);
GCancellable *mediary_caller_get_cancellable (MediaryCaller *self);
void          mediary_caller_ask (MediaryCaller    *self,
                                  MediaryCallerFunc func,
                                  gpointer          user_data);

G_END_DECLS
