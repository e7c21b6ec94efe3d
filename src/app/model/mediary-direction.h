/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mediary_direction_dup_path (const char *path) G_GNUC_WARN_UNUSED_RESULT;
char *mediary_direction_dup_line (const char *const *parts) G_GNUC_WARN_UNUSED_RESULT;
char *mediary_direction_dup_dotted (const char *line) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
