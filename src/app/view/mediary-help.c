/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-help.h"

#include "mediary-accessible.h"

/**
 * MediaryHelp:
 *
 * What Mediary is for and how it is used, on one page that needs neither a help program nor a network.
 */
struct _MediaryHelp {
  AdwWindow parent_instance;

  GtkWidget *shortcuts_button;
};

G_DEFINE_FINAL_TYPE (MediaryHelp, mediary_help, ADW_TYPE_WINDOW)

/* Of the window that was asked for help. */
static void
on_shortcuts_clicked (MediaryHelp *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-shortcuts", NULL);
}

static void
mediary_help_class_init (MediaryHelpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-help.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryHelp, shortcuts_button);
  gtk_widget_class_bind_template_callback (widget_class, on_shortcuts_clicked);
}

static void
mediary_help_init (MediaryHelp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mediary_accessible_tidy (GTK_WIDGET (self));
  gtk_window_set_focus (GTK_WINDOW (self), self->shortcuts_button);
}

GtkWidget *
mediary_help_new (void)
{
  return g_object_new (MEDIARY_TYPE_HELP, NULL);
}
