/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mediary_fit_to_parent (GtkWindow *window,
                            int        width,
                            int        height);

void mediary_fit_button_labels (GtkWidget *widget);

G_END_DECLS
