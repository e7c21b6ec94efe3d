/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mediary_lock_holder_dup_name (const char *database_path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
