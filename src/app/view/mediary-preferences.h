/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mediary-service.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_PREFERENCES (mediary_preferences_get_type ())
G_DECLARE_FINAL_TYPE (MediaryPreferences, mediary_preferences, MEDIARY, PREFERENCES, AdwPreferencesWindow)

GtkWidget *mediary_preferences_new (GSettings      *settings,
                                    MediaryService *service) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
