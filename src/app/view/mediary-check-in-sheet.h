/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mediary-service.h"
#include "model/mediary-destination.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_CHECK_IN_SHEET (mediary_check_in_sheet_get_type ())
G_DECLARE_FINAL_TYPE (MediaryCheckInSheet, mediary_check_in_sheet, MEDIARY, CHECK_IN_SHEET, AdwWindow)

MediaryCheckInSheet *mediary_check_in_sheet_new (GtkWindow                *parent,
                                                 MediaryService           *service,
                                                 GSList                   *files,
                                                 const MediaryDestination *inferred) G_GNUC_WARN_UNUSED_RESULT;

GSList             *mediary_check_in_sheet_get_files (MediaryCheckInSheet *self);
MediaryDestination *mediary_check_in_sheet_dup_destination (MediaryCheckInSheet *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean            mediary_check_in_sheet_get_include_subfolders (MediaryCheckInSheet *self);

void mediary_check_in_sheet_choose_document (MediaryCheckInSheet *self);

void mediary_check_in_sheet_set_for_use (MediaryCheckInSheet *self);

G_END_DECLS
