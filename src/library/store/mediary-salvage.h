/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/mediary-database.h"

G_BEGIN_DECLS

gboolean mediary_salvage_run (const char      *damaged_path,
                              MediaryDatabase *database,
                              guint           *n_items,
                              guint           *n_references,
                              GError         **error);

G_END_DECLS
