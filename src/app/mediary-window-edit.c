/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"

/* References as text, and which files are selected. */

void
mediary_window_edit_copy_reference (MediaryWindow *self, const char *reference)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), reference);
  mediary_window_toast (self, _("Reference copied"), NULL, NULL);
}

void
mediary_window_edit_select_all (MediaryWindow *self)
{
  if (self->selection == NULL || mediary_window_shows_outcome (self))
    return;

  mediary_gradual_list_show_all (self->rows);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

void
mediary_window_edit_select_none (MediaryWindow *self)
{
  mediary_outcome_page_select_none (self->outcome_page);
  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}
