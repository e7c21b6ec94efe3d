/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"
#include "model/mediary-selected-items.h"

/* What is done with all selected files: they are read first, and nothing is done with only some of them. */

typedef struct {
  MediaryWindow      *window;
  GAsyncReadyCallback callback;
  gpointer            user_data;
} Reading;

static void
set_reading (MediaryWindow *self, gboolean reading)
{
  self->reads_selected = reading;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), reading ? "progress" : NULL);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (MediaryWindow) self = reading->window;

  set_reading (self, FALSE);
  reading->callback (object, result, reading->user_data);
}

static void
say_too_many (MediaryWindow *self)
{
  /* Translators: %'u is how many files can be selected for something to be done with all of them */
  g_autofree char *text = g_strdup_printf (ngettext ("Select at most %'u file at once", "Select at most %'u files at once", MEDIARY_SELECTED_ITEMS_MAX),
                                           MEDIARY_SELECTED_ITEMS_MAX);

  mediary_window_toast (self, text, NULL, NULL);
}

/*
 * Reads the selected files, for mediary_selected_items_load_finish() in @callback. Returns FALSE, and never calls it, when
 * nothing is selected, when too much is, or while the files are read for something else: who presses Delete twice means
 * it once.
 */
gboolean
mediary_window_load_selected (MediaryWindow *self, GAsyncReadyCallback callback, gpointer user_data)
{
  guint    n_selected = self->selection != NULL ? mediary_selection_get_n_selected (self->selection) : 0;
  Reading *reading;

  if (n_selected == 0 || self->reads_selected)
    return FALSE;
  if (n_selected > MEDIARY_SELECTED_ITEMS_MAX) {
    say_too_many (self);
    return FALSE;
  }

  reading = g_new0 (Reading, 1);
  reading->window = g_object_ref (self);
  reading->callback = callback;
  reading->user_data = user_data;
  set_reading (self, TRUE);
  mediary_selected_items_load_async (GTK_SELECTION_MODEL (self->selection), NULL, on_read, reading);

  return TRUE;
}
