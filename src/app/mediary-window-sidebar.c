/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"
#include "view/mediary-place-row.h"

/* The sidebar of the window: rows for its places, and what selecting one does. */

static void
on_row_expanded (GtkTreeListRow *list_row, GParamSpec *pspec, gpointer user_data)
{
  MediaryWindow *self = user_data;
  g_autoptr (MediaryPlace) place = gtk_tree_list_row_get_item (list_row);

  if (place != NULL && gtk_tree_list_row_get_expanded (list_row))
    mediary_sidebar_load_documents (self->sidebar, place);
}

/* A row that leads to no place is no selection; a click, as Return, does what it says. */
static void
on_row_released (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  MediaryWindow *self = user_data;
  GtkWidget     *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  MediaryPlace  *place = mediary_place_row_get_place (MEDIARY_PLACE_ROW (row));

  if (place != NULL && mediary_place_get_kind (place) == MEDIARY_PLACE_MORE)
    mediary_sidebar_show_all_documents (self->sidebar, place);
}

static void
on_row_setup (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget  *row = mediary_place_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (on_row_released), user_data);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (list_item, row);
  mediary_window_add_row_drop_target (user_data, row);
  mediary_window_add_place_menu (row);
}

static void
on_row_bind (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkTreeListRow *list_row = gtk_list_item_get_item (list_item);
  g_autoptr (MediaryPlace) place = gtk_tree_list_row_get_item (list_row);
  MediaryPlaceKind kind = mediary_place_get_kind (place);

  gtk_list_item_set_selectable (list_item, kind != MEDIARY_PLACE_HEADING && kind != MEDIARY_PLACE_NEW_DOCUMENT && kind != MEDIARY_PLACE_MORE);
  gtk_list_item_set_activatable (list_item, kind != MEDIARY_PLACE_HEADING && kind != MEDIARY_PLACE_NEW_DOCUMENT);
  mediary_place_row_set_list_row (MEDIARY_PLACE_ROW (gtk_list_item_get_child (list_item)), list_row);
  g_signal_connect (list_row, "notify::expanded", G_CALLBACK (on_row_expanded), user_data);
}

static void
on_row_unbind (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkTreeListRow *list_row = gtk_list_item_get_item (list_item);

  mediary_place_row_set_list_row (MEDIARY_PLACE_ROW (gtk_list_item_get_child (list_item)), NULL);
  if (list_row != NULL)
    g_signal_handlers_disconnect_by_func (list_row, on_row_expanded, user_data);
}

static void
on_place_selected (MediaryWindow *self)
{
  GtkTreeListRow *list_row = gtk_single_selection_get_selected_item (self->sidebar_selection);
  g_autoptr (MediaryPlace) place = list_row != NULL ? gtk_tree_list_row_get_item (list_row) : NULL;

  if (place == NULL || mediary_place_get_kind (place) == MEDIARY_PLACE_HEADING)
    return;

  mediary_window_show_place (self, place);
  mediary_sidebar_set_selected (self->sidebar, place);
}

/* Or the keyboard would be on the first button of their page, which leads back. */
static void
go_to_files (MediaryWindow *self)
{
  self->focus_files = self->next_list != NULL; /* when they are there */
  if (!self->focus_files)
    mediary_window_focus_files (self);
}

/* Selecting is enough to see the place beside the sidebar; where the sidebar is a page, a click leaves it. */
static void
on_row_activated (GtkListView *view, guint position, gpointer user_data)
{
  MediaryWindow *self = user_data;
  g_autoptr (GtkTreeListRow) list_row = g_list_model_get_item (G_LIST_MODEL (self->sidebar_selection), position);
  g_autoptr (MediaryPlace) place = gtk_tree_list_row_get_item (list_row);

  if (mediary_place_get_kind (place) == MEDIARY_PLACE_MORE) {
    mediary_sidebar_show_all_documents (self->sidebar, place);
    return;
  }

  mediary_window_select_place (self, position);
  if (mediary_shell_get_narrow (self->shell))
    go_to_files (self);
}

static MediaryPlace *
get_place_at (MediaryWindow *self, guint position)
{
  g_autoptr (GtkTreeListRow) list_row = g_list_model_get_item (G_LIST_MODEL (self->sidebar_selection), position);
  g_autoptr (MediaryPlace) place = list_row != NULL ? gtk_tree_list_row_get_item (list_row) : NULL;

  return place; /* the sidebar keeps it */
}

/* What of a row takes the keyboard: a widget of the list, which has ours as its child. */
static GtkWidget *
find_row (MediaryWindow *self, MediaryPlace *place)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->sidebar_view)); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    GtkWidget *child = gtk_widget_get_first_child (row);

    if (MEDIARY_IS_PLACE_ROW (child) && mediary_place_row_get_place (MEDIARY_PLACE_ROW (child)) == place)
      return row;
  }

  return NULL;
}

static guint
get_focus_position (MediaryWindow *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->sidebar_view));
  GtkWidget *child = row != NULL ? gtk_widget_get_first_child (row) : NULL;

  return MEDIARY_IS_PLACE_ROW (child) ? mediary_sidebar_find_place (self->sidebar, mediary_place_row_get_place (MEDIARY_PLACE_ROW (child))) : GTK_INVALID_LIST_POSITION;
}

static gboolean
is_kind (MediaryPlace *place, MediaryPlaceKind kind)
{
  return place != NULL && mediary_place_get_kind (place) == kind;
}

/*
 * Up and Down, where GTK would stay for good: it goes to every row in turn, also to those that cannot be selected, which do
 * not let it. A heading is passed by; what is only there to be activated is gone to without being selected.
 */
static gboolean
move_by_key (MediaryWindow *self, guint position, guint step)
{
  MediaryPlace *place = get_place_at (self, position);
  GtkWidget    *row;

  if (is_kind (place, MEDIARY_PLACE_HEADING))
    place = get_place_at (self, position += step);
  else if (!is_kind (place, MEDIARY_PLACE_MORE))
    return GDK_EVENT_PROPAGATE;

  row = place != NULL ? find_row (self, place) : NULL;
  if (row != NULL && gtk_widget_grab_focus (row) && !is_kind (place, MEDIARY_PLACE_MORE))
    gtk_single_selection_set_selected (self->sidebar_selection, position);

  return GDK_EVENT_STOP;
}

/* As in any tree. The toolkit’s own keys for it are plus, minus and Shift with an arrow, of which its newer versions know the first
 * two no more where the row has the keyboard. */
static gboolean
expand_by_key (MediaryWindow *self, guint position, gboolean expanded)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->sidebar_selection), position);

  if (row == NULL || !gtk_tree_list_row_is_expandable (row))
    return GDK_EVENT_PROPAGATE;

  gtk_tree_list_row_set_expanded (row, expanded);

  return GDK_EVENT_STOP;
}

static gboolean
is_plus (guint key)
{
  return key == GDK_KEY_plus || key == GDK_KEY_KP_Add;
}

static gboolean
is_minus (guint key)
{
  return key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract;
}

static gboolean
points_inwards (MediaryWindow *self, guint key)
{
  gboolean right = key == GDK_KEY_Right || key == GDK_KEY_KP_Right;

  return right == (gtk_widget_get_direction (GTK_WIDGET (self->sidebar_view)) != GTK_TEXT_DIR_RTL);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer user_data)
{
  MediaryWindow *self = user_data;
  guint          position = get_focus_position (self);

  if (position == GTK_INVALID_LIST_POSITION)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    return move_by_key (self, position + 1, 1);

  if ((key == GDK_KEY_Up || key == GDK_KEY_KP_Up) && position > 0)
    return move_by_key (self, position - 1, G_MAXUINT); /* which is one less */

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 && (is_plus (key) || is_minus (key)))
    return expand_by_key (self, position, is_plus (key));

  if (modifiers & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right || key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    return expand_by_key (self, position, points_inwards (self, key));

  return GDK_EVENT_PROPAGATE;
}

static void
add_keys (MediaryWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->sidebar_view), keys);
}

void
mediary_window_init_sidebar (MediaryWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->sidebar = mediary_sidebar_new ();
  self->sidebar_selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (mediary_sidebar_get_rows (self->sidebar))));
  g_signal_connect_object (self->sidebar_selection, "notify::selected-item", G_CALLBACK (on_place_selected), self, G_CONNECT_SWAPPED);

  g_signal_connect (factory, "setup", G_CALLBACK (on_row_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_row_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_row_unbind), self);
  gtk_list_view_set_factory (self->sidebar_view, factory);
  gtk_list_view_set_single_click_activate (self->sidebar_view, FALSE);
  g_signal_connect (self->sidebar_view, "activate", G_CALLBACK (on_row_activated), self);
  add_keys (self);
  gtk_list_view_set_model (self->sidebar_view, GTK_SELECTION_MODEL (self->sidebar_selection));
  on_place_selected (self);
}

/* Goes to the place in this row of the sidebar. */
void
mediary_window_select_place (MediaryWindow *self, guint position)
{
  if (position == GTK_INVALID_LIST_POSITION)
    return;

  gtk_single_selection_set_selected (self->sidebar_selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar_view), "list.scroll-to-item", "u", position);
  mediary_window_come_to_files (self);
}
