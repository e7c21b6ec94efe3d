/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-accessible.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mediary-words.h"

/* The names screen readers say. */

void
mediary_accessible_set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* A row of a list view has no name of its own in GTK 4.8, and no call to give it one: it is the parent of our child. */
void
mediary_accessible_set_row_label (GtkWidget *child, const char *label)
{
  GtkWidget *row = gtk_widget_get_parent (child);

  if (row != NULL)
    mediary_accessible_set_label (row, label);
}

/* The arrow of a split button is a menu button of its own, with a tooltip but without words. */
static void
name_dropdown (AdwSplitButton *split)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (split)); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_MENU_BUTTON (child))
      mediary_accessible_set_label (child, adw_split_button_get_dropdown_tooltip (split));
  }
}

/* Newer versions of libadwaita have a group's list named by its title, which may be empty, and a row with an entry by two. */
static void
name_alone (GtkWidget *widget, const char *label)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  mediary_accessible_set_label (widget, label);
}

/* The lists that the toolkit makes inside of its own widgets. */
void
mediary_accessible_name_lists (GtkWidget *widget, const char *label)
{
  if (GTK_IS_LIST_BOX (widget))
    name_alone (widget, label);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    mediary_accessible_name_lists (child, label);
}

/* A row that opens is a row in a list without a title, and has two more lists inside. */
static void
name_expander (GtkWidget *row)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  mediary_accessible_set_label (row, title);
  if (gtk_widget_get_parent (row) != NULL)
    name_alone (gtk_widget_get_parent (row), title);
  mediary_accessible_name_lists (row, title);
}

/**
 * mediary_accessible_tidy:
 * @widget: a window, or what is in it
 *
 * What templates cannot say of the toolkit's own parts: a scrolled window is nothing to come to by keyboard, since all of
 * ours hold something that is, and the arrow of a split button and the lists of a row that opens have a name. One that holds
 * nothing of the kind would not let the keyboard pass.
 */
void
mediary_accessible_tidy (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    gtk_widget_set_focusable (widget, FALSE);
  else if (ADW_IS_STATUS_PAGE (widget) && adw_status_page_get_child (ADW_STATUS_PAGE (widget)) == NULL)
    gtk_widget_set_can_focus (widget, FALSE);
  else if (ADW_IS_SPLIT_BUTTON (widget))
    name_dropdown (ADW_SPLIT_BUTTON (widget));
  else if (ADW_IS_EXPANDER_ROW (widget))
    name_expander (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    mediary_accessible_tidy (child);
}

/*
 * A button with a mark for its key is heard by the label in it and, with GTK 4.8, by its own text as well, which is the same
 * with the mark: “_Cancel Cancel”. Every new text brings that back.
 */
static void
name_by_label (GtkButton *button)
{
  if (gtk_button_get_use_underline (button) && gtk_button_get_label (button) != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static void
say_names_once (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget)) {
    g_signal_handlers_disconnect_by_func (widget, name_by_label, NULL); /* of the last time it was shown */
    g_signal_connect (widget, "notify::label", G_CALLBACK (name_by_label), NULL);
    name_by_label (GTK_BUTTON (widget));
  } else if (ADW_IS_ENTRY_ROW (widget)) {
    name_alone (widget, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
  }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    say_names_once (child);
}

static void
on_windows_changed (GListModel *windows, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    g_signal_connect (window, "map", G_CALLBACK (say_names_once), NULL);
  }
}

/**
 * mediary_accessible_watch_windows:
 *
 * From now on every window that is shown has its buttons named once, also those that the toolkit makes: questions, and the
 * dialogs that choose files.
 */
void
mediary_accessible_watch_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_signal_handlers_disconnect_by_func (windows, on_windows_changed, NULL); /* there is one such list in a process */
  g_signal_connect (windows, "items-changed", G_CALLBACK (on_windows_changed), NULL);
}

/* The first words that are shown in it. */
static const char *
find_words (GtkWidget *widget)
{
  const char *words = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); words == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    words = find_words (child);

  return words;
}

static void
name_button (GtkWidget *button)
{
  const char *tooltip = gtk_widget_get_tooltip_text (button);
  const char *words = tooltip != NULL ? tooltip : find_words (button);

  if (words != NULL)
    mediary_accessible_set_label (button, words);
}

/**
 * mediary_accessible_name_parts:
 * @widget: a window that the toolkit makes as a whole
 * @title: what it is about
 *
 * Names the parts that the toolkit left without a name, although it shows their words or has them in a tooltip.
 */
void
mediary_accessible_name_parts (GtkWidget *widget, const char *title)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    gtk_widget_set_focusable (widget, FALSE);
  else if (GTK_IS_LIST_BOX (widget))
    name_alone (widget, title);
  else if (GTK_IS_TEXT_VIEW (widget))
    mediary_accessible_set_label (widget, title);
  else if (GTK_IS_BUTTON (widget))
    name_button (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    mediary_accessible_name_parts (child, title);
}

/* “hero.jpg, image, 3 uses, not found” */
char *
mediary_accessible_dup_item_name (MediaryItem *item)
{
  g_autofree char *uses = mediary_words_for_uses (mediary_item_get_n_uses (item));
  const char      *type = mediary_words_for_media_type (mediary_item_get_media_type (item));
  const char      *state = mediary_words_for_state (mediary_item_get_state (item));

  if (state != NULL) {
    /* Translators: a file for a screen reader: name, kind, number of uses, problem: “hero.jpg, Image, 3 uses, Not found” */
    return g_strdup_printf (_("%s, %s, %s, %s"), mediary_item_get_display_name (item), type, uses, state);
  }

  /* Translators: a file for a screen reader: name, kind, number of uses: “hero.jpg, Image, 3 uses” */
  return g_strdup_printf (_("%s, %s, %s"), mediary_item_get_display_name (item), type, uses);
}
