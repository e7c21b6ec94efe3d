/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "check-in/mediary-check-in-pipeline.h"
#include "mediary-service.h"
#include "store/mediary-keeper.h"
#include "store/mediary-recovery.h"

G_BEGIN_DECLS

struct _MediaryService {
  GObject parent_instance;

  char             *folder;
  char             *path;
  GMainContext     *context;
  MediaryReader    *reader;
  MediaryWriter    *writer;
  MediaryExtractor *extractor;
  GFileMonitor     *monitor;
  GSource          *look_source; /* (nullable): of the context: then the revision is looked at again */
  guint             n_looks;     /* since the last event */
  MediaryKeeper    *keeper;      /* while somebody watches */
  MediaryRecovery  *recovery;    /* what opening it took, or NULL */

  GMutex                  mutex;
  MediaryCheckInPipeline *pipeline; /* NULL before it is open and after it is closed */
  gint64                  revision; /* what the log has grown to, as far as this process knows */
  gint64                  told;     /* what "changed" said last */
  gboolean                scheduled;
};

/* A reader's thread, or the writer's for a change. Returns what the caller gets. */
typedef gpointer (*MediaryReadOperation) (MediaryDatabase *database,
                                          gconstpointer    arguments,
                                          GError         **error);
/* Writer thread, in the request's savepoint. */
typedef gboolean (*MediaryWriteOperation) (MediaryDatabase *database,
                                           gconstpointer    arguments,
                                           GError         **error);

GTask *mediary_service_new_task (MediaryService     *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data,
                                 gpointer            source_tag) G_GNUC_WARN_UNUSED_RESULT;

GTask *mediary_service_new_write_task (MediaryService     *self,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data,
                                       gpointer            source_tag) G_GNUC_WARN_UNUSED_RESULT;

gpointer mediary_service_read (MediaryService      *self,
                               MediaryReadOperation operation,
                               gconstpointer        arguments,
                               GCancellable        *cancellable,
                               GError             **error);
void     mediary_service_read_async (MediaryService      *self,
                                     MediaryReadOperation operation,
                                     gpointer             arguments,
                                     GDestroyNotify       free_arguments,
                                     GDestroyNotify       free_result,
                                     GTask               *task);

gboolean mediary_service_write (MediaryService       *self,
                                MediaryWriteOperation operation,
                                gconstpointer         arguments,
                                GCancellable         *cancellable,
                                GError              **error);
void     mediary_service_write_async (MediaryService       *self,
                                      MediaryWriteOperation operation,
                                      gpointer              arguments,
                                      GDestroyNotify        free_arguments,
                                      GTask                *task);

gpointer mediary_service_change (MediaryService      *self,
                                 MediaryReadOperation operation,
                                 gconstpointer        arguments,
                                 GDestroyNotify       free_result,
                                 GCancellable        *cancellable,
                                 GError             **error);
void     mediary_service_change_async (MediaryService      *self,
                                       MediaryReadOperation operation,
                                       gpointer             arguments,
                                       GDestroyNotify       free_arguments,
                                       GDestroyNotify       free_result,
                                       GTask               *task);

void mediary_service_let_go (GTask *task);

void mediary_service_note_revision (MediaryService *self,
                                    gint64          revision);
void mediary_service_stop_watching (MediaryService *self);

gboolean                mediary_service_check_open (MediaryService *self,
                                                    GError        **error);
gboolean                mediary_service_look_at (MediaryService      *self,
                                                 const char          *file_path,
                                                 MediaryFileIdentity *identity,
                                                 GError             **error);
MediaryCheckInPipeline *mediary_service_hold (MediaryService *self,
                                              GError        **error);

G_END_DECLS
