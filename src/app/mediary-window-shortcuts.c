/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-actions.h"
#include "mediary-window-private.h"
#include "view/mediary-fitting.h"
#include "view/mediary-shortcuts.h"

/* The window that tells the keys. It is made from the table of actions, so it cannot tell anything else. */

static const char *const group_titles[MEDIARY_N_ACTION_GROUPS] = { NULL, N_ ("Files"), N_ ("Looking"), N_ ("Window") };

static void
add_group (MediaryShortcuts *shortcuts, MediaryActionGroup number)
{
  guint                      n_actions;
  const MediaryWindowAction *actions = mediary_window_get_actions (&n_actions);

  mediary_shortcuts_add_group (shortcuts, _(group_titles[number]));
  for (guint i = 0; i < n_actions; i++) {
    g_autofree char *keys = g_strjoinv (" ", (char **) actions[i].keys);

    if (actions[i].group == number)
      mediary_shortcuts_add (shortcuts, _(actions[i].title), keys);
  }
}

void
mediary_window_show_shortcuts (MediaryWindow *self)
{
  GtkWidget *shortcuts = mediary_shortcuts_new ();

  for (guint group = MEDIARY_ACTION_GROUP_NONE + 1; group < MEDIARY_N_ACTION_GROUPS; group++)
    add_group (MEDIARY_SHORTCUTS (shortcuts), group);

  gtk_window_set_transient_for (GTK_WINDOW (shortcuts), GTK_WINDOW (self));
  gtk_window_set_modal (GTK_WINDOW (shortcuts), TRUE);
  mediary_fit_to_parent (GTK_WINDOW (shortcuts), 560, 640);
  gtk_window_present (GTK_WINDOW (shortcuts));
}
