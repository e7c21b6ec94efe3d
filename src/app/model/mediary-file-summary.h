/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary.h"

G_BEGIN_DECLS

/* How many of each kind, by name; folders are not looked into. */
typedef struct {
  guint n_images;
  guint n_videos;
  guint n_sounds;
  guint n_folders;
  guint n_others;
} MediaryFileSummary;

void                mediary_file_summary_load_async (MediaryService     *service,
                                                     GSList             *files,
                                                     GCancellable       *cancellable,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            user_data);
MediaryFileSummary *mediary_file_summary_load_finish (GAsyncResult *result,
                                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;

char *mediary_file_summary_dup_line (const MediaryFileSummary *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
