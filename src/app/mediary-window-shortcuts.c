/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-actions.h"
#include "mediary-window-private.h"
#include "view/mediary-accessible.h"

/* The window that tells the keys. It is made from the table of actions, so it cannot tell anything else. */

static const char *const group_titles[MEDIARY_N_ACTION_GROUPS] = { NULL, N_ ("Files"), N_ ("Looking"), N_ ("Window") };

/* As a template does it: there is no call for it before GTK 4.14, and a child set otherwise drives out the parts of the window. */
static void
add (GtkWidget *parent, GtkWidget *child)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();

  GTK_BUILDABLE_GET_IFACE (parent)->add_child (GTK_BUILDABLE (parent), builder, G_OBJECT (child), NULL);
}

static GtkWidget *
new_group (MediaryActionGroup number)
{
  GtkWidget                 *group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", _(group_titles[number]), NULL);
  guint                      n_actions;
  const MediaryWindowAction *actions = mediary_window_get_actions (&n_actions);

  for (guint i = 0; i < n_actions; i++) {
    g_autofree char *keys = g_strjoinv (" ", (char **) actions[i].keys);

    if (actions[i].group == number)
      add (group, g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "accelerator", keys, "title", _(actions[i].title), NULL));
  }

  return group;
}

/* The toolkit’s own button to search has a picture only. */
static void
name_search (GtkWidget *widget)
{
  const char *icon_name = GTK_IS_BUTTON (widget) ? gtk_button_get_icon_name (GTK_BUTTON (widget)) : NULL;

  if (icon_name != NULL && strstr (icon_name, "find") != NULL) {
    mediary_accessible_set_label (widget, _("Search"));
    gtk_widget_set_tooltip_text (widget, _("Search"));
  }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_search (child);
}

void
mediary_window_show_shortcuts (MediaryWindow *self)
{
  GtkWidget *window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "transient-for", self, "modal", TRUE, NULL);
  GtkWidget *section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "window", "visible", TRUE, NULL);

  for (guint group = MEDIARY_ACTION_GROUP_NONE + 1; group < MEDIARY_N_ACTION_GROUPS; group++)
    add (section, new_group (group));

  add (window, section);
  name_search (window);
  gtk_window_present (GTK_WINDOW (window));
}
