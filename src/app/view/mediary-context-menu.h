/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mediary_context_menu_show (GMenuModel *menu,
                                GtkWidget  *parent,
                                GtkWidget  *widget,
                                double      x,
                                double      y);
void mediary_context_menu_add (GtkWidget *widget,
                               GCallback  on_pressed);

G_END_DECLS
