/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"

/* Copy, Paste and Select All, which mean the files unless an entry has the focus: that keeps its own. */

static gboolean
pass_to_text (MediaryWindow *self, const char *action_name)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!GTK_IS_EDITABLE (focus) && !GTK_IS_LABEL (focus))
    return FALSE;

  return gtk_widget_activate_action (focus, action_name, NULL);
}

void
mediary_window_edit_paste (MediaryWindow *self)
{
  if (!pass_to_text (self, "clipboard.paste"))
    mediary_window_paste (self);
}

void
mediary_window_edit_copy (MediaryWindow *self)
{
  if (!pass_to_text (self, "clipboard.copy"))
    mediary_window_copy_selected (self);
}

void
mediary_window_edit_copy_reference (MediaryWindow *self, const char *reference)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), reference);
  mediary_window_toast (self, _("Reference copied"), NULL, NULL);
}

void
mediary_window_edit_select_all (MediaryWindow *self)
{
  if (pass_to_text (self, "selection.select-all") || self->selection == NULL)
    return;

  mediary_gradual_list_show_all (self->rows);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

void
mediary_window_edit_select_none (MediaryWindow *self)
{
  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}
