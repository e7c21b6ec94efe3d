/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mediary_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *mediary_fold_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *mediary_fold_key (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
