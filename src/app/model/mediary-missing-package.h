/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-item.h"

G_BEGIN_DECLS

const char *mediary_missing_package_for_type (const char *content_type,
                                              const char *system_id,
                                              const char *system_id_like);
const char *mediary_missing_package_get (MediaryItem *item);
char       *mediary_missing_package_dup_note (MediaryItem *item) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
