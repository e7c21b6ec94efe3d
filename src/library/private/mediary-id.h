/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MEDIARY_ID_LENGTH 36

void     mediary_id_new (char id[MEDIARY_ID_LENGTH + 1]);
gboolean mediary_id_check (const char *id);

G_END_DECLS
