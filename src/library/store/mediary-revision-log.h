/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/mediary-database.h"

G_BEGIN_DECLS

typedef enum {
  MEDIARY_CHANGE_ADDED = 1,
  MEDIARY_CHANGE_UPDATED = 2,
  MEDIARY_CHANGE_REMOVED = 3,
  MEDIARY_CHANGE_USES = 4,
} MediaryChange;

gboolean mediary_revision_log_add (MediaryDatabase *database,
                                   gint64           number,
                                   MediaryChange    change,
                                   GError         **error);
gboolean mediary_revision_log_get_last (MediaryDatabase *database,
                                        gint64          *revision,
                                        GError         **error);
gboolean mediary_revision_log_trim (MediaryDatabase *database,
                                    GError         **error);

GArray *mediary_revision_log_list_since (MediaryDatabase *database,
                                         gint64           revision,
                                         gint64          *last,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
