/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/* How a search begins; what it finds is read in mediary-window-items.c. */

void
mediary_window_start_search (MediaryWindow *self)
{
  mediary_window_come_to_files (self);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* First the words go, then the search. */
void
mediary_window_leave_search (MediaryWindow *self)
{
  GtkEditable *entry = GTK_EDITABLE (self->search_entry);

  if (*gtk_editable_get_text (entry) != '\0') {
    gtk_editable_set_text (entry, "");
    return;
  }

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  mediary_window_focus_files (self);
}

/* Looks for words among all files, as a person would. */
void
mediary_window_search (MediaryWindow *self, const char *text)
{
  mediary_window_select_place (self, 0);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
}

/* The same words, where they were not found in one place. */
void
mediary_window_search_everywhere (MediaryWindow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));

  mediary_window_select_place (self, 0);
  mediary_window_clear_filter (self);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
}
