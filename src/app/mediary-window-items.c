/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"

/*
 * The files in the middle: which query is shown.
 *
 * A new query is a new list. It is read before it takes the place of the old one, so that typing in the search does not
 * flicker; and it comes with a new selection, since a model that is replaced under a view of GTK 4.8 is fetched whole.
 */

static MediaryOrder
get_order (MediaryWindow *self)
{
  static const char *const keys[] = {
    [MEDIARY_ORDER_NAME] = "name",
    [MEDIARY_ORDER_LAST_CHECK_IN] = "last-check-in",
    [MEDIARY_ORDER_USES] = "uses",
    [MEDIARY_ORDER_SIZE] = "size",
    [MEDIARY_ORDER_TYPE] = "type",
  };
  g_autofree char *key = g_settings_get_string (self->settings, "sort-key");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (g_str_equal (keys[i], key))
      return (MediaryOrder) i;
  }

  return MEDIARY_ORDER_NAME;
}

static const char *
get_search_text (MediaryWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  return gtk_search_bar_get_search_mode (self->search_bar) ? text : "";
}

static MediaryQuery *
dup_query (MediaryWindow *self)
{
  g_autoptr (MediaryQuery) place = self->place != NULL ? mediary_place_dup_query (self->place) : NULL;
  g_autoptr (MediaryQuery) filtered = NULL;
  g_autoptr (MediaryQuery) ordered = NULL;

  if (mediary_window_shows_outcome (self))
    return mediary_window_dup_outcome_query (self);
  if (place == NULL)
    return NULL;

  filtered = mediary_filter_apply (&self->filter, place);
  ordered = mediary_query_with_order (filtered, get_order (self), g_settings_get_boolean (self->settings, "sort-descending"));

  return mediary_query_with_text (ordered, get_search_text (self));
}

/* Whether fewer files than the place has may be in sight. */
gboolean
mediary_window_is_narrowed (MediaryWindow *self)
{
  return *get_search_text (self) != '\0' || !mediary_filter_is_empty (&self->filter);
}

/* How many files of the place are shown. */
guint
mediary_window_get_n_shown (MediaryWindow *self)
{
  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

MediaryLazyItem *
mediary_window_dup_selected (MediaryWindow *self)
{
  if (self->selection == NULL || mediary_selection_get_n_selected (self->selection) != 1)
    return NULL;

  return mediary_selection_dup_first (self->selection);
}

static void
update_selection_bar (MediaryWindow *self, guint n_selected)
{
  g_autofree char *text = NULL;

  /* Translators: how many files are selected */
  text = g_strdup_printf (ngettext ("%'u file selected", "%'u files selected", n_selected), n_selected);
  gtk_label_set_label (self->selection_label, text);
  gtk_action_bar_set_revealed (self->selection_bar, n_selected >= 2);
}

static void
on_selection_changed (MediaryWindow *self)
{
  guint n_selected = self->selection != NULL ? mediary_selection_get_n_selected (self->selection) : 0;
  g_autoptr (MediaryLazyItem) lazy_item = mediary_window_dup_selected (self);

  if (lazy_item != NULL)
    mediary_item_details_show_one (self->details, lazy_item);
  else if (n_selected == 0)
    mediary_item_details_show_nothing (self->details);
  else
    mediary_item_details_show_many (self->details, n_selected);

  update_selection_bar (self, n_selected);
  mediary_window_read_selected (self);
  mediary_window_count_used_in (self);
  mediary_window_update_actions (self);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MediaryWindow *self = user_data;

  if (self->rows != NULL)
    mediary_gradual_list_show_more (self->rows);
  if (self->rows != NULL && mediary_gradual_list_get_n_hidden (self->rows) > 0)
    return G_SOURCE_CONTINUE;

  self->rows_tick = 0;

  return G_SOURCE_REMOVE;
}

/* The view gets many rows over a few frames. */
static void
show_rows (MediaryWindow *self)
{
  if (self->rows_tick == 0 && mediary_gradual_list_get_n_hidden (self->rows) > 0)
    self->rows_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view_stack), on_frame, self, NULL);
}

/* It was selected before it was read, and may have been removed and come back: but not where another row is selected by then, or none. */
static void
select_outcome (MediaryWindow *self)
{
  const char *item_id = mediary_query_get_item_id (mediary_item_list_get_query (self->list));

  if (item_id != NULL && mediary_window_shows_outcome (self) &&
      g_strcmp0 (item_id, mediary_outcome_page_get_selected (self->outcome_page)) == 0)
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

static void
on_list_changed (MediaryWindow *self)
{
  show_rows (self);
  select_outcome (self);
  mediary_window_update_pages (self);
  on_selection_changed (self);
}

/* The row that is about the first in sight: GTK 4.8 does not tell. */
static guint
get_first_in_sight (MediaryWindow *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (mediary_window_get_files_view (self)));
  double         upper = gtk_adjustment_get_upper (adjustment);

  return upper > 0 ? (guint) (gtk_adjustment_get_value (adjustment) / upper * mediary_window_get_n_shown (self)) : 0;
}

/* Where @list has the file that is in sight now, so that a list of the same files does not jump to its beginning. */
static guint
find_same_place (MediaryWindow *self, MediaryItemList *list)
{
  guint first = get_first_in_sight (self);
  guint position;
  g_autoptr (MediaryLazyItem) lazy_item = NULL;

  if (first == 0)
    return 0;

  lazy_item = g_list_model_get_item (G_LIST_MODEL (self->list), first);
  if (lazy_item != NULL && mediary_item_list_find (list, mediary_lazy_item_get_number (lazy_item), &position))
    return position;

  return 0;
}

static void on_list_outdated (MediaryWindow *self, MediaryItemList *list);

static void
forget_list (MediaryWindow *self)
{
  if (self->list != NULL) {
    g_signal_handlers_disconnect_by_func (self->list, on_list_changed, self);
    g_signal_handlers_disconnect_by_func (self->list, on_list_outdated, self);
  }
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, on_selection_changed, self);
}

static void
show_next_list (MediaryWindow *self)
{
  MediaryQuery *shown = self->list != NULL ? mediary_item_list_get_query (self->list) : NULL;
  gboolean      same = shown != NULL && mediary_query_equal (shown, mediary_item_list_get_query (self->next_list));
  gboolean      first = self->list == NULL;
  guint         position = same ? find_same_place (self, self->next_list) : 0;

  forget_list (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->list);
  self->list = g_steal_pointer (&self->next_list);
  self->rows = mediary_gradual_list_new (G_LIST_MODEL (self->list));
  self->selection = mediary_selection_new (G_LIST_MODEL (self->rows));
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_list_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "outdated", G_CALLBACK (on_list_outdated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);

  mediary_window_put_on_view (self);
  on_list_changed (self);
  if ((first || self->focus_files) && !mediary_window_shows_outcome (self))
    mediary_window_focus_files (self);
  self->focus_files = FALSE;
  if (position > 0) {
    mediary_gradual_list_show_all (self->rows);
    gtk_widget_activate_action (mediary_window_get_files_view (self), "list.scroll-to-item", "u", position);
  }
  g_debug ("Showing %u files", mediary_window_get_n_shown (self));
}

static void
on_next_list_loaded (MediaryItemList *list, GParamSpec *pspec, gpointer user_data)
{
  MediaryWindow *self = user_data;

  if (self->next_list != list || mediary_item_list_get_loading (list))
    return;

  g_signal_handlers_disconnect_by_func (list, on_next_list_loaded, self);
  show_next_list (self);
}

static void
load (MediaryWindow *self, MediaryQuery *query)
{
  g_clear_object (&self->next_list);
  self->next_list = mediary_item_list_new (self->service, query);
  g_signal_connect_object (self->next_list, "notify::loading", G_CALLBACK (on_next_list_loaded), self, 0);
  on_next_list_loaded (self->next_list, NULL, self);
}

static void
on_list_outdated (MediaryWindow *self, MediaryItemList *list)
{
  load (self, mediary_item_list_get_query (list));
}

/* What is out of sight behind the report is not what a command is meant for, nor the row that was selected before. */
static void
leave_hidden (MediaryWindow *self, MediaryQuery *query)
{
  if (self->selection == NULL)
    return;

  if (query == NULL || !mediary_query_equal (query, mediary_item_list_get_query (self->list)))
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  else
    select_outcome (self);
}

/* Shows what place, search and order now ask for. */
void
mediary_window_reload_items (MediaryWindow *self)
{
  g_autoptr (MediaryQuery) query = dup_query (self);

  if (self->service == NULL || query == NULL || (self->list != NULL && mediary_query_equal (query, mediary_item_list_get_query (self->list)))) {
    g_clear_object (&self->next_list);
    mediary_window_update_pages (self);
  } else {
    load (self, query);
  }

  if (mediary_window_shows_outcome (self))
    leave_hidden (self, query);
}

void
mediary_window_init_items (MediaryWindow *self)
{
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->view_stack));
  mediary_window_init_files_view (self);
  mediary_window_init_outcome (self);
}
