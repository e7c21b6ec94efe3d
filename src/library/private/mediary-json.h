/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean mediary_json_is_bounded (const char *json,
                                  gsize       max_bytes,
                                  int         max_depth);

G_END_DECLS
