/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "mediary-test.h"

/*
 * The clock is set back a year, and on beyond 2038, while files are checked in. libfaketime tells us and the extractor
 * so, and leaves the monotonic clock alone, as the kernel does.
 */

#define YEAR     (365 * 24 * 60 * 60)
#define LATE     "@2040-03-01 12:00:00"
#define BEYOND32 G_GINT64_CONSTANT (2147483648)

static const char *const libraries[] = {
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib64/faketime/libfaketimeMT.so.1",
  "/usr/lib/faketime/libfaketimeMT.so.1",
};

static const char *
find_library (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (libraries); i++)
    if (g_file_test (libraries[i], G_FILE_TEST_EXISTS))
      return libraries[i];

  return NULL;
}

/* Starts this program once more, with the library in it and a file that tells it the time. Returns only if it cannot. */
static void
start_again (char **argv)
{
  const char      *library = find_library ();
  g_autofree char *path = NULL;
  int              descriptor;

  if (library == NULL)
    return;

  descriptor = g_file_open_tmp ("mediary-clock-XXXXXX", &path, NULL);
  g_assert_cmpint (descriptor, >=, 0);
  close (descriptor);
  g_setenv ("FAKETIME_TIMESTAMP_FILE", path, TRUE);
  g_setenv ("FAKETIME_NO_CACHE", "1", TRUE);
  g_setenv ("FAKETIME_DONT_FAKE_MONOTONIC", "1", TRUE);
  g_setenv ("FAKETIME_DONT_RESET", "1", TRUE);
  g_setenv ("LD_PRELOAD", library, TRUE);
  execv ("/proc/self/exe", argv);
}

static void
set_clock (const char *to)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (g_getenv ("FAKETIME_TIMESTAMP_FILE"), to, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* A picture and a sound, each with all that can be known of it; times are as the clock says. */
static void
check_in_at (MediaryTest *test, const char *name, gint64 least, gint64 most)
{
  g_autofree char *picture_name = g_strconcat (name, ".png", NULL);
  g_autofree char *sound_name = g_strconcat (name, ".wav", NULL);
  g_autofree char *picture = mediary_test_make_png (test, picture_name, 3, 2);
  g_autofree char *sound = mediary_test_make_wav (test, sound_name, 1);
  const char      *paths[] = { picture, sound };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (MediaryReference) reference = mediary_test_check_in (test, paths[i], "module", name);
    g_autoptr (MediaryItem) item = mediary_test_item (test, paths[i]);

    g_assert_cmpint (mediary_reference_get_created_at (reference), >=, least);
    g_assert_cmpint (mediary_reference_get_created_at (reference), <=, most);
    g_assert_null (mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_NOTE));
  }
}

static guint
count_items (MediaryTest *test)
{
  g_autoptr (MediaryQuery) all = mediary_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = mediary_service_list_items (test->service, all, NULL, 0, NULL, &error);

  g_assert_no_error (error);

  return items->len;
}

static void
test_a_clock_that_jumps_loses_nothing (MediaryTest *test)
{
  gint64 now;

  set_clock ("+0");
  now = (gint64) time (NULL);
  check_in_at (test, "today", now, now + 600);

  set_clock ("-1y");
  g_assert_cmpint (time (NULL), <, now - YEAR + 600); /* the probe bites */
  check_in_at (test, "last year", now - YEAR - 600, now - YEAR + 600);

  set_clock (LATE);
  check_in_at (test, "late", BEYOND32, BEYOND32 * 2);
  mediary_test_reopen (test);
  g_assert_cmpuint (count_items (test), ==, 6);

  set_clock ("-1y");
  check_in_at (test, "last year again", now - YEAR - 600, now - YEAR + 600);
  set_clock ("+0");
  check_in_at (test, "today again", now, now + 600);
  mediary_test_reopen (test);

  g_assert_cmpuint (count_items (test), ==, 10);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references WHERE created_at > 2147483648"), ==, 2);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 10);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT (SELECT count (*) FROM pragma_integrity_check WHERE integrity_check = 'ok')"), ==, 1);
}

int
main (int argc, char *argv[])
{
  int result;

  if (g_getenv ("FAKETIME_TIMESTAMP_FILE") == NULL) {
    start_again (argv);
    printf ("1..0 # SKIP libfaketime is not there\n");
    return 77;
  }

  g_test_init (&argc, &argv, NULL);
  mediary_test_add ("/clock/a_clock_that_jumps_loses_nothing", test_a_clock_that_jumps_loses_nothing);
  result = g_test_run ();
  g_unlink (g_getenv ("FAKETIME_TIMESTAMP_FILE"));

  return result;
}
