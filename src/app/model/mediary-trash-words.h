/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Its messages are for people. */
#define MEDIARY_TRASH_ERROR (mediary_trash_error_quark ())

typedef enum {
  MEDIARY_TRASH_TO,
  MEDIARY_TRASH_BACK,
} MediaryTrashWay;

GQuark  mediary_trash_error_quark (void);
GError *mediary_trash_explain (const char     *path,
                               const GError   *error,
                               MediaryTrashWay way) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
