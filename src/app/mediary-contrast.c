/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-contrast.h"

#include <adwaita.h>

/*
 * What is faint where people asked for high contrast. Libadwaita loads such a file by its name, but newer versions want a media
 * query instead, which older ones of GTK do not know; so it has another name and is loaded here.
 */

static void
on_high_contrast (AdwStyleManager *manager, GParamSpec *pspec, gpointer provider)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (adw_style_manager_get_high_contrast (manager))
    gtk_style_context_add_provider_for_display (display, provider, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  else
    gtk_style_context_remove_provider_for_display (display, provider);
}

/* To be called once, when the program has its display and its other styles. */
void
mediary_contrast_follow (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkCssProvider  *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/mediary/Mediary/contrast.css");
  on_high_contrast (manager, NULL, provider);
  g_signal_connect_data (manager, "notify::high-contrast", G_CALLBACK (on_high_contrast), provider, (GClosureNotify) g_object_unref, 0);
}
