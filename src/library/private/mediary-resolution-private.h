/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-resolution.h"

G_BEGIN_DECLS

MediaryResolution *mediary_resolution_new (MediaryItem      *item,
                                           MediaryReference *reference,
                                           const char       *path,
                                           MediaryState      state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
