/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-shell-private.h"

/*
 * The shell for libadwaita 1.4 and later: a navigation split view of sidebar and content, in whose content an overlay
 * split view holds the details; breakpoints say when which of them collapses.
 *
 * The only file that is compiled without an upper limit of versions.
 */

const char *
mediary_shell_get_template (void)
{
  return "/org/mediary/Mediary/ui/split/mediary-shell.ui";
}

void
mediary_shell_ensure_types (void)
{
  g_type_ensure (ADW_TYPE_BREAKPOINT_BIN);
  g_type_ensure (ADW_TYPE_BREAKPOINT);
  g_type_ensure (ADW_TYPE_NAVIGATION_SPLIT_VIEW);
  g_type_ensure (ADW_TYPE_OVERLAY_SPLIT_VIEW);
}

/* A breakpoint is reached before anybody has made room for less: for that frame, words on buttons may be cut. */
static void
let_shrink (GtkWidget *button)
{
  if (ADW_IS_SPLIT_BUTTON (button))
    adw_split_button_set_can_shrink (ADW_SPLIT_BUTTON (button), TRUE);
  else if (ADW_IS_BUTTON_CONTENT (button))
    adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (button), TRUE);
}

/* Panes and their header bars have the colours of the split views; to go back, the content has its own button. */
void
mediary_shell_adopt_pane (GtkWidget *pane)
{
  if (GTK_IS_POPOVER (pane))
    return;

  gtk_widget_remove_css_class (pane, "background");
  let_shrink (pane);
  if (ADW_IS_HEADER_BAR (pane)) {
    adw_header_bar_set_show_back_button (ADW_HEADER_BAR (pane), FALSE);
    gtk_widget_add_css_class (pane, "flat");
  }

  for (GtkWidget *child = gtk_widget_get_first_child (pane); child != NULL; child = gtk_widget_get_next_sibling (child))
    mediary_shell_adopt_pane (child);
}

/* A breakpoint looks at the window alone, so nothing swings. */
void
mediary_shell_prepare (MediaryShell *self)
{
}

void
mediary_shell_settle (MediaryShell *self)
{
}

void
mediary_shell_reveal_details (MediaryShell *self, gboolean reveal)
{
  adw_overlay_split_view_set_show_sidebar (ADW_OVERLAY_SPLIT_VIEW (self->inner), reveal);
}

gboolean
mediary_shell_get_show_details (MediaryShell *self)
{
  return adw_overlay_split_view_get_show_sidebar (ADW_OVERLAY_SPLIT_VIEW (self->inner));
}

gboolean
mediary_shell_get_details_collapsed (MediaryShell *self)
{
  return adw_overlay_split_view_get_collapsed (ADW_OVERLAY_SPLIT_VIEW (self->inner));
}

gboolean
mediary_shell_get_narrow (MediaryShell *self)
{
  return adw_navigation_split_view_get_collapsed (ADW_NAVIGATION_SPLIT_VIEW (self->outer));
}

gboolean
mediary_shell_get_content_visible (MediaryShell *self)
{
  return adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (self->outer));
}

void
mediary_shell_set_content_visible (MediaryShell *self, gboolean content_visible)
{
  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (self->outer), content_visible);
}
