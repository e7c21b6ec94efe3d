/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MEDIARY_TYPE_ASIDE (mediary_aside_get_type ())
G_DECLARE_FINAL_TYPE (MediaryAside, mediary_aside, MEDIARY, ASIDE, GtkWidget)

GtkWidget *mediary_aside_new (GtkWidget *text,
                              GtkWidget *aside) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
