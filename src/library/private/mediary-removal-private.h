/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-removal.h"

G_BEGIN_DECLS

MediaryRemoval *mediary_removal_new (GPtrArray *records,
                                     GPtrArray *references) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *mediary_removal_get_records (MediaryRemoval *self);
GPtrArray *mediary_removal_get_references (MediaryRemoval *self);

G_END_DECLS
