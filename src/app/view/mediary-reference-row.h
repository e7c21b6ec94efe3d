/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mediary-reference.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_REFERENCE_ROW (mediary_reference_row_get_type ())
G_DECLARE_FINAL_TYPE (MediaryReferenceRow, mediary_reference_row, MEDIARY, REFERENCE_ROW, AdwActionRow)

GtkWidget *mediary_reference_row_new (MediaryReference *reference) G_GNUC_WARN_UNUSED_RESULT;

MediaryReference *mediary_reference_row_get_reference (MediaryReferenceRow *self);
void              mediary_reference_row_show_menu (MediaryReferenceRow *self);

G_END_DECLS
