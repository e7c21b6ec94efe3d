/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Descriptors in the child. */
#define MEDIARY_LAUNCH_SOCKET 3
#define MEDIARY_LAUNCH_EXTRA  4

char *mediary_launch_dup_program (const char *variable,
                                  const char *name) G_GNUC_WARN_UNUSED_RESULT;

gboolean mediary_launch (const char *program,
                         const char *argument,
                         int         extra,
                         GPid       *pid,
                         int        *socket,
                         GError    **error);

G_END_DECLS
