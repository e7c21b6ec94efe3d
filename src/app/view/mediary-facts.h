/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-item.h"

G_BEGIN_DECLS

typedef void (*MediaryFactFunc) (const char *title,
                                 const char *value,
                                 gpointer    user_data);

char *mediary_facts_dup_time (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;

void mediary_facts_foreach (MediaryItem    *item,
                            MediaryFactFunc func,
                            gpointer        user_data);
void mediary_facts_of_many_foreach (GPtrArray      *items,
                                    MediaryFactFunc func,
                                    gpointer        user_data);

G_END_DECLS
