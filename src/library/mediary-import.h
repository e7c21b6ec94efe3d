/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_IMPORT (mediary_import_get_type ())
G_DECLARE_FINAL_TYPE (MediaryImport, mediary_import, MEDIARY, IMPORT, GObject)

guint    mediary_import_get_n_items_added (MediaryImport *self);
guint    mediary_import_get_n_items_known (MediaryImport *self);
guint    mediary_import_get_n_references_added (MediaryImport *self);
guint    mediary_import_get_n_references_known (MediaryImport *self);
guint    mediary_import_get_n_refused (MediaryImport *self);
gboolean mediary_import_get_complete (MediaryImport *self);

G_END_DECLS
