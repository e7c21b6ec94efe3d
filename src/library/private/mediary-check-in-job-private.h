/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "check-in/mediary-check-in-feed.h"
#include "mediary-check-in-job.h"

G_BEGIN_DECLS

typedef void (*MediaryJobFinishedFunc) (MediaryCheckInJob *self,
                                        gpointer           user_data);

struct _MediaryCheckInJob {
  GObject parent_instance;

  /* What was asked. */
  char         *module_name;
  char         *artifact_name;
  char         *location;
  MediaryOrigin origin;
  GPtrArray    *paths;
  gboolean      walk_folders;
  gboolean      include_subfolders;
  gboolean      tell_subfolders;
  gboolean      keep_entries;

  /* What became of it. */
  gboolean    started;
  gboolean    exhausted; /* every folder has been walked */
  gboolean    finished;
  guint       n_found;
  guint       n_done;
  guint       n_outcome[MEDIARY_OUTCOME_KNOWN + 1];
  GListStore *entries;
  GPtrArray  *new_uses;    /* of MediaryReference, for taking the check-in back */
  GHashTable *added_items; /* ids */

  MediaryJobFinishedFunc on_finished;
  gpointer               user_data;
  GMainContext          *context;

  /* What other threads have said since the context looked last. */
  GMutex     mutex;
  GPtrArray *news; /* of MediaryCheckInEntry */
  guint      n_found_news;
  gboolean   exhausted_news;
  gboolean   finished_news;
  gboolean   scheduled;
};

MediaryCheckInEntry *mediary_check_in_entry_new (const char       *path,
                                                 MediaryOutcome    outcome,
                                                 MediaryItem      *item,
                                                 MediaryReference *reference,
                                                 const GError     *error) G_GNUC_WARN_UNUSED_RESULT;

gboolean mediary_check_in_job_start (MediaryCheckInJob      *self,
                                     MediaryCheckInPipeline *pipeline,
                                     GCancellable           *cancellable,
                                     MediaryJobFinishedFunc  finished,
                                     gpointer                user_data);

void mediary_check_in_job_take_news (MediaryCheckInJob *self,
                                     guint              n_found,
                                     gboolean           exhausted,
                                     GPtrArray         *entries);
void mediary_check_in_job_end (MediaryCheckInJob *self);

GPtrArray  *mediary_check_in_job_dup_new_uses (MediaryCheckInJob *self) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *mediary_check_in_job_dup_added_items (MediaryCheckInJob *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
