/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_RESOLUTION (mediary_resolution_get_type ())
G_DECLARE_FINAL_TYPE (MediaryResolution, mediary_resolution, MEDIARY, RESOLUTION, GObject)

MediaryItem      *mediary_resolution_get_item (MediaryResolution *self);
MediaryReference *mediary_resolution_get_reference (MediaryResolution *self);
const char       *mediary_resolution_get_path (MediaryResolution *self);
MediaryState      mediary_resolution_get_state (MediaryResolution *self);

G_END_DECLS
