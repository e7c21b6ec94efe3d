/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mediary-service.h"
#include "model/mediary-play-diary.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_APPLICATION (mediary_application_get_type ())
G_DECLARE_FINAL_TYPE (MediaryApplication, mediary_application, MEDIARY, APPLICATION, AdwApplication)

MediaryApplication *mediary_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

MediaryService   *mediary_application_get_service (MediaryApplication *self);
const GError     *mediary_application_get_error (MediaryApplication *self);
GSettings        *mediary_application_get_settings (MediaryApplication *self);
MediaryPlayDiary *mediary_application_get_play_diary (MediaryApplication *self);

/* In mediary-application-actions.c. */
void mediary_application_add_actions (MediaryApplication *self);

G_END_DECLS
