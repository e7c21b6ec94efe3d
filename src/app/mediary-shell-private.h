/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-shell.h"

G_BEGIN_DECLS

/* What mediary-shell.c and the implementation that meson picked share: one template, and five ways to ask its widgets. */
struct _MediaryShell {
  AdwBin parent_instance;

  GtkWidget *outer; /* of the sidebar, and of */
  GtkWidget *inner; /* the content and the details */
  AdwBin    *sidebar_bin;
  AdwBin    *content_bin;
  AdwBin    *details_bin;

  gboolean details_wanted;
  int      wide_width; /* from which on sidebar and content fit beside each other; only the leaflet asks */
};

/* In shell-leaflet.c or shell-split.c. */
const char *mediary_shell_get_template (void);
void        mediary_shell_ensure_types (void);
void        mediary_shell_reveal_details (MediaryShell *self,
                                          gboolean      reveal);
void        mediary_shell_prepare (MediaryShell *self);
void        mediary_shell_settle (MediaryShell *self);
void        mediary_shell_adopt_pane (GtkWidget *pane);

G_END_DECLS
