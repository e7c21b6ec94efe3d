/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-artifact.h"

G_BEGIN_DECLS

MediaryArtifact *mediary_artifact_new (const char *module_name, const char *name, guint n_items, gint64 last_used_at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
