/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-shell.h"

/*
 * The shell for libadwaita 1.2: a leaflet of sidebar and flap, the flap of content and details.
 *
 * A flap that folds also hides, and forgets that it was shown. So what the person wants beside the content is kept
 * apart from whether the overlay is open: folding closes the overlay, unfolding brings back what was wanted.
 */
struct _MediaryShell {
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  AdwBin     *sidebar_bin;
  AdwFlap    *flap;
  AdwBin     *content_bin;
  AdwBin     *details_bin;

  gboolean details_wanted;
};

G_DEFINE_FINAL_TYPE (MediaryShell, mediary_shell, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_DETAILS,
  PROP_NARROW,
  PROP_CONTENT_VISIBLE,
  PROP_SHOW_DETAILS,
  PROP_DETAILS_COLLAPSED,
  PROP_DETAILS_BESIDE,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

static gboolean
get_details_beside (MediaryShell *self)
{
  return !mediary_shell_get_details_collapsed (self) && mediary_shell_get_show_details (self);
}

static void
on_leaflet_folded (MediaryShell *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

static void
on_leaflet_visible_child (MediaryShell *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONTENT_VISIBLE]);
}

static void
on_flap_folded (MediaryShell *self)
{
  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_folded (self->flap) && self->details_wanted);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DETAILS_COLLAPSED]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DETAILS_BESIDE]);
}

static void
on_flap_revealed (MediaryShell *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_DETAILS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DETAILS_BESIDE]);
}

static void
mediary_shell_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  MediaryShell *self = MEDIARY_SHELL (object);

  switch (property_id) {
  case PROP_SIDEBAR:
    g_value_set_object (value, adw_bin_get_child (self->sidebar_bin));
    break;
  case PROP_CONTENT:
    g_value_set_object (value, adw_bin_get_child (self->content_bin));
    break;
  case PROP_DETAILS:
    g_value_set_object (value, adw_bin_get_child (self->details_bin));
    break;
  case PROP_NARROW:
    g_value_set_boolean (value, mediary_shell_get_narrow (self));
    break;
  case PROP_CONTENT_VISIBLE:
    g_value_set_boolean (value, mediary_shell_get_content_visible (self));
    break;
  case PROP_SHOW_DETAILS:
    g_value_set_boolean (value, mediary_shell_get_show_details (self));
    break;
  case PROP_DETAILS_COLLAPSED:
    g_value_set_boolean (value, mediary_shell_get_details_collapsed (self));
    break;
  case PROP_DETAILS_BESIDE:
    g_value_set_boolean (value, get_details_beside (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
mediary_shell_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  MediaryShell *self = MEDIARY_SHELL (object);

  switch (property_id) {
  case PROP_SIDEBAR:
    adw_bin_set_child (self->sidebar_bin, g_value_get_object (value));
    break;
  case PROP_CONTENT:
    adw_bin_set_child (self->content_bin, g_value_get_object (value));
    break;
  case PROP_DETAILS:
    adw_bin_set_child (self->details_bin, g_value_get_object (value));
    break;
  case PROP_CONTENT_VISIBLE:
    mediary_shell_set_content_visible (self, g_value_get_boolean (value));
    break;
  case PROP_SHOW_DETAILS:
    mediary_shell_set_show_details (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags read_only = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags read_write = read_only | G_PARAM_WRITABLE;

  props[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  props[PROP_DETAILS] = g_param_spec_object ("details", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, read_only);
  props[PROP_CONTENT_VISIBLE] = g_param_spec_boolean ("content-visible", NULL, NULL, TRUE, read_write);
  props[PROP_SHOW_DETAILS] = g_param_spec_boolean ("show-details", NULL, NULL, TRUE, read_write);
  props[PROP_DETAILS_COLLAPSED] = g_param_spec_boolean ("details-collapsed", NULL, NULL, FALSE, read_only);
  props[PROP_DETAILS_BESIDE] = g_param_spec_boolean ("details-beside", NULL, NULL, TRUE, read_only);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
mediary_shell_class_init (MediaryShellClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mediary_shell_get_property;
  object_class->set_property = mediary_shell_set_property;
  install_properties (object_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/leaflet/mediary-shell.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryShell, leaflet);
  gtk_widget_class_bind_template_child (widget_class, MediaryShell, sidebar_bin);
  gtk_widget_class_bind_template_child (widget_class, MediaryShell, flap);
  gtk_widget_class_bind_template_child (widget_class, MediaryShell, content_bin);
  gtk_widget_class_bind_template_child (widget_class, MediaryShell, details_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_leaflet_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_leaflet_visible_child);
  gtk_widget_class_bind_template_callback (widget_class, on_flap_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_flap_revealed);
}

static void
mediary_shell_init (MediaryShell *self)
{
  self->details_wanted = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
mediary_shell_get_narrow (MediaryShell *self)
{
  return adw_leaflet_get_folded (self->leaflet);
}

gboolean
mediary_shell_get_details_collapsed (MediaryShell *self)
{
  return adw_flap_get_folded (self->flap);
}

gboolean
mediary_shell_get_content_visible (MediaryShell *self)
{
  return adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->flap);
}

void
mediary_shell_set_content_visible (MediaryShell *self, gboolean content_visible)
{
  adw_leaflet_set_visible_child (self->leaflet, content_visible ? GTK_WIDGET (self->flap) : GTK_WIDGET (self->sidebar_bin));
}

gboolean
mediary_shell_get_show_details (MediaryShell *self)
{
  return adw_flap_get_reveal_flap (self->flap);
}

void
mediary_shell_set_show_details (MediaryShell *self, gboolean show_details)
{
  if (!adw_flap_get_folded (self->flap))
    self->details_wanted = show_details;

  adw_flap_set_reveal_flap (self->flap, show_details);
}
