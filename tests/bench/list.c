/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "mediary.h"
#include "store/mediary-database.h"

/* What a window asks of a large library, timed: bench-list FOLDER. Beside each, a plain way to do it in SQL. */

#define ROUNDS 15
#define PAGE   200

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
print_times (const char *what, double *milliseconds, guint n)
{
  qsort (milliseconds, n, sizeof *milliseconds, compare_doubles);
  g_print ("%-52s %10.2f %10.2f\n", what, milliseconds[n / 2], milliseconds[n * 95 / 100]);
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static MediaryItemList *
open_list (MediaryService *service, MediaryQuery *query)
{
  MediaryItemList *list = mediary_item_list_new (service, query);

  while (mediary_item_list_get_loading (list))
    g_main_context_iteration (NULL, TRUE);

  return list;
}

static void
time_query (MediaryService *service, const char *what, MediaryQuery *query)
{
  double times[ROUNDS];
  guint  n_items = 0;

  for (guint i = 0; i < ROUNDS; i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (MediaryItemList) list = open_list (service, query);

    times[i] = since (start);
    n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
  }
  {
    g_autofree char *label = g_strdup_printf ("%s (%u files)", what, n_items);

    print_times (label, times, ROUNDS);
  }
}

static void
time_pages (MediaryService *service, MediaryQuery *query)
{
  g_autoptr (MediaryItemList) list = open_list (service, query);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint  n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++) {
    guint first = (guint) g_rand_int_range (random, 0, (gint32) (n_items - PAGE));
    g_autoptr (GPtrArray) page = g_ptr_array_new_with_free_func (g_object_unref);
    gint64 start = g_get_monotonic_time ();

    for (guint j = 0; j < PAGE; j++)
      g_ptr_array_add (page, g_list_model_get_item (G_LIST_MODEL (list), first + j));
    while (mediary_lazy_item_get_item (g_ptr_array_index (page, PAGE - 1)) == NULL)
      g_main_context_iteration (NULL, TRUE);
    times[i] = since (start);
  }
  print_times ("a page of 200 anywhere", times, ROUNDS);
  g_print ("%-52s %10u\n", "  items read for 15 pages", mediary_item_list_get_n_fetched (list));
}

static void
time_sql (MediaryDatabase *database, const char *what, const char *sql)
{
  double times[3];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (MediaryStatement) statement = mediary_database_prepare (database, sql, NULL);

    while (mediary_statement_next (statement, NULL))
      ;
    times[i] = since (start);
  }
  print_times (what, times, G_N_ELEMENTS (times));
}

static void
time_search (MediaryService *service, MediaryQuery *all, const char *text)
{
  g_autoptr (MediaryQuery) query = mediary_query_with_text (all, text);
  g_autofree char *what = g_strdup_printf ("search “%s”", text);

  time_query (service, what, query);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryService) service = argc == 2 ? mediary_service_open (argv[1], NULL, &error) : NULL;
  g_autoptr (MediaryDatabase) database = NULL;
  g_autoptr (MediaryQuery) all = mediary_query_new ();
  g_autoptr (MediaryQuery) newest = mediary_query_with_order (all, MEDIARY_ORDER_LAST_CHECK_IN, FALSE);
  g_autoptr (MediaryQuery) video = mediary_query_with_media_type (all, MEDIARY_MEDIA_TYPE_VIDEO);
  g_autoptr (MediaryQuery) app = mediary_query_with_module (all, "org.example.App3");

  setlocale (LC_ALL, "");
  if (service != NULL)
    database = mediary_database_open (mediary_service_get_database_path (service), MEDIARY_DATABASE_READ, &error);
  if (database == NULL) {
    g_printerr ("bench-list: %s\n", error != NULL ? error->message : "give a library's folder");
    return 1;
  }

  g_print ("%-52s %10s %10s\n", "milliseconds", "median", "95 %");
  time_query (service, "the whole list by name", all);
  time_query (service, "the whole list, newest first", newest);
  time_query (service, "all videos by name", video);
  time_query (service, "what an app uses, by name", app);
  time_pages (service, all);
  time_search (service, all, "needle");
  time_search (service, all, "needle photo");
  time_search (service, all, "photo-7777");
  time_search (service, all, "clip");
  time_search (service, all, "document%20777");
  time_sql (database, "plain SQL: LIKE '%needle%', sorted",
            "SELECT i.id FROM media_items AS i WHERE i.path LIKE '%needle%' ORDER BY i.path");
  time_sql (database, "plain SQL: a page by OFFSET 700000",
            "SELECT i.id, i.path, i.metadata FROM media_items AS i ORDER BY i.path LIMIT 200 OFFSET 700000");

  return 0;
}
