/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-shell-private.h"

/*
 * What both implementations of the shell have in common: the properties, and what the person wants.
 *
 * Details that come to lie over the content are also hidden, else they would cover it. So what is wanted beside the
 * content is kept apart from whether the overlay is open: collapsing closes it, and expanding brings back what was
 * wanted.
 */
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

/* The files that a page lies over are not to be come to. */
static void
update_focus (MediaryShell *self)
{
  gtk_widget_set_can_focus (GTK_WIDGET (self->content_bin), !mediary_shell_get_details_page (self));
}

static void
on_narrow (MediaryShell *self)
{
  mediary_shell_settle (self);
  update_focus (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

static void
on_page (MediaryShell *self)
{
  update_focus (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONTENT_VISIBLE]);
}

static void
on_details_collapsed (MediaryShell *self)
{
  mediary_shell_reveal_details (self, !mediary_shell_get_details_collapsed (self) && self->details_wanted);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DETAILS_COLLAPSED]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DETAILS_BESIDE]);
}

static void
on_details_shown (MediaryShell *self)
{
  update_focus (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_DETAILS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DETAILS_BESIDE]);
}

static void
set_pane (AdwBin *bin, GtkWidget *pane)
{
  adw_bin_set_child (bin, pane);
  if (pane != NULL)
    mediary_shell_adopt_pane (pane);
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
    set_pane (self->sidebar_bin, g_value_get_object (value));
    break;
  case PROP_CONTENT:
    set_pane (self->content_bin, g_value_get_object (value));
    break;
  case PROP_DETAILS:
    set_pane (self->details_bin, g_value_get_object (value));
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

  mediary_shell_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, mediary_shell_get_template ());
  gtk_widget_class_bind_template_child (widget_class, MediaryShell, outer);
  gtk_widget_class_bind_template_child (widget_class, MediaryShell, inner);
  gtk_widget_class_bind_template_child (widget_class, MediaryShell, sidebar_bin);
  gtk_widget_class_bind_template_child (widget_class, MediaryShell, content_bin);
  gtk_widget_class_bind_template_child (widget_class, MediaryShell, details_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_page);
  gtk_widget_class_bind_template_callback (widget_class, on_details_collapsed);
  gtk_widget_class_bind_template_callback (widget_class, on_details_shown);
}

static void
mediary_shell_init (MediaryShell *self)
{
  self->details_wanted = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  mediary_shell_prepare (self);
}

/* Whether the details are in sight, and nothing else: where it is narrow they lie over the whole content. */
gboolean
mediary_shell_get_details_page (MediaryShell *self)
{
  return mediary_shell_get_narrow (self) && mediary_shell_get_content_visible (self) && mediary_shell_get_show_details (self);
}

void
mediary_shell_set_show_details (MediaryShell *self, gboolean show_details)
{
  if (!mediary_shell_get_details_collapsed (self))
    self->details_wanted = show_details;

  mediary_shell_reveal_details (self, show_details);
}
