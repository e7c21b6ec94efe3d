/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mediary-service.h"

G_BEGIN_DECLS

void mediary_clear_previews (AdwPreferencesWindow *window,
                             MediaryService       *service);

G_END_DECLS
