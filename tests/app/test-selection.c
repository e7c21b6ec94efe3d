/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/mediary-selection.h"

/* A list as long as one likes, that counts how often an item is asked for. */
#define COUNTING_TYPE_LIST (counting_list_get_type ())
G_DECLARE_FINAL_TYPE (CountingList, counting_list, COUNTING, LIST, GObject)

struct _CountingList {
  GObject parent_instance;

  guint n_items;
  guint n_fetched;
};

static GType
get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *list)
{
  return COUNTING_LIST (list)->n_items;
}

static gpointer
get_item (GListModel *list, guint position)
{
  CountingList *self = COUNTING_LIST (list);

  self->n_fetched++;

  return position < self->n_items ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CountingList, counting_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
counting_list_class_init (CountingListClass *klass)
{
}

static void
counting_list_init (CountingList *self)
{
}

static CountingList *
counting_list_new (guint n_items)
{
  CountingList *self = g_object_new (COUNTING_TYPE_LIST, NULL);

  self->n_items = n_items;

  return self;
}

static void
counting_list_change (CountingList *self, guint position, guint n_removed, guint n_added)
{
  self->n_items += n_added - n_removed;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

typedef struct {
  guint n_signals;
  guint position;
  guint n_items;
} Change;

static void
on_selection_changed (GtkSelectionModel *model, guint position, guint n_items, gpointer user_data)
{
  Change *change = user_data;

  change->n_signals++;
  change->position = position;
  change->n_items = n_items;
}

static void
test_selecting_all_of_a_million_fetches_none (void)
{
  CountingList     *list = counting_list_new (1000000);
  MediarySelection *selection = mediary_selection_new (G_LIST_MODEL (list));

  g_assert_true (gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection)));

  g_assert_cmpuint (mediary_selection_get_n_selected (selection), ==, 1000000);
  g_assert_cmpuint (list->n_fetched, ==, 0);

  g_assert_finalize_object (selection);
  g_assert_finalize_object (list);
}

static void
test_rows_that_come_and_go_do_not_move_the_selection (void)
{
  CountingList      *list = counting_list_new (10);
  MediarySelection  *selection = mediary_selection_new (G_LIST_MODEL (list));
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);

  gtk_selection_model_select_item (model, 4, TRUE);
  counting_list_change (list, 0, 0, 3);
  g_assert_true (gtk_selection_model_is_selected (model, 7));
  g_assert_cmpuint (mediary_selection_get_n_selected (selection), ==, 1);

  counting_list_change (list, 1, 2, 0);
  g_assert_true (gtk_selection_model_is_selected (model, 5));

  counting_list_change (list, 5, 1, 1);
  g_assert_cmpuint (mediary_selection_get_n_selected (selection), ==, 0);

  g_assert_finalize_object (selection);
  g_assert_finalize_object (list);
}

static void
test_only_what_changed_is_told (void)
{
  CountingList      *list = counting_list_new (10);
  MediarySelection  *selection = mediary_selection_new (G_LIST_MODEL (list));
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  Change             change = { 0 };

  gtk_selection_model_select_range (model, 2, 3, TRUE);
  g_signal_connect (selection, "selection-changed", G_CALLBACK (on_selection_changed), &change);

  gtk_selection_model_select_range (model, 2, 3, FALSE);
  g_assert_cmpuint (change.n_signals, ==, 0);

  gtk_selection_model_select_range (model, 3, 4, FALSE);
  g_assert_cmpuint (change.n_signals, ==, 1);
  g_assert_cmpuint (change.position, ==, 5);
  g_assert_cmpuint (change.n_items, ==, 2);

  gtk_selection_model_unselect_all (model);
  g_assert_cmpuint (change.n_signals, ==, 2);
  g_assert_cmpuint (mediary_selection_get_n_selected (selection), ==, 0);

  g_assert_finalize_object (selection);
  g_assert_finalize_object (list);
}

static void
test_nothing_behind_the_end_is_selected (void)
{
  CountingList     *list = counting_list_new (3);
  MediarySelection *selection = mediary_selection_new (G_LIST_MODEL (list));
  g_autoptr (GObject) first = NULL;

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (selection), 2, 100, TRUE);
  g_assert_cmpuint (mediary_selection_get_n_selected (selection), ==, 1);
  first = mediary_selection_dup_first (selection);
  g_assert_nonnull (first);

  g_assert_finalize_object (selection);
  g_assert_finalize_object (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/selection/selecting-all-of-a-million-fetches-none", test_selecting_all_of_a_million_fetches_none);
  g_test_add_func ("/selection/rows-that-come-and-go-do-not-move-it", test_rows_that_come_and_go_do_not_move_the_selection);
  g_test_add_func ("/selection/only-what-changed-is-told", test_only_what_changed_is_told);
  g_test_add_func ("/selection/nothing-behind-the-end-is-selected", test_nothing_behind_the_end_is_selected);

  return g_test_run ();
}
