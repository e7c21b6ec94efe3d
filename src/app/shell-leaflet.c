/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-shell-private.h"

/* The shell for libadwaita 1.2: a leaflet of sidebar and flap, the flap of content and details. */

const char *
mediary_shell_get_template (void)
{
  return "/org/mediary/Mediary/ui/leaflet/mediary-shell.ui";
}

void
mediary_shell_ensure_types (void)
{
  g_type_ensure (ADW_TYPE_LEAFLET);
  g_type_ensure (ADW_TYPE_FLAP);
}

/* Nothing of a pane is drawn otherwise here. */
void
mediary_shell_adopt_pane (GtkWidget *pane)
{
}

void
mediary_shell_reveal_details (MediaryShell *self, gboolean reveal)
{
  adw_flap_set_reveal_flap (ADW_FLAP (self->inner), reveal);
}

gboolean
mediary_shell_get_show_details (MediaryShell *self)
{
  return adw_flap_get_reveal_flap (ADW_FLAP (self->inner));
}

gboolean
mediary_shell_get_details_collapsed (MediaryShell *self)
{
  return adw_flap_get_folded (ADW_FLAP (self->inner));
}

gboolean
mediary_shell_get_narrow (MediaryShell *self)
{
  return adw_leaflet_get_folded (ADW_LEAFLET (self->outer));
}

gboolean
mediary_shell_get_content_visible (MediaryShell *self)
{
  return adw_leaflet_get_visible_child (ADW_LEAFLET (self->outer)) == self->inner;
}

void
mediary_shell_set_content_visible (MediaryShell *self, gboolean content_visible)
{
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->outer), content_visible ? self->inner : GTK_WIDGET (self->sidebar_bin));
}
