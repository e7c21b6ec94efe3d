/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     mediary_ballast_lay (const char *database_path);
gboolean mediary_ballast_drop (const char *database_path);

G_END_DECLS
