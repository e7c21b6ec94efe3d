/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-application.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_WINDOW (mediary_window_get_type ())
G_DECLARE_FINAL_TYPE (MediaryWindow, mediary_window, MEDIARY, WINDOW, AdwApplicationWindow)

MediaryWindow *mediary_window_new (MediaryApplication *application) G_GNUC_WARN_UNUSED_RESULT;

void mediary_window_open_files (MediaryWindow *self,
                                GSList        *files);

gint64 mediary_window_get_n_files (MediaryWindow *self);

/* In mediary-window-actions.c. */
void mediary_window_add_accelerators (GtkApplication *application);

G_END_DECLS
