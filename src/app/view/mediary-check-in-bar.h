/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/mediary-outcomes.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_CHECK_IN_BAR (mediary_check_in_bar_get_type ())
G_DECLARE_FINAL_TYPE (MediaryCheckInBar, mediary_check_in_bar, MEDIARY, CHECK_IN_BAR, AdwBin)

void mediary_check_in_bar_add_job (MediaryCheckInBar *self,
                                   MediaryOutcomes   *outcomes);
void mediary_check_in_bar_remove_job (MediaryCheckInBar *self,
                                      MediaryOutcomes   *outcomes);

G_END_DECLS
