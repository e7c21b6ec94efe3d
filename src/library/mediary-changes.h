/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_CHANGES (mediary_changes_get_type ())
G_DECLARE_FINAL_TYPE (MediaryChanges, mediary_changes, MEDIARY, CHANGES, GObject)

gint64             mediary_changes_get_revision (MediaryChanges *self);
gboolean           mediary_changes_get_start_over (MediaryChanges *self);
const char *const *mediary_changes_get_changed (MediaryChanges *self);
const char *const *mediary_changes_get_removed (MediaryChanges *self);

G_END_DECLS
