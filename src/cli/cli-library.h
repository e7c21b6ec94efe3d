/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <mediary.h>

G_BEGIN_DECLS

MediaryService *cli_library_open (GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
