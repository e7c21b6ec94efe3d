/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-module.h"

G_BEGIN_DECLS

MediaryModule *mediary_module_new (const char *name, guint n_items, guint n_artifacts, gint64 last_used_at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
