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

/*
 * The leaflet folds when its children do not fit. The content then hides some buttons and needs less, so that they would
 * fit again, and it would swing to and fro. So it may unfold only where what was there before folding had fitted.
 */

/* As long as nothing else is known. */
#define WIDE_WIDTH 680

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MediaryShell *self = MEDIARY_SHELL (widget);

  adw_leaflet_set_can_unfold (ADW_LEAFLET (self->outer), width >= self->wide_width);
  gtk_widget_allocate (self->outer, width, height, baseline, NULL);
}

void
mediary_shell_prepare (MediaryShell *self)
{
  self->wide_width = WIDE_WIDTH;
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_custom_layout_new (NULL, measure, allocate));
}

/* Comes when the leaflet has folded, and before anybody has heard that the shell is narrow. */
void
mediary_shell_settle (MediaryShell *self)
{
  int sidebar, content;

  if (!mediary_shell_get_narrow (self))
    return;

  gtk_widget_measure (GTK_WIDGET (self->sidebar_bin), GTK_ORIENTATION_HORIZONTAL, -1, &sidebar, NULL, NULL, NULL);
  gtk_widget_measure (self->inner, GTK_ORIENTATION_HORIZONTAL, -1, &content, NULL, NULL, NULL);
  self->wide_width = MAX (WIDE_WIDTH, sidebar + content + 2);
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
