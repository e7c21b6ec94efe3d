/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mediary-service.h"
#include "model/mediary-destination.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_ENTRY_MATCHES (mediary_entry_matches_get_type ())
G_DECLARE_FINAL_TYPE (MediaryEntryMatches, mediary_entry_matches, MEDIARY, ENTRY_MATCHES, GObject)

MediaryEntryMatches *mediary_entry_matches_new (MediaryService *service,
                                                AdwEntryRow    *app_entry,
                                                AdwEntryRow    *document_entry) G_GNUC_WARN_UNUSED_RESULT;

void                mediary_entry_matches_close (MediaryEntryMatches *self);
void                mediary_entry_matches_hide (MediaryEntryMatches *self);
MediaryDestination *mediary_entry_matches_dup_destination (MediaryEntryMatches *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
