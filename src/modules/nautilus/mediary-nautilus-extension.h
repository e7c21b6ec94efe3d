/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define MEDIARY_TYPE_NAUTILUS_EXTENSION (mediary_nautilus_extension_get_type ())
G_DECLARE_FINAL_TYPE (MediaryNautilusExtension, mediary_nautilus_extension, MEDIARY, NAUTILUS_EXTENSION, GObject)

void mediary_nautilus_extension_register (GTypeModule *module);

G_END_DECLS
