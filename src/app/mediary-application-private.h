/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-application.h"
#include "mediary-window.h"

G_BEGIN_DECLS

MediaryWindow *mediary_application_ensure_window (MediaryApplication *self);

/* In mediary-application-links.c. */
void mediary_application_search (MediaryApplication *self,
                                 const char         *text);
void mediary_application_open_link (MediaryApplication *self,
                                    const char         *text);

G_END_DECLS
