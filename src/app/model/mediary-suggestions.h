/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-destination.h"
#include "mediary-service.h"

G_BEGIN_DECLS

/**
 * MediarySuggestion:
 * @destination: a document that may use the files
 * @reason: why it is suggested, in the user's language
 * @likely: whether it may be the answer without being chosen
 * @last_used_at: when it was last used, Unix time in seconds; 0 where that does not matter
 *
 * A likely answer to the question who uses files that are checked in.
 */
typedef struct {
  MediaryDestination *destination;
  const char         *reason;
  gboolean            likely;
  gint64              last_used_at;
} MediarySuggestion;

void       mediary_suggestions_load_async (MediaryService           *service,
                                           GSList                   *files,
                                           const MediaryDestination *inferred,
                                           GCancellable             *cancellable,
                                           GAsyncReadyCallback       callback,
                                           gpointer                  user_data);
GPtrArray *mediary_suggestions_load_finish (GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
