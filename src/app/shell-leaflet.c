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

static int
get_minimum_width (gpointer widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Sidebar, content and details, with what is between them. */
static gboolean
fits_beside (MediaryShell *self, int width)
{
  return get_minimum_width (self->sidebar_bin) + get_minimum_width (self->content_bin) + get_minimum_width (self->details_bin) + 2 <= width;
}

/* A leaflet that unfolds gives the flap less and less, which would first find the room for details, and then not. */
static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MediaryShell *self = MEDIARY_SHELL (widget);
  gboolean      beside = !mediary_shell_get_narrow (self) && fits_beside (self, width);

  adw_leaflet_set_can_unfold (ADW_LEAFLET (self->outer), width >= self->wide_width);
  adw_flap_set_fold_policy (ADW_FLAP (self->inner), beside ? ADW_FLAP_FOLD_POLICY_AUTO : ADW_FLAP_FOLD_POLICY_ALWAYS);
  gtk_widget_allocate (self->outer, width, height, baseline, NULL);
}

static GtkSizeRequestMode
get_details_mode (GtkWidget *bin)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A flap that is folded is as wide as it would like to be: over narrow files as wide as these. */
static void
measure_details (GtkWidget *bin, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  MediaryShell *self = MEDIARY_SHELL (gtk_widget_get_ancestor (bin, MEDIARY_TYPE_SHELL));
  GtkWidget    *details = adw_bin_get_child (ADW_BIN (bin));

  if (details != NULL)
    gtk_widget_measure (details, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && mediary_shell_get_narrow (self))
    *natural = MAX (*natural, self->wide_width);
}

static void
allocate_details (GtkWidget *bin, int width, int height, int baseline)
{
  GtkWidget *details = adw_bin_get_child (ADW_BIN (bin));

  if (details != NULL)
    gtk_widget_allocate (details, width, height, baseline, NULL);
}

void
mediary_shell_prepare (MediaryShell *self)
{
  self->wide_width = WIDE_WIDTH;
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_custom_layout_new (NULL, measure, allocate));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->details_bin), gtk_custom_layout_new (get_details_mode, measure_details, allocate_details));
}

/* Comes when the leaflet has folded, or unfolded, and before anybody has heard of it. */
void
mediary_shell_settle (MediaryShell *self)
{
  if (mediary_shell_get_narrow (self))
    self->wide_width = MAX (WIDE_WIDTH, get_minimum_width (self->sidebar_bin) + get_minimum_width (self->inner) + 2);
  gtk_widget_queue_resize (GTK_WIDGET (self->details_bin));
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
