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

typedef void (*MediaryRevisionFunc) (const char *item_id,
                                     gboolean    gone,
                                     gpointer    user_data);

gboolean mediary_revision_log_add_removal (MediaryDatabase *database,
                                           gint64           number,
                                           const char      *id,
                                           GError         **error);
gboolean mediary_revision_log_read (MediaryDatabase    *database,
                                    gint64              revision,
                                    guint               limit,
                                    gint64             *reached,
                                    gboolean           *start_over,
                                    MediaryRevisionFunc func,
                                    gpointer            user_data,
                                    GError            **error);

G_END_DECLS
