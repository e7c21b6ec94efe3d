/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_ARTIFACT (mediary_artifact_get_type ())
G_DECLARE_FINAL_TYPE (MediaryArtifact, mediary_artifact, MEDIARY, ARTIFACT, GObject)

MediaryArtifact *mediary_artifact_new (const char *module_name,
                                       const char *name,
                                       guint       n_items,
                                       gint64      last_used_at) G_GNUC_WARN_UNUSED_RESULT;

const char *mediary_artifact_get_module_name (MediaryArtifact *self);
const char *mediary_artifact_get_name (MediaryArtifact *self);
guint       mediary_artifact_get_n_items (MediaryArtifact *self);
gint64      mediary_artifact_get_last_used_at (MediaryArtifact *self);

G_END_DECLS
