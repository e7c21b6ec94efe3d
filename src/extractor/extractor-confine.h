/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/resource.h>

G_BEGIN_DECLS

void extractor_confine_at_start (void);
void extractor_confine (rlim_t n_files);
void extractor_confine_time (void);

G_END_DECLS
