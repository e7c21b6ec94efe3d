/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-window.h"

G_BEGIN_DECLS

/* How the shortcuts window groups what can be done. */
typedef enum {
  MEDIARY_ACTION_GROUP_NONE, /* not told */
  MEDIARY_ACTION_GROUP_FILES,
  MEDIARY_ACTION_GROUP_VIEW,
  MEDIARY_ACTION_GROUP_WINDOW,
  MEDIARY_N_ACTION_GROUPS,
} MediaryActionGroup;

typedef struct {
  const char        *name; /* with its group: “win.undo” */
  const char        *keys[3];
  MediaryActionGroup group;
  const char        *title;          /* (nullable): not translated yet */
  GCallback          run;            /* (nullable): takes the window, and the parameter if there is one; NULL is done elsewhere */
  const char        *parameter_type; /* (nullable) */
  gboolean           toggles;        /* has a state, which is true at first */
} MediaryWindowAction;

const MediaryWindowAction *mediary_window_get_actions (guint *n_actions);

G_END_DECLS
