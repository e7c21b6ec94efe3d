/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"

/* What was done, said for a few seconds. */

/* Twice as long as its animation. */
#define TOAST_COMES_IN G_USEC_PER_SEC

/* Long enough to read a sentence and press its button; what concerns many files is thought about longer. */
#define TOAST_SECONDS      5
#define BULK_TOAST_SECONDS 10

static int
get_natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* As labels count them. */
static int
count_chars (GtkWidget *label, int width)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (label), NULL, NULL);
  int               char_width = MAX (pango_font_metrics_get_approximate_char_width (metrics), pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);

  return char_width > 0 ? width * PANGO_SCALE / char_width : -1;
}

/*
 * Libadwaita makes a toast as high as it is where there is room for all of its width. So where there is less, the title must
 * not wish for more.
 */
static void
on_title_mapped (GtkWidget *label)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (label, ADW_TYPE_TOAST_OVERLAY);
  GtkWidget *toast = label;
  int        excess;

  while (gtk_widget_get_parent (toast) != overlay)
    toast = gtk_widget_get_parent (toast);

  excess = get_natural_width (toast) - gtk_widget_get_width (overlay);
  if (excess > 0)
    gtk_label_set_max_width_chars (GTK_LABEL (label), MAX (count_chars (label, get_natural_width (label) - excess), 1));
}

/* Its own title is one line, the end of which is not there where the window is narrow. */
static void
set_title (AdwToast *toast, const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE); /* or two lines that are as high as the button */
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  g_signal_connect (label, "map", G_CALLBACK (on_title_mapped), NULL);
  adw_toast_set_custom_title (toast, label);
}

static AdwToast *
show_toast (MediaryWindow *self, const char *title, const char *button_label, const char *action_name, guint seconds)
{
  AdwToast *toast = adw_toast_new ("");

  set_title (toast, title);
  adw_toast_set_timeout (toast, seconds);
  if (button_label != NULL) {
    adw_toast_set_button_label (toast, button_label);
    adw_toast_set_action_name (toast, action_name);
  }

  g_debug ("Toast: %s", title);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);

  return toast;
}

void
mediary_window_toast (MediaryWindow *self, const char *title, const char *button_label, const char *action_name)
{
  show_toast (self, title, button_label, action_name, TOAST_SECONDS);
}

static void
on_undo_toast_dismissed (MediaryWindow *self)
{
  g_clear_weak_pointer (&self->undo_toast);
}

/* Libadwaita 1.2 crashes when a toast has gone before it has fully come, which three strokes of Delete are enough for. */
static gboolean
is_still_coming (MediaryWindow *self)
{
  return self->undo_toast != NULL && g_get_monotonic_time () - self->undo_toast_shown_at < TOAST_COMES_IN;
}

/* What was done, and how to take it back. It replaces what was said so before: Undo is about the newest. */
void
mediary_window_toast_undoable (MediaryWindow *self, const char *title, const char *action_name, gboolean bulk)
{
  const char *button_label = action_name != NULL ? _("Undo") : NULL;

  if (is_still_coming (self)) {
    set_title (self->undo_toast, title);
    adw_toast_set_button_label (self->undo_toast, button_label);
    adw_toast_set_action_name (self->undo_toast, action_name);
    return;
  }

  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);

  g_set_weak_pointer (&self->undo_toast, show_toast (self, title, button_label, action_name, bulk ? BULK_TOAST_SECONDS : TOAST_SECONDS));
  self->undo_toast_shown_at = g_get_monotonic_time ();
  g_signal_connect_object (self->undo_toast, "dismissed", G_CALLBACK (on_undo_toast_dismissed), self, G_CONNECT_SWAPPED);
}
