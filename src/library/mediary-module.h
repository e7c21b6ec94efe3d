/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_MODULE (mediary_module_get_type ())
G_DECLARE_FINAL_TYPE (MediaryModule, mediary_module, MEDIARY, MODULE, GObject)

MediaryModule *mediary_module_new (const char *name,
                                   guint       n_items,
                                   guint       n_artifacts,
                                   gint64      last_used_at) G_GNUC_WARN_UNUSED_RESULT;

const char *mediary_module_get_name (MediaryModule *self);
guint       mediary_module_get_n_items (MediaryModule *self);
guint       mediary_module_get_n_artifacts (MediaryModule *self);
gint64      mediary_module_get_last_used_at (MediaryModule *self);

G_END_DECLS
