/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <mediary.h>

G_BEGIN_DECLS

typedef struct _CliProgress CliProgress;

CliProgress *cli_progress_new (MediaryCheckInJob *job,
                               gboolean           wanted) G_GNUC_WARN_UNUSED_RESULT;
void         cli_progress_hide (CliProgress *self);
void         cli_progress_free (CliProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliProgress, cli_progress_free)

G_END_DECLS
