/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "mediary-test.h"

/* A library written as lines, and read in again: here, elsewhere, twice, cut off, and made up. */

static const char contents_sql[] =
  "SELECT * FROM media_items ORDER BY id;"
  "SELECT * FROM media_references ORDER BY id;"
  "SELECT item_id, kind, name_key, size, last_check_in, n_uses, state, device, inode, modified FROM item_facts ORDER BY item_id;"
  "SELECT p.path, f.item_id, p.kind, p.noted_at FROM item_paths AS p JOIN item_facts AS f USING (number) ORDER BY p.path;"
  "SELECT * FROM reference_facts ORDER BY reference_id;"
  "SELECT name, n_items, n_artifacts FROM modules ORDER BY name";

/* Names that are no text, links, places, states, and more items than one page. */
static void
fill (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("m", "many");
  g_autofree char *odd = mediary_test_make_png (test, "odd\n\"name\xff.png", 3, 2);
  g_autofree char *gone = mediary_test_make_png (test, "gone.png", 3, 2);
  g_autofree char *link = mediary_test_path (test, "link.png");
  g_autoptr (MediaryReference) a = NULL;
  g_autoptr (MediaryReference) b = mediary_test_check_in (test, gone, "m", "a");
  g_autoptr (MediaryReference) c = NULL;
  g_autoptr (MediaryItem) item = NULL;

  for (guint i = 0; i < 600; i++) {
    g_autofree char *name = g_strdup_printf ("%u.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 3, 2);

    mediary_check_in_job_add_path (job, path);
  }
  mediary_test_run_job (test, job);
  a = mediary_service_check_in_media_at (test->service, odd, "m", "Preise „2024“.ods", "Tabelle1.B4", NULL, NULL);
  g_assert_cmpint (symlink (odd, link), ==, 0);
  c = mediary_test_check_in (test, link, "n", "b");
  g_assert_cmpint (unlink (gone), ==, 0);
  item = mediary_service_refresh_item (test->service, mediary_reference_get_media_item_id (b), NULL, NULL);
  g_assert_cmpint (mediary_item_get_state (item), ==, MEDIARY_STATE_MISSING);
}

static GBytes *export(MediaryTest *test)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (mediary_service_export_to (test->service, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static MediaryImport *
import (MediaryService *service, GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return mediary_service_import_from (service, stream, NULL, error);
}

/* In another folder, with nothing in it. */
static MediaryService *
open_other (MediaryTest *test, const char *name)
{
  g_autofree char *folder = g_build_filename (test->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  MediaryService *other = mediary_service_open (folder, NULL, &error);

  g_assert_no_error (error);

  return other;
}

static char *
dup_contents (MediaryTest *test, MediaryService *service)
{
  MediaryTest at = { .data = g_path_get_dirname (mediary_service_get_database_path (service)) };
  char       *contents = mediary_test_sql (&at, contents_sql);

  g_free (at.data);

  return contents;
}

static void
test_an_export_read_in_elsewhere_is_the_same_library (MediaryTest *test)
{
  g_autoptr (GBytes) bytes = NULL;
  MediaryService *other = open_other (test, "other");
  g_autoptr (MediaryImport) first = NULL;
  g_autoptr (MediaryImport) second = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  fill (test);
  bytes = export(test);
  first = import (other, bytes, &error);
  g_assert_no_error (error);
  g_assert_true (mediary_import_get_complete (first));
  g_assert_cmpuint (mediary_import_get_n_items_added (first), ==, 602);
  g_assert_cmpuint (mediary_import_get_n_references_added (first), ==, 603);
  g_assert_cmpuint (mediary_import_get_n_refused (first), ==, 0);
  here = dup_contents (test, test->service);
  there = dup_contents (test, other);
  g_assert_cmpstr (here, ==, there);

  second = import (other, bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mediary_import_get_n_items_added (second), ==, 0);
  g_assert_cmpuint (mediary_import_get_n_items_known (second), ==, 602);
  g_assert_cmpuint (mediary_import_get_n_references_known (second), ==, 603);
  again = dup_contents (test, other);
  g_assert_cmpstr (here, ==, again);
  mediary_test_finalize (other);
}

static void
test_what_is_there_by_its_path_gets_the_uses (MediaryTest *test)
{
  MediaryService  *other = open_other (test, "other");
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) here = mediary_test_check_in (test, path, "m", "a");
  g_autoptr (MediaryReference) there = mediary_service_check_in_media (other, path, "m", "b", NULL, NULL);
  g_autoptr (MediaryReference) found = NULL;
  g_autoptr (MediaryImport) imported = NULL;
  g_autoptr (GBytes) bytes = export(test);
  g_autoptr (GError) error = NULL;

  imported = import (other, bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mediary_import_get_n_items_known (imported), ==, 1);
  g_assert_cmpuint (mediary_import_get_n_references_added (imported), ==, 1);
  found = mediary_service_get_reference (other, mediary_reference_get_id (here), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mediary_reference_get_media_item_id (found), ==, mediary_reference_get_media_item_id (there));
  mediary_test_finalize (other);
}

static void
test_one_that_was_cut_off_is_read_and_said_to_be_so (MediaryTest *test)
{
  MediaryService *other = open_other (test, "other");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) cut = NULL;
  g_autoptr (MediaryImport) imported = NULL;
  g_autoptr (GError) error = NULL;

  fill (test);
  bytes = export(test);
  cut = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
  imported = import (other, cut, &error);
  g_assert_no_error (error);
  g_assert_false (mediary_import_get_complete (imported));
  g_assert_cmpuint (mediary_import_get_n_items_added (imported), >, 100);
  g_assert_cmpuint (mediary_import_get_n_refused (imported), <=, 1);
  mediary_test_finalize (other);
}

static const struct {
  const char *text;
  const char *why;
} no_exports[] = {
  { "", "empty" },
  { "\n", "an empty line" },
  { "[]\n", "another JSON" },
  { "\x89PNG\r\n\x1a\n", "a picture" },
  { "{\"item\":{}}\n", "no first line" },
  { "{\"mediary-export\":{\"version\":2}}\n", "a newer one" },
  { "{\"mediary-export\":{\"version\":\"1\"}}\n", "a version that is text" },
};

static void
test_what_is_no_export_is_refused (MediaryTest *test)
{
  for (guint i = 0; i < G_N_ELEMENTS (no_exports); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (no_exports[i].text, strlen (no_exports[i].text));
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", no_exports[i].why);
    g_assert_null (import (test->service, bytes, &error));
    g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT);
  }
}

static void
test_lines_that_make_no_sense_keep_no_other_out (MediaryTest *test)
{
  static const char text[] =
    "{\"mediary-export\":{\"version\":1}}\n"
    "nonsense\n"
    "{\"item\":{\"id\":\"01234567-89ab-7def-8123-456789abcdef\",\"type\":\"IMAGE\",\"path\":\"/a.png\",\"tomorrow\":1}}\n"
    "{\"item\":{\"id\":\"01234567-89ab-7def-8123-456789abcde0\",\"type\":\"IMAGE\",\"path\":\"a.png\"}}\n"
    "{\"item\":{\"id\":\"; DROP TABLE media_items\",\"type\":\"IMAGE\",\"path\":\"/b.png\"}}\n"
    "{\"reference\":{\"id\":\"fedcba98-7654-7210-8edc-ba9876543210\",\"media_item_id\":\"01234567-89ab-7def-8123-456789abcdef\","
    "\"module_name\":\"m\",\"artifact_name\":\"a\"}}\n"
    "{\"reference\":{\"id\":\"fedcba98-7654-7210-8edc-ba9876543211\",\"media_item_id\":\"01234567-89ab-7def-8123-456789abcdee\","
    "\"module_name\":\"m\",\"artifact_name\":\"a\"}}\n"
    "{\"tomorrow\":{}}\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryImport) imported = import (test->service, bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mediary_import_get_n_items_added (imported), ==, 1);
  g_assert_cmpuint (mediary_import_get_n_references_added (imported), ==, 1);
  g_assert_cmpuint (mediary_import_get_n_refused (imported), ==, 4);
  g_assert_false (mediary_import_get_complete (imported));
}

static void
test_a_line_without_end_does_not_fill_the_memory (MediaryTest *test)
{
  g_autofree char *endless = g_strnfill (4 * 1024 * 1024, 'x');
  g_autofree char *text = g_strconcat ("{\"mediary-export\":{\"version\":1}}\n", endless, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_null (import (test->service, bytes, &error));
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/export/same-library-elsewhere", test_an_export_read_in_elsewhere_is_the_same_library);
  mediary_test_add ("/export/there-by-path", test_what_is_there_by_its_path_gets_the_uses);
  mediary_test_add ("/export/cut-off", test_one_that_was_cut_off_is_read_and_said_to_be_so);
  mediary_test_add ("/import/no-export", test_what_is_no_export_is_refused);
  mediary_test_add ("/import/lines-without-sense", test_lines_that_make_no_sense_keep_no_other_out);
  mediary_test_add ("/import/endless-line", test_a_line_without_end_does_not_fill_the_memory);

  return g_test_run ();
}
