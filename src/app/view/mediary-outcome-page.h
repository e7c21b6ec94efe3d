/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/mediary-outcomes.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_OUTCOME_PAGE (mediary_outcome_page_get_type ())
G_DECLARE_FINAL_TYPE (MediaryOutcomePage, mediary_outcome_page, MEDIARY, OUTCOME_PAGE, AdwBin)

void mediary_outcome_page_set_outcomes (MediaryOutcomePage *self,
                                        MediaryOutcomes    *outcomes);

const char *mediary_outcome_page_get_selected (MediaryOutcomePage *self);
void        mediary_outcome_page_select_none (MediaryOutcomePage *self);
gboolean    mediary_outcome_page_focus_selected (MediaryOutcomePage *self);

G_END_DECLS
