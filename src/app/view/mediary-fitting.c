/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-fitting.h"

/* What does not fit: windows that belong to another one are never larger than it, and words go on in a second line. */

/* As much more room as the text takes. */
static int
scale (GtkWindow *window, int length)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (window));
  int          dpi; /* in 1024ths, or -1 */

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? (int) (length * CLAMP (dpi / (96.0 * PANGO_SCALE), 1, 3)) : length;
}

static int
fit (int wanted, int available)
{
  return available > 0 ? MIN (wanted, available) : wanted;
}

/* The size of a window that belongs to another one. */
typedef struct {
  int   wanted_width, wanted_height; /* where there is room, with text of the usual size */
  int   width, height;               /* what there is room for, and was asked for last */
  guint n_chances;                   /* how often it will be asked for again */
  guint again_id;
} Fitting;

#define FITTING_KEY "mediary-fitting"
/* A window manager may have its reasons, and no window may be smaller than what is in it. */
#define N_CHANCES 5

static void
on_parent_changed (GtkWindow *window)
{
  GtkWindow *parent = gtk_window_get_transient_for (window);
  Fitting   *fitting = g_object_get_data (G_OBJECT (window), FITTING_KEY);
  int        width, height;

  if (parent == NULL)
    return;

  gtk_window_get_default_size (parent, &width, &height);
  if (gtk_window_is_maximized (parent)) {
    width = gtk_widget_get_width (GTK_WIDGET (parent));
    height = gtk_widget_get_height (GTK_WIDGET (parent));
  }
  fitting->width = fit (scale (window, fitting->wanted_width), width);
  fitting->height = fit (scale (window, fitting->wanted_height), height);
  fitting->n_chances = N_CHANCES;
  gtk_window_set_default_size (window, fitting->width, fitting->height);
}

static void
free_fitting (gpointer data)
{
  Fitting *fitting = data;

  g_clear_handle_id (&fitting->again_id, g_source_remove);
  g_free (fitting);
}

static gboolean
on_again (gpointer window)
{
  Fitting *fitting = g_object_get_data (window, FITTING_KEY);

  fitting->again_id = 0;
  gtk_window_set_default_size (window, fitting->width, fitting->height);

  return G_SOURCE_REMOVE;
}

/*
 * What is asked for while the window manager’s answer to an earlier question is on its way, GTK forgets when that comes: then
 * the default size is the old one again. Once it was granted a size, a person may give it any other. Not asked at once: while
 * sizes are given out, no other may be wanted over and over.
 */
static void
on_laid_out (GtkWindow *window)
{
  Fitting *fitting = g_object_get_data (G_OBJECT (window), FITTING_KEY);
  int      width, height;

  gtk_window_get_default_size (window, &width, &height);
  if (width == fitting->width && height == fitting->height)
    fitting->n_chances = 0;
  if (fitting->n_chances == 0 || fitting->again_id != 0)
    return;

  fitting->n_chances--;
  fitting->again_id = g_idle_add (on_again, window);
}

static void
on_realized (GtkWindow *window)
{
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (window)), "layout", G_CALLBACK (on_laid_out), window,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/* An answer that is on its way may hold the window longer than its parent lives, which GTK 4.8 would not forget. */
static void
on_parent_destroyed (GtkWindow *window)
{
  gtk_window_set_transient_for (window, NULL);
}

/**
 * mediary_fit_to_parent:
 * @window: a window that belongs to another one
 * @width: how wide it is where there is room
 * @height: how high it is where there is room
 *
 * Gives the window its size, and another one when that of its parent changes, however soon that is. To be called before it is shown.
 */
void
mediary_fit_to_parent (GtkWindow *window, int width, int height)
{
  GtkWindow *parent = gtk_window_get_transient_for (window);
  Fitting   *fitting = g_new0 (Fitting, 1);

  fitting->wanted_width = width;
  fitting->wanted_height = height;
  g_object_set_data_full (G_OBJECT (window), FITTING_KEY, fitting, free_fitting);
  g_signal_connect (window, "realize", G_CALLBACK (on_realized), NULL);
  g_signal_connect_object (parent, "notify::default-width", G_CALLBACK (on_parent_changed), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (parent, "notify::default-height", G_CALLBACK (on_parent_changed), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (on_parent_destroyed), window, G_CONNECT_SWAPPED);
  on_parent_changed (window);
}

/**
 * mediary_fit_button_labels:
 * @widget: a window, or what is in it
 *
 * Lets the words on buttons go on in a second line where large text or a long language leaves no room for them in one.
 */
void
mediary_fit_button_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) != NULL) {
    gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
    gtk_label_set_justify (GTK_LABEL (widget), GTK_JUSTIFY_CENTER);
  }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    mediary_fit_button_labels (child);
}
