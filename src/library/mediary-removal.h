/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_REMOVAL (mediary_removal_get_type ())
G_DECLARE_FINAL_TYPE (MediaryRemoval, mediary_removal, MEDIARY, REMOVAL, GObject)

guint      mediary_removal_get_n_items (MediaryRemoval *self);
guint      mediary_removal_get_n_references (MediaryRemoval *self);
GPtrArray *mediary_removal_list_items (MediaryRemoval *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mediary_removal_list_references (MediaryRemoval *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
