/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void mediary_nautilus_check_in (GPtrArray *files);

G_END_DECLS
