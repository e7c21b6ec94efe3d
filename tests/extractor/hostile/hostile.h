/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What each program does with a file that begins with "BAD". Others are answered as 7 × 5 pixels. */
void hostile_misbehave (guint32 serial,
                        int     file);

/* TRUE, but in the program that never gets so far. */
gboolean hostile_says_hello (void);

void hostile_answer (guint32 serial,
                     guint32 n_pixels);
void hostile_answer_field (guint32     serial,
                           const char *field,
                           GVariant   *value);

G_END_DECLS
