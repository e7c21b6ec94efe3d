/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MEDIARY_TYPE_OUTCOME_ROW (mediary_outcome_row_get_type ())
G_DECLARE_FINAL_TYPE (MediaryOutcomeRow, mediary_outcome_row, MEDIARY, OUTCOME_ROW, GtkBox)

GtkWidget *mediary_outcome_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

void mediary_outcome_row_set_row (MediaryOutcomeRow *self,
                                  gpointer           row);

G_END_DECLS
