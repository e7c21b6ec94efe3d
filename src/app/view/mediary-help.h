/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MEDIARY_TYPE_HELP (mediary_help_get_type ())
G_DECLARE_FINAL_TYPE (MediaryHelp, mediary_help, MEDIARY, HELP, AdwWindow)

GtkWidget *mediary_help_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
