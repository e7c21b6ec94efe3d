/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-destination.h"
#include "mediary-service.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_UNDO_STEP (mediary_undo_step_get_type ())
G_DECLARE_FINAL_TYPE (MediaryUndoStep, mediary_undo_step, MEDIARY, UNDO_STEP, GObject)

MediaryUndoStep *mediary_undo_step_new_check_in (MediaryCheckInJob *job) G_GNUC_WARN_UNUSED_RESULT;
MediaryUndoStep *mediary_undo_step_new_uses (GPtrArray  *items,
                                             const char *module_name,
                                             const char *artifact_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryUndoStep *mediary_undo_step_new_document (const char *module_name,
                                                 const char *artifact_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryUndoStep *mediary_undo_step_new_rename (const char *module_name,
                                               const char *artifact_name,
                                               const char *new_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryUndoStep *mediary_undo_step_new_items (GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;
MediaryUndoStep *mediary_undo_step_new_trash (GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;

MediaryCheckInJob *mediary_undo_step_get_job (MediaryUndoStep *self);
gboolean           mediary_undo_step_get_removes_uses (MediaryUndoStep *self);
gboolean           mediary_undo_step_get_trashes (MediaryUndoStep *self);
guint              mediary_undo_step_get_n_files (MediaryUndoStep *self);
guint              mediary_undo_step_get_n_left (MediaryUndoStep *self);

MediaryDestination *mediary_undo_step_dup_document (MediaryUndoStep *self,
                                                    gboolean         done) G_GNUC_WARN_UNUSED_RESULT;

/* In mediary-undo-step-words.c. */
char *mediary_undo_step_dup_name (MediaryUndoStep *self) G_GNUC_WARN_UNUSED_RESULT;
char *mediary_undo_step_dup_result (MediaryUndoStep *self) G_GNUC_WARN_UNUSED_RESULT;

/* In mediary-undo-step-do.c. */
void     mediary_undo_step_do_async (MediaryUndoStep    *self,
                                     MediaryService     *service,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean mediary_undo_step_do_finish (MediaryUndoStep *self,
                                      GAsyncResult    *result,
                                      GError         **error);
void     mediary_undo_step_take_back_async (MediaryUndoStep    *self,
                                            MediaryService     *service,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
gboolean mediary_undo_step_take_back_finish (MediaryUndoStep *self,
                                             GAsyncResult    *result,
                                             GError         **error);

G_END_DECLS
