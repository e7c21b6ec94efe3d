/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MEDIARY_TYPE_SHORTCUTS (mediary_shortcuts_get_type ())
G_DECLARE_FINAL_TYPE (MediaryShortcuts, mediary_shortcuts, MEDIARY, SHORTCUTS, AdwWindow)

GtkWidget *mediary_shortcuts_new (void) G_GNUC_WARN_UNUSED_RESULT;

void mediary_shortcuts_add_group (MediaryShortcuts *self,
                                  const char       *title);
void mediary_shortcuts_add (MediaryShortcuts *self,
                            const char       *title,
                            const char       *keys);

G_END_DECLS
