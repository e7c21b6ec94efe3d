/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-reference.h"

G_BEGIN_DECLS

/* What the store knows of a use. The strings are copied. */
typedef struct {
  const char   *id;
  const char   *media_item_id;
  const char   *module_name;
  const char   *artifact_name;
  gint64        created_at;
  MediaryOrigin origin;
  const char   *location; /* may be NULL */
} MediaryReferenceRow;

MediaryReference *mediary_reference_new (const MediaryReferenceRow *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
