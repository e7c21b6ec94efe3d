/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-test.h"
#include "private/mediary-item-list-private.h"

/* What has changed between two lists, as a view is told of it. */

static GArray *
numbers_from (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; words[i] != NULL; i++) {
    gint64 number = g_ascii_strtoll (words[i], NULL, 10);

    if (*words[i] != '\0')
      g_array_append_val (numbers, number);
  }

  return numbers;
}

/* runs: old position - removed + added, each; NULL where the lists cannot be those before and after */
static const struct {
  const char *old;
  const char *new;
  const char *touched;
  const char *runs;
} comparisons[] = {
  { "1 2 3", "1 2 3", "", "" },
  { "1 2 3", "1 2 3", "2", "" },                /* changed where it is */
  { "", "1 2", "1 2", "0-0+2" },                /* all new */
  { "1 2", "", "1 2", "0-2+0" },                /* all gone */
  { "1 3", "1 2 3", "2", "1-0+1" },             /* one new between */
  { "1 2 3", "1 3", "2", "1-1+0" },             /* one gone */
  { "1 2 3", "2 3 1", "1", "0-1+0 3-0+1" },     /* one moved to the end */
  { "1 2 3", "3 1 2", "3", "0-0+1 2-1+0" },     /* one moved to the front */
  { "1 2 3 4", "1 9 8 4", "2 3 8 9", "1-2+2" }, /* two for two */
  { "1 2 3", "1 3 2", "", NULL },               /* turned round, and nobody touched them */
  { "1 2", "1 2 3", "", NULL },                 /* new, and nobody touched it */
  { "1 2 3 4 5", "1 6 2 3 7 4 5", "6 7", "1-0+1 3-0+1" },
};

static void
test_two_lists_differ_in_exactly_these_runs (MediaryTest *test)
{
  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++) {
    g_autoptr (GArray) old = numbers_from (comparisons[i].old);
    g_autoptr (GArray) new = numbers_from (comparisons[i].new);
    g_autoptr (GArray) touched = numbers_from (comparisons[i].touched);
    g_autoptr (GArray) runs = mediary_item_list_compare (old, new, touched, 64);
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint j = 0; runs != NULL && j < runs->len; j++) {
      MediaryListRun *run = &g_array_index (runs, MediaryListRun, j);

      g_string_append_printf (text, "%s%u-%u+%u", j > 0 ? " " : "", run->old_position, run->n_removed, run->n_added);
    }
    g_assert_cmpstr (runs != NULL ? text->str : NULL, ==, comparisons[i].runs);
  }
}

static void
test_too_many_runs_are_none (MediaryTest *test)
{
  g_autoptr (GArray) old = numbers_from ("1 2 3 4 5");
  g_autoptr (GArray) new = numbers_from ("1 6 2 7 3 8 4 9 5");
  g_autoptr (GArray) touched = numbers_from ("6 7 8 9");
  g_autoptr (GArray) three = mediary_item_list_compare (old, new, touched, 3);
  g_autoptr (GArray) four = mediary_item_list_compare (old, new, touched, 4);

  g_assert_null (three);
  g_assert_cmpuint (four->len, ==, 4);
}

#define ADD(function) mediary_test_add ("/item-list-runs/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (two_lists_differ_in_exactly_these_runs);
  ADD (too_many_runs_are_none);

  return g_test_run ();
}
