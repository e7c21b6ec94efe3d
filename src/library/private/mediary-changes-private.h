/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-changes.h"

G_BEGIN_DECLS

MediaryChanges *mediary_changes_new (void) G_GNUC_WARN_UNUSED_RESULT;

void mediary_changes_add (MediaryChanges *self,
                          const char     *item_id,
                          gboolean        gone);
void mediary_changes_seal (MediaryChanges *self,
                           gint64          revision,
                           gboolean        start_over);

G_END_DECLS
