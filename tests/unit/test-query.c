/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "mediary-test.h"
#include "private/mediary-fold.h"
#include "store/mediary-database.h"
#include "store/mediary-query-sql.h"

/* Lists: what is in them, in which order, and how SQLite gets there. */

static MediaryDatabase *
open_reader (MediaryTest *test)
{
  g_autofree char *path = g_build_filename (test->data, "mediary.db", NULL);
  g_autoptr (GError) error = NULL;
  MediaryDatabase *database = mediary_database_open (path, MEDIARY_DATABASE_READ, &error);

  g_assert_no_error (error);

  return database;
}

static char *
dup_plan (MediaryDatabase *database, MediaryQuery *query)
{
  g_autofree char *sql = mediary_query_sql_dup_text (query);
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryStatement) statement = mediary_database_prepare (database, explain, &error);
  GString *plan = g_string_new (NULL);

  g_assert_no_error (error);
  while (mediary_statement_next (statement, &error))
    g_string_append_printf (plan, "%s\n", mediary_statement_get_text (statement, 3));
  g_assert_no_error (error);

  return g_string_free (plan, FALSE);
}

static void
test_every_order_is_read_from_a_covering_index_without_sorting (MediaryTest *test)
{
  g_autoptr (MediaryDatabase) database = open_reader (test);

  for (int order = MEDIARY_ORDER_NAME; order <= MEDIARY_ORDER_TYPE; order++) {
    for (int type = MEDIARY_MEDIA_TYPE_UNKNOWN; type <= MEDIARY_MEDIA_TYPE_AUDIO; type++) {
      for (int reversed = 0; reversed <= 1; reversed++) {
        g_autoptr (MediaryQuery) all = mediary_query_new ();
        g_autoptr (MediaryQuery) typed = mediary_query_with_media_type (all, (MediaryMediaType) type);
        g_autoptr (MediaryQuery) query = mediary_query_with_order (typed, (MediaryOrder) order, reversed);
        g_autofree char *plan = dup_plan (database, query);

        g_test_message ("%s", plan);
        g_assert_nonnull (strstr (plan, "COVERING INDEX"));
        g_assert_null (strstr (plan, "TEMP B-TREE"));
      }
    }
  }
}

static char *
dup_names (MediaryTest *test, MediaryQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = mediary_service_list_items (test->service, query, NULL, 0, NULL, &error);
  GString *names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", mediary_item_get_display_name (g_ptr_array_index (items, i)));

  return g_string_free (names, FALSE);
}

#define assert_lists(query_, names_)                     \
  G_STMT_START                                           \
  {                                                      \
    g_autoptr (MediaryQuery) listed_ = (query_);         \
    g_autofree char *found_ = dup_names (test, listed_); \
    g_assert_cmpstr (found_, ==, (names_));              \
  }                                                      \
  G_STMT_END

/* img10 (60×50), img2 (10×10), Ärger (sound), zebra in the folder “Trip” */
static void
fill (MediaryTest *test)
{
  g_autofree char *ten = mediary_test_make_png (test, "img10.png", 600, 500);
  g_autofree char *two = mediary_test_make_png (test, "img2.png", 10, 10);
  g_autofree char *sound = mediary_test_make_wav (test, "Ärger.wav", 2);
  g_autofree char *zebra = mediary_test_make_png (test, "Trip/zebra.png", 200, 200);
  g_autoptr (MediaryReference) a = mediary_test_check_in (test, ten, "Kdenlive", "trailer");
  g_autoptr (MediaryReference) b = mediary_test_check_in (test, two, "Kdenlive", "trailer");
  g_autoptr (MediaryReference) c = mediary_test_check_in (test, two, "Kdenlive", "interview");
  g_autoptr (MediaryReference) d = mediary_test_check_in (test, two, "Calc", "Preisliste");
  g_autoptr (MediaryReference) e = mediary_test_check_in (test, sound, "Calc", "Preisliste");
  g_autoptr (MediaryReference) f = mediary_test_check_in (test, zebra, MEDIARY_NO_DOCUMENT_MODULE, MEDIARY_NO_DOCUMENT_ARTIFACT);
}

static MediaryQuery *
ordered (MediaryOrder order, gboolean reversed)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();

  return mediary_query_with_order (all, order, reversed);
}

static void
test_each_order_sorts_as_it_says (MediaryTest *test)
{
  fill (test);
  assert_lists (ordered (MEDIARY_ORDER_NAME, FALSE), "Ärger.wav img2.png img10.png zebra.png");
  assert_lists (ordered (MEDIARY_ORDER_NAME, TRUE), "zebra.png img10.png img2.png Ärger.wav");
  assert_lists (ordered (MEDIARY_ORDER_USES, FALSE), "img2.png Ärger.wav img10.png zebra.png");
  assert_lists (ordered (MEDIARY_ORDER_SIZE, FALSE), "Ärger.wav img10.png zebra.png img2.png");
  assert_lists (ordered (MEDIARY_ORDER_TYPE, FALSE), "img2.png img10.png zebra.png Ärger.wav");
}

static void
test_a_list_of_an_app_or_a_document_has_what_it_uses (MediaryTest *test)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();

  fill (test);
  assert_lists (mediary_query_with_module (all, "Kdenlive"), "img2.png img10.png");
  assert_lists (mediary_query_with_artifact (all, "Kdenlive", "interview"), "img2.png");
  assert_lists (mediary_query_with_artifact (all, "Calc", "Preisliste"), "Ärger.wav img2.png");
  assert_lists (mediary_query_with_artifact (all, "Calc", "trailer"), "");
  assert_lists (mediary_query_with_module (all, "nobody"), "");
}

static void
test_a_list_of_one_file_has_that_and_no_other (MediaryTest *test)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();
  g_autoptr (MediaryQuery) one = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  fill (test);
  items = mediary_service_list_items (test->service, all, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  id = mediary_item_get_id (items->pdata[2]);
  one = mediary_query_with_item (all, id);
  g_assert_cmpstr (mediary_query_get_item_id (one), ==, id);
  g_assert_false (mediary_query_equal (one, all));
  assert_lists (g_object_ref (one), "img10.png");
  assert_lists (mediary_query_with_order (one, MEDIARY_ORDER_SIZE, TRUE), "img10.png");
  assert_lists (mediary_query_with_item (one, NULL), "Ärger.wav img2.png img10.png zebra.png");
  assert_lists (mediary_query_with_item (one, "no such id"), "");
}

static void
test_a_file_without_a_document_has_no_known_use (MediaryTest *test)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();

  fill (test);
  assert_lists (mediary_query_with_no_use (all, TRUE), "zebra.png");
  assert_lists (mediary_query_with_media_type (all, MEDIARY_MEDIA_TYPE_AUDIO), "Ärger.wav");
}

static void
assert_searches (MediaryTest *test)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();

  assert_lists (mediary_query_with_text (all, "zebra"), "zebra.png");
  assert_lists (mediary_query_with_text (all, "trip"), "zebra.png");
  assert_lists (mediary_query_with_text (all, "  ARGER "), "Ärger.wav");
  assert_lists (mediary_query_with_text (all, "img"), "img2.png img10.png");
  assert_lists (mediary_query_with_text (all, "img trailer"), "img2.png img10.png");
  assert_lists (mediary_query_with_text (all, "preis"), "Ärger.wav img2.png");
  assert_lists (mediary_query_with_text (all, "preis img"), "img2.png");
  assert_lists (mediary_query_with_text (all, "im"), "img2.png img10.png");
  assert_lists (mediary_query_with_text (all, "z"), "zebra.png");
  assert_lists (mediary_query_with_text (all, "nothing at all"), "");
  assert_lists (mediary_query_with_text (all, "\"zebra"), "zebra.png");
  assert_lists (mediary_query_with_text (all, "' OR 1 --"), "");
  assert_lists (mediary_query_with_text (all, "%_*"), "");
}

static void
test_a_search_finds_names_folders_apps_and_documents_before_and_after_they_are_indexed (MediaryTest *test)
{
  fill (test);
  assert_searches (test);

  mediary_test_wait_until (mediary_test_sql_integer (test, "SELECT count (*) FROM search_queue") == 0);
  assert_searches (test);
}

/* What people type on the way to a word, and what nobody should. */
static void
assert_odd_searches (MediaryTest *test)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();
  g_autofree char  *long_word = g_strnfill (1000000, 'z');
  const char *const nothing[] = { "\"", "\"\"\"", " \t ", "\n", "\u0301" };

  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    assert_lists (mediary_query_with_text (all, nothing[i]), "2019-08-01.jpg 20190802.jpg Ärger.wav img2.png img10.png zebra.png");
  assert_lists (mediary_query_with_text (all, "2"), "2019-08-01.jpg 20190802.jpg");
  assert_lists (mediary_query_with_text (all, "20"), "2019-08-01.jpg 20190802.jpg");
  assert_lists (mediary_query_with_text (all, "201"), "2019-08-01.jpg 20190802.jpg");
  assert_lists (mediary_query_with_text (all, "9"), "");
  assert_lists (mediary_query_with_text (all, "\"ze"), "zebra.png");
  assert_lists (mediary_query_with_text (all, "\"ze\""), "zebra.png");
  assert_lists (mediary_query_with_text (all, "zebra ze ze ze ze ze ze ze ze ze"), "zebra.png");
  assert_lists (mediary_query_with_text (all, "*"), "");
  assert_lists (mediary_query_with_text (all, "img*"), "");
  assert_lists (mediary_query_with_text (all, "OR AND NEAR(zebra)"), "");
  assert_lists (mediary_query_with_text (all, long_word), "");
  assert_lists (mediary_query_with_text (all, "zebra\xff"), "");
}

static void
test_odd_searches_find_what_they_say_before_and_after_the_index_is_filled (MediaryTest *test)
{
  static const char *const names[] = { "2019-08-01.jpg", "20190802.jpg" };

  fill (test);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = mediary_test_make_png (test, names[i], 3, 2);
    g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  }
  assert_odd_searches (test);
  mediary_test_wait_until (mediary_test_sql_integer (test, "SELECT count (*) FROM search_queue") == 0);
  assert_odd_searches (test);
}

static void
test_a_removed_file_is_not_found_by_its_words_any_more (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "before.png", 3, 2);
  g_autofree char *after = mediary_test_path (test, "afterwards.png");
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) moved = NULL;
  g_autoptr (MediaryQuery) all = mediary_query_new ();

  mediary_test_wait_until (mediary_test_sql_integer (test, "SELECT count (*) FROM search_queue") == 0);
  g_assert_cmpint (rename (path, after), ==, 0);
  moved = mediary_test_check_in (test, after, "m", "a");
  assert_lists (mediary_query_with_text (all, "before"), "");
  assert_lists (mediary_query_with_text (all, "afterwards"), "afterwards.png");
  mediary_test_wait_until (mediary_test_sql_integer (test, "SELECT count (*) FROM search_queue") == 0);
  assert_lists (mediary_query_with_text (all, "before"), "");
  assert_lists (mediary_query_with_text (all, "afterwards"), "afterwards.png");
}

static void
test_pages_continue_where_the_last_one_ended_in_every_order (MediaryTest *test)
{
  fill (test);
  for (int order = MEDIARY_ORDER_NAME; order <= MEDIARY_ORDER_TYPE; order++) {
    for (int reversed = 0; reversed <= 1; reversed++) {
      g_autoptr (MediaryQuery) query = ordered ((MediaryOrder) order, reversed);
      g_autoptr (GPtrArray) whole = mediary_service_list_items (test->service, query, NULL, 0, NULL, NULL);
      MediaryItem *after = NULL;

      g_assert_cmpuint (whole->len, ==, 4);
      for (guint i = 0; i < whole->len; i++) {
        g_autoptr (GPtrArray) page = mediary_service_list_items (test->service, query, after, 1, NULL, NULL);

        g_assert_cmpuint (page->len, ==, 1);
        after = g_ptr_array_index (whole, i);
        g_assert_cmpstr (mediary_item_get_id (g_ptr_array_index (page, 0)), ==, mediary_item_get_id (after));
      }
    }
  }
}

static const struct {
  const char *text;
  const char *folded;
} folds[] = {
  { "Straße", "strasse" },  /* full case folding */
  { "ÉTÉ", "ete" },         /* accents */
  { "ﬁn", "fin" },          /* compatibility forms */
  { "ΣΊΣΥΦΟΣ", "σισυφοσ" }, /* no final sigma */
  { "日本", "日本" },       /* nothing to fold */
  { "a\xff"
    "b",
    "a\xef\xbf\xbd"
    "b" }, /* a byte that is no UTF-8 */
};

static void
test_text_is_folded_the_same_way_everywhere (MediaryTest *test)
{
  for (guint i = 0; i < G_N_ELEMENTS (folds); i++) {
    g_autofree char *folded = mediary_fold (folds[i].text);

    g_assert_cmpstr (folded, ==, folds[i].folded);
  }
}

static void
test_keys_compare_as_people_sort (MediaryTest *test)
{
  static const char *const sorted[] = { "1.png", "2.png", "10.png", "010a.png", "99999999999999999999.png", "a 2", "a 10", "a b", "Äb", "b" };

  for (guint i = 1; i < G_N_ELEMENTS (sorted); i++) {
    g_autofree char *before = mediary_fold_key (sorted[i - 1]);
    g_autofree char *after = mediary_fold_key (sorted[i]);

    g_assert_cmpstr (before, <, after);
  }
}

#define ADD(function) mediary_test_add ("/query/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (every_order_is_read_from_a_covering_index_without_sorting);
  ADD (each_order_sorts_as_it_says);
  ADD (a_list_of_an_app_or_a_document_has_what_it_uses);
  ADD (a_list_of_one_file_has_that_and_no_other);
  ADD (a_file_without_a_document_has_no_known_use);
  ADD (a_search_finds_names_folders_apps_and_documents_before_and_after_they_are_indexed);
  ADD (odd_searches_find_what_they_say_before_and_after_the_index_is_filled);
  ADD (a_removed_file_is_not_found_by_its_words_any_more);
  ADD (pages_continue_where_the_last_one_ended_in_every_order);
  ADD (text_is_folded_the_same_way_everywhere);
  ADD (keys_compare_as_people_sort);

  return g_test_run ();
}
