/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv extractor_loaders_find_folders (void) G_GNUC_WARN_UNUSED_RESULT;
GStrv extractor_loaders_find_programs (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
