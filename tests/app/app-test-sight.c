/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "view/mediary-item-tile.h"

#include <string.h>

/* What a person sees of the windows. */

guint
app_test_get_n_shown (MediaryWindow *window)
{
  return window->next_list == NULL && window->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (window->rows)) : G_MAXUINT;
}

const char *
app_test_get_page (MediaryWindow *window)
{
  return gtk_stack_get_visible_child_name (window->content_stack);
}

GtkWidget *
app_test_find (GtkWidget *parent, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type))
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = gtk_widget_get_visible (child) ? app_test_find (child, type) : NULL;

    if (found != NULL)
      return found;
  }

  return NULL;
}

GtkWidget *
app_test_find_row (GtkWidget *parent, const char *title)
{
  if (ADW_IS_ACTION_ROW (parent) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (parent)), title))
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = app_test_find_row (child, title);

    if (found != NULL)
      return found;
  }

  return NULL;
}

gboolean
app_test_says (GtkWidget *parent, const char *words)
{
  if ((GTK_IS_LABEL (parent) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (parent)), words) == 0) ||
      (GTK_IS_INSCRIPTION (parent) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (parent)), words) == 0))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    if (app_test_says (child, words))
      return TRUE;
  }

  return FALSE;
}

GtkWidget *
app_test_find_menu (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_POPOVER_MENU (child))
      return child;
  }

  return NULL;
}

static void
say_widths (GtkWidget *widget, int wider_than, int depth)
{
  int minimum;

  if (!gtk_widget_get_visible (widget))
    return;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_test_message ("%*s%s %d%s%s", depth, "", G_OBJECT_TYPE_NAME (widget), minimum, GTK_IS_LABEL (widget) ? " " : "",
                  GTK_IS_LABEL (widget) ? gtk_label_get_label (GTK_LABEL (widget)) : "");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); minimum > wider_than && child != NULL; child = gtk_widget_get_next_sibling (child))
    say_widths (child, wider_than, depth + 1);
}

void
app_test_say_widths (gpointer widget, int wider_than)
{
  say_widths (widget, wider_than, 1);
}

gboolean
app_test_is_in (GtkWidget *widget, gpointer ancestor)
{
  return widget != NULL && (widget == ancestor || gtk_widget_is_ancestor (widget, ancestor));
}

GtkWidget *
app_test_get_focus (MediaryWindow *window)
{
  return gtk_window_get_focus (GTK_WINDOW (window));
}

gboolean
app_test_has_focus_in (MediaryWindow *window, gpointer ancestor)
{
  return app_test_is_in (app_test_get_focus (window), ancestor);
}

const char *
app_test_get_focused_file (MediaryWindow *window)
{
  GtkWidget       *focus = app_test_get_focus (window);
  GtkWidget       *tile = app_test_is_in (focus, window->grid_view) ? app_test_find (focus, MEDIARY_TYPE_ITEM_TILE) : NULL;
  GtkListItem     *list_item = tile != NULL && focus != GTK_WIDGET (window->grid_view) ? g_object_get_data (G_OBJECT (tile), "list-item") : NULL;
  MediaryLazyItem *lazy_item = list_item != NULL ? gtk_list_item_get_item (list_item) : NULL;

  return lazy_item != NULL && mediary_lazy_item_get_item (lazy_item) != NULL ? mediary_item_get_display_name (mediary_lazy_item_get_item (lazy_item)) : NULL;
}

GtkLabel *
app_test_get_toast_label (MediaryWindow *window)
{
  GtkWidget *toast = app_test_find (GTK_WIDGET (window->toast_overlay), g_type_from_name ("AdwToastWidget"));

  return toast != NULL ? GTK_LABEL (app_test_find (toast, GTK_TYPE_LABEL)) : NULL;
}

gboolean
app_test_toast_contains (MediaryWindow *window, const char *words)
{
  GtkLabel *label = app_test_get_toast_label (window);

  return label != NULL && strstr (gtk_label_get_label (label), words) != NULL;
}

gpointer
app_test_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
      return window; /* GTK keeps it */
  }

  return NULL;
}

AdwMessageDialog *
app_test_get_dialog (void)
{
  return app_test_find_window (ADW_TYPE_MESSAGE_DIALOG);
}

/* As its button does it: the answer, and then it closes. */
void
app_test_answer_dialog (const char *response)
{
  AdwMessageDialog *dialog = app_test_get_dialog ();

  g_assert_nonnull (dialog);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}
