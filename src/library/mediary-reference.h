/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_REFERENCE (mediary_reference_get_type ())
G_DECLARE_FINAL_TYPE (MediaryReference, mediary_reference, MEDIARY, REFERENCE, GObject)

const char   *mediary_reference_get_id (MediaryReference *self);
const char   *mediary_reference_get_media_item_id (MediaryReference *self);
const char   *mediary_reference_get_module_name (MediaryReference *self);
const char   *mediary_reference_get_artifact_name (MediaryReference *self);
gint64        mediary_reference_get_created_at (MediaryReference *self);
MediaryOrigin mediary_reference_get_origin (MediaryReference *self);
const char   *mediary_reference_get_location (MediaryReference *self);

char    *mediary_reference_to_text (MediaryReference *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean mediary_reference_parse_text (const char *text,
                                       char      **item_id,
                                       char      **reference_id,
                                       GError    **error);

G_END_DECLS
