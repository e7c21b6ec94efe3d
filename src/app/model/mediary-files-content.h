/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

GdkContentProvider *mediary_files_content_new (GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
