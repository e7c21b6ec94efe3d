/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include "model/mediary-gradual-list.h"

/* What a view knows of a list that believes what it is told. */
typedef struct {
  GListModel         *model;
  MediaryGradualList *list;
  GPtrArray          *items;
  guint               n_most; /* that came at once */
} View;

static void
on_items_changed (GListModel *list, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  View *view = user_data;

  if (n_removed > 0)
    g_ptr_array_remove_range (view->items, position, n_removed);
  for (guint i = position; i < position + n_added; i++)
    g_ptr_array_insert (view->items, (int) i, g_list_model_get_item (list, i));
  view->n_most = MAX (view->n_most, n_added);
}

static void
assert_believes_what_is_so (View *view)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (view->list)), ==, view->items->len);
  for (guint i = 0; i < view->items->len; i++) {
    guint position = mediary_gradual_list_get_position_in_model (view->list, i);
    g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (view->list), i);
    g_autoptr (GObject) same = g_list_model_get_item (view->model, position);

    g_assert_true (item == view->items->pdata[i]);
    g_assert_true (item == same);
  }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (view->list), view->items->len));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (view->list), G_MAXUINT));
}

static void
view_init (View *view, GListModel *model)
{
  view->model = model;
  view->list = mediary_gradual_list_new (model);
  view->items = g_ptr_array_new_with_free_func (g_object_unref);
  view->n_most = 0;
  on_items_changed (G_LIST_MODEL (view->list), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (view->list)), view);
  g_signal_connect (view->list, "items-changed", G_CALLBACK (on_items_changed), view);
}

static void
view_clear (View *view)
{
  g_ptr_array_unref (view->items);
  g_assert_finalize_object (view->list);
}

static void
splice (GListStore *store, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (added, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (store, position, n_removed, added->pdata, added->len);
}

static void
test_many_rows_come_a_few_at_a_time (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  View  view;
  guint n_frames = 0;

  splice (store, 0, 0, 200);
  view_init (&view, G_LIST_MODEL (store));
  g_assert_cmpuint (view.items->len, ==, 24);

  while (mediary_gradual_list_get_n_hidden (view.list) > 0) {
    mediary_gradual_list_show_more (view.list);
    n_frames++;
  }
  g_assert_cmpuint (view.items->len, ==, 200);
  g_assert_cmpuint (view.n_most, ==, 24);
  g_assert_cmpuint (n_frames, ==, 8);
  assert_believes_what_is_so (&view);

  view_clear (&view);
}

static void
test_rows_that_follow_at_once_wait_with_the_others (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  View view;

  view_init (&view, G_LIST_MODEL (store));
  for (guint i = 0; i < 10; i++)
    splice (store, g_list_model_get_n_items (G_LIST_MODEL (store)), 0, 100);
  g_assert_cmpuint (view.items->len, ==, 24);
  mediary_gradual_list_show_more (view.list);
  g_assert_cmpuint (view.items->len, ==, 48);
  assert_believes_what_is_so (&view);

  view_clear (&view);
}

static void
test_no_more_come_in_a_frame_wherever_they_are (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  View view;

  splice (store, 0, 0, 100);
  view_init (&view, G_LIST_MODEL (store));
  splice (store, 0, 0, 40);
  splice (store, 12, 0, 40);
  splice (store, 1, 0, 5);
  g_assert_cmpuint (view.items->len, ==, 24);
  for (guint n_shown = 48; n_shown < 185; n_shown += 24) {
    mediary_gradual_list_show_more (view.list);
    g_assert_cmpuint (view.items->len, ==, n_shown);
    assert_believes_what_is_so (&view);
  }

  view_clear (&view);
}

static void
test_single_rows_come_at_once (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  View view;

  view_init (&view, G_LIST_MODEL (store));
  for (guint i = 0; i < 24; i++)
    splice (store, 0, 0, 1);
  g_assert_cmpuint (view.items->len, ==, 24);

  view_clear (&view);
}

/* A view makes no more than two hundred of them. */
static void
test_a_million_rows_take_a_few_frames (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  View  view;
  guint n_frames = 0;

  splice (store, 0, 0, 100000);
  view_init (&view, G_LIST_MODEL (store));
  for (; mediary_gradual_list_get_n_hidden (view.list) > 0; n_frames++)
    mediary_gradual_list_show_more (view.list);
  g_assert_cmpuint (n_frames, <=, 10);
  g_assert_cmpuint (view.items->len, ==, 100000);

  view_clear (&view);
}

static void
test_what_is_there_stays_when_more_come (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  View     view;
  gpointer first;

  splice (store, 0, 0, 10);
  view_init (&view, G_LIST_MODEL (store));
  first = view.items->pdata[0];

  splice (store, 0, 0, 100);
  g_assert_cmpuint (view.items->len, ==, 24);
  g_assert_true (view.items->pdata[14] == first);
  mediary_gradual_list_show_all (view.list);
  g_assert_cmpuint (view.items->len, ==, 110);
  g_assert_true (view.items->pdata[100] == first);
  assert_believes_what_is_so (&view);

  view_clear (&view);
}

static void
test_any_change_leaves_the_view_with_what_is_so (void)
{
  for (guint round = 0; round < 200; round++) {
    g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
    View view;

    splice (store, 0, 0, (guint) g_test_rand_int_range (0, 120));
    view_init (&view, G_LIST_MODEL (store));
    for (guint change = 0; change < 20; change++) {
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (store));
      guint position = (guint) g_test_rand_int_range (0, (int) n_items + 1);

      splice (store, position, (guint) g_test_rand_int_range (0, (int) (n_items - position) + 1), (guint) g_test_rand_int_range (0, 90));
      assert_believes_what_is_so (&view);
      if (g_test_rand_bit ())
        mediary_gradual_list_show_more (view.list);
      assert_believes_what_is_so (&view);
    }
    mediary_gradual_list_show_all (view.list);
    g_assert_cmpuint (view.items->len, ==, g_list_model_get_n_items (G_LIST_MODEL (store)));
    assert_believes_what_is_so (&view);

    view_clear (&view);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gradual-list/many-rows-come-a-few-at-a-time", test_many_rows_come_a_few_at_a_time);
  g_test_add_func ("/gradual-list/rows-that-follow-at-once-wait-with-the-others", test_rows_that_follow_at_once_wait_with_the_others);
  g_test_add_func ("/gradual-list/no-more-come-in-a-frame-wherever-they-are", test_no_more_come_in_a_frame_wherever_they_are);
  g_test_add_func ("/gradual-list/single-rows-come-at-once", test_single_rows_come_at_once);
  g_test_add_func ("/gradual-list/a-million-rows-take-a-few-frames", test_a_million_rows_take_a_few_frames);
  g_test_add_func ("/gradual-list/what-is-there-stays-when-more-come", test_what_is_there_stays_when_more_come);
  g_test_add_func ("/gradual-list/any-change-leaves-the-view-with-what-is-so", test_any_change_leaves_the_view_with_what_is_so);

  return g_test_run ();
}
