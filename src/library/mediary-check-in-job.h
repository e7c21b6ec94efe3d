/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-item.h"
#include "mediary-reference.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_CHECK_IN_ENTRY (mediary_check_in_entry_get_type ())
G_DECLARE_FINAL_TYPE (MediaryCheckInEntry, mediary_check_in_entry, MEDIARY, CHECK_IN_ENTRY, GObject)

const char       *mediary_check_in_entry_get_path (MediaryCheckInEntry *self);
MediaryOutcome    mediary_check_in_entry_get_outcome (MediaryCheckInEntry *self);
MediaryReference *mediary_check_in_entry_get_reference (MediaryCheckInEntry *self);
MediaryItem      *mediary_check_in_entry_get_item (MediaryCheckInEntry *self);
const GError     *mediary_check_in_entry_get_error (MediaryCheckInEntry *self);

#define MEDIARY_TYPE_CHECK_IN_JOB (mediary_check_in_job_get_type ())
G_DECLARE_FINAL_TYPE (MediaryCheckInJob, mediary_check_in_job, MEDIARY, CHECK_IN_JOB, GObject)

MediaryCheckInJob *mediary_check_in_job_new (const char *module_name,
                                             const char *artifact_name) G_GNUC_WARN_UNUSED_RESULT;

void mediary_check_in_job_add_path (MediaryCheckInJob *self,
                                    const char        *path);
void mediary_check_in_job_add_file (MediaryCheckInJob *self,
                                    GFile             *file);
void mediary_check_in_job_set_origin (MediaryCheckInJob *self,
                                      MediaryOrigin      origin);
void mediary_check_in_job_set_location (MediaryCheckInJob *self,
                                        const char        *location);
void mediary_check_in_job_set_walk_folders (MediaryCheckInJob *self,
                                            gboolean           walk_folders);
void mediary_check_in_job_set_include_subfolders (MediaryCheckInJob *self,
                                                  gboolean           include_subfolders);
void mediary_check_in_job_set_tell_subfolders (MediaryCheckInJob *self,
                                               gboolean           tell_subfolders);
void mediary_check_in_job_set_keep_entries (MediaryCheckInJob *self,
                                            gboolean           keep_entries);

const char   *mediary_check_in_job_get_module_name (MediaryCheckInJob *self);
const char   *mediary_check_in_job_get_artifact_name (MediaryCheckInJob *self);
MediaryOrigin mediary_check_in_job_get_origin (MediaryCheckInJob *self);
const char   *mediary_check_in_job_get_location (MediaryCheckInJob *self);
guint         mediary_check_in_job_get_n_found (MediaryCheckInJob *self);
guint         mediary_check_in_job_get_n_done (MediaryCheckInJob *self);
guint         mediary_check_in_job_get_n_outcome (MediaryCheckInJob *self,
                                                  MediaryOutcome     outcome);
gboolean      mediary_check_in_job_get_counting (MediaryCheckInJob *self);
gboolean      mediary_check_in_job_get_finished (MediaryCheckInJob *self);
GListModel   *mediary_check_in_job_get_entries (MediaryCheckInJob *self);

G_END_DECLS
