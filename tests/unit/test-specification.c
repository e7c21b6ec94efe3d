/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <uuid.h>

#include "mediary-test.h"
#include "mediary-words.h"

/*
 * The specification, sentence by sentence: first what check_in_media does, then what we read into its gaps. Each test
 * is named after the sentence it holds us to.
 */

/* ---- The core operation ---- */

static void
test_looks_whether_the_file_has_already_been_added_and_returns_the_existing_reference (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryReference) second = mediary_test_check_in (test, path, "module", "artifact");

  g_assert_cmpstr (mediary_reference_get_id (first), ==, mediary_reference_get_id (second));
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 1);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, 1);
}

static void
test_validates_that_the_file_exists_and_is_readable (MediaryTest *test)
{
  g_autofree char *nowhere = mediary_test_path (test, "nowhere.png");

  mediary_test_refused (test, nowhere, MEDIARY_ERROR_FILE_NOT_FOUND);
}

static void
test_determines_its_media_type (MediaryTest *test)
{
  g_autofree char *picture = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *sound = mediary_test_make_wav (test, "a.wav", 0.5);
  g_autofree char *video = mediary_test_make_video (test, "a.avi", 1);
  g_autoptr (MediaryReference) of_picture = mediary_test_check_in (test, picture, "m", "a");
  g_autoptr (MediaryReference) of_sound = mediary_test_check_in (test, sound, "m", "a");
  g_autoptr (MediaryReference) of_video = mediary_test_check_in (test, video, "m", "a");
  g_autofree char *types = mediary_test_sql (test, "SELECT group_concat (type) FROM (SELECT type FROM media_items ORDER BY path)");

  g_assert_cmpstr (types, ==, "VIDEO,IMAGE,AUDIO");
}

static void
test_extracts_size_and_dimensions_of_images_and_duration_of_sound_and_video (MediaryTest *test)
{
  g_autofree char *picture = mediary_test_make_png (test, "a.png", 30, 20);
  g_autofree char *sound = mediary_test_make_wav (test, "a.wav", 1.5);
  g_autofree char *video = mediary_test_make_video (test, "a.avi", 2);
  g_autoptr (MediaryReference) of_picture = mediary_test_check_in (test, picture, "m", "a");
  g_autoptr (MediaryReference) of_sound = mediary_test_check_in (test, sound, "m", "a");
  g_autoptr (MediaryReference) of_video = mediary_test_check_in (test, video, "m", "a");
  g_autoptr (MediaryItem) picture_item = mediary_test_item (test, picture);
  g_autoptr (MediaryItem) sound_item = mediary_test_item (test, sound);
  g_autoptr (MediaryItem) video_item = mediary_test_item (test, video);
  MediaryMetadata *metadata = mediary_item_get_metadata (picture_item);
  struct stat      buffer;

  g_assert_cmpint (stat (picture, &buffer), ==, 0);
  g_assert_cmpint (mediary_metadata_get_size (metadata), ==, buffer.st_size);
  g_assert_cmpint (mediary_metadata_get_width (metadata), ==, 30);
  g_assert_cmpint (mediary_metadata_get_height (metadata), ==, 20);
  g_assert_cmpfloat_with_epsilon (mediary_metadata_get_duration (mediary_item_get_metadata (sound_item)), 1.5, 0.1);
  g_assert_cmpfloat_with_epsilon (mediary_metadata_get_duration (mediary_item_get_metadata (video_item)), 2, 0.1);
}

static void
test_generates_a_unique_id (MediaryTest *test)
{
  g_autofree char *first = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *second = mediary_test_make_png (test, "b.png", 3, 2);
  g_autoptr (MediaryReference) of_first = mediary_test_check_in (test, first, "m", "a");
  g_autoptr (MediaryReference) of_second = mediary_test_check_in (test, second, "m", "a");
  uuid_t uuid;

  g_assert_cmpint (uuid_parse (mediary_reference_get_media_item_id (of_first), uuid), ==, 0);
  g_assert_cmpint (uuid_parse (mediary_reference_get_id (of_first), uuid), ==, 0);
  g_assert_cmpstr (mediary_reference_get_media_item_id (of_first), !=, mediary_reference_get_media_item_id (of_second));
  g_assert_cmpstr (mediary_reference_get_id (of_first), !=, mediary_reference_get_id (of_second));
}

static void
test_stores_the_metadata_in_the_database (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 30, 20);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "m", "a");
  g_autofree char *row = mediary_test_sql (test, "SELECT json_extract (metadata, '$.width'), json_extract (metadata, '$.height'), path FROM media_items");
  g_autofree char *expected = g_strdup_printf ("30|20|%s", path);

  g_assert_cmpstr (row, ==, expected);
}

static void
test_records_the_module_name_and_the_artifact_name (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "org.example.Sheet", "file:///prices.ods");
  g_autofree char *row = mediary_test_sql (test, "SELECT id, media_item_id, module_name, artifact_name FROM media_references");
  g_autofree char *expected = g_strdup_printf ("%s|%s|org.example.Sheet|file:///prices.ods",
                                               mediary_reference_get_id (reference),
                                               mediary_reference_get_media_item_id (reference));

  g_assert_cmpstr (row, ==, expected);
}

static void
test_returns_a_media_reference (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "module", "artifact");

  g_assert_true (MEDIARY_IS_REFERENCE (reference));
  g_assert_cmpstr (mediary_reference_get_module_name (reference), ==, "module");
  g_assert_cmpstr (mediary_reference_get_artifact_name (reference), ==, "artifact");
  g_assert_cmpint (mediary_reference_get_created_at (reference), >, 1700000000);
}

static void
on_checked_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(MediaryReference **) data = mediary_service_check_in_media_finish (MEDIARY_SERVICE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_returns_the_same_without_blocking (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = NULL;
  g_autoptr (MediaryReference) again = NULL;

  mediary_service_check_in_media_async (test->service, path, "module", "artifact", NULL, on_checked_in, &reference);
  mediary_test_wait_until (reference != NULL);
  again = mediary_test_check_in (test, path, "module", "artifact");
  g_assert_cmpstr (mediary_reference_get_id (reference), ==, mediary_reference_get_id (again));
}

/* Root may read anything; so the look is another user's. */
static void
test_errors_are_permission_denied_for_a_file_that_may_not_be_read (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "secret.png", 3, 2);

  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  if (geteuid () == 0) {
    g_assert_cmpint (chmod (test->folder, 0755), ==, 0);
    g_assert_cmpint (chmod (test->files, 0755), ==, 0);
    g_assert_cmpint (seteuid (65534), ==, 0);
  }
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (MediaryReference) reference = NULL;

    reference = mediary_service_check_in_media (test->service, path, "module", "artifact", NULL, &error);
    if (geteuid () == 65534)
      g_assert_cmpint (seteuid (0), ==, 0);
    g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_PERMISSION_DENIED);
    g_assert_null (reference);
  }
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 0);
}

static void
test_errors_are_unsupported_media_type_for_unrecognised_file_types (MediaryTest *test)
{
  g_autofree char *text = mediary_test_make_bytes (test, "notes.txt", "Just words.\n", -1);
  g_autofree char *unknown = mediary_test_make_bytes (test, "thing.qqq", "\x01\x02\x03\x04", 4);

  mediary_test_refused (test, text, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
  mediary_test_refused (test, unknown, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
}

/* ---- The database ---- */

static void
test_the_two_tables_have_exactly_these_columns_in_this_order (MediaryTest *test)
{
  g_autofree char *items = mediary_test_sql (test, "SELECT group_concat (name || ' ' || type) FROM pragma_table_info ('media_items')");
  g_autofree char *references = mediary_test_sql (test, "SELECT group_concat (name || ' ' || type) FROM pragma_table_info ('media_references')");
  g_autofree char *key = mediary_test_sql (test, "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list ('media_references')");
  g_autofree char *keys = mediary_test_sql (test,
                                            "SELECT group_concat (name) FROM (SELECT name FROM pragma_table_info ('media_items') WHERE pk"
                                            " UNION ALL SELECT name FROM pragma_table_info ('media_references') WHERE pk)");

  g_assert_cmpstr (items, ==, "id TEXT,type TEXT,path TEXT,metadata TEXT,created_at INTEGER,updated_at INTEGER");
  g_assert_cmpstr (references, ==, "id TEXT,media_item_id TEXT,module_name TEXT,artifact_name TEXT,created_at INTEGER");
  g_assert_cmpstr (key, ==, "media_item_id|media_items|id");
  g_assert_cmpstr (keys, ==, "id,id");
}

static void
test_a_reference_has_a_text_form_that_fits_in_a_cell (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "module", "artifact");
  g_autofree char *text = mediary_reference_to_text (reference);
  g_autofree char *expected = g_strdup_printf ("mediary:%s?ref=%s", mediary_reference_get_media_item_id (reference),
                                               mediary_reference_get_id (reference));

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (strlen (text), <, 100);
}

/* ---- How we read the gaps ---- */

static void
test_same_file_same_module_same_artifact_writes_nothing (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *database = g_build_filename (test->data, "mediary.db", NULL);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryReference) second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  struct stat      stat_before;
  struct stat      stat_after;

  mediary_test_reopen (test); /* and so the log is folded into the file */
  before = mediary_test_checksum (database);
  g_assert_cmpint (stat (database, &stat_before), ==, 0);

  second = mediary_test_check_in (test, path, "module", "artifact");
  g_assert_cmpstr (mediary_reference_get_id (first), ==, mediary_reference_get_id (second));

  mediary_test_reopen (test);
  after = mediary_test_checksum (database);
  g_assert_cmpint (stat (database, &stat_after), ==, 0);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (stat_before.st_mtim.tv_sec, ==, stat_after.st_mtim.tv_sec);
  g_assert_cmpint (stat_before.st_mtim.tv_nsec, ==, stat_after.st_mtim.tv_nsec);
}

static void
test_same_file_another_module_or_artifact_is_the_same_item_and_a_new_reference (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryReference) second = mediary_test_check_in (test, path, "module", "another");
  g_autoptr (MediaryReference) third = mediary_test_check_in (test, path, "another", "artifact");

  g_assert_cmpstr (mediary_reference_get_media_item_id (first), ==, mediary_reference_get_media_item_id (second));
  g_assert_cmpstr (mediary_reference_get_media_item_id (first), ==, mediary_reference_get_media_item_id (third));
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (DISTINCT id) FROM media_references"), ==, 3);
}

static void
test_symbolic_links_are_resolved_and_the_path_as_given_is_kept (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *link = mediary_test_path (test, "link.png");
  g_autoptr (MediaryReference) by_link = NULL;
  g_autoptr (MediaryReference) by_path = NULL;
  g_autoptr (MediaryItem) gone = NULL;
  g_autofree char *stored = NULL;

  g_assert_cmpint (symlink ("a.png", link), ==, 0);
  by_link = mediary_test_check_in (test, link, "module", "artifact");
  by_path = mediary_test_check_in (test, path, "module", "artifact");
  stored = mediary_test_sql (test, "SELECT path FROM media_items");

  g_assert_cmpstr (mediary_reference_get_id (by_link), ==, mediary_reference_get_id (by_path));
  g_assert_cmpstr (stored, ==, path);

  /* The item is found by the link also when that is gone. */
  g_assert_cmpint (g_unlink (link), ==, 0);
  gone = mediary_test_item (test, link);
  g_assert_cmpstr (mediary_item_get_id (gone), ==, mediary_reference_get_media_item_id (by_path));
}

/* So does a case-only rename on a case-blind volume look: two names, and both lead to one inode. */
static void
test_hard_links_and_names_that_differ_in_case_on_a_case_blind_volume_are_one_file (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *other = mediary_test_path (test, "b.png");
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryReference) second = NULL;
  g_autoptr (MediaryReference) third = NULL;

  g_assert_cmpint (link (path, other), ==, 0);
  second = mediary_test_check_in (test, other, "module", "artifact");
  third = mediary_test_check_in (test, other, "module", "another");

  g_assert_cmpstr (mediary_reference_get_id (first), ==, mediary_reference_get_id (second));
  g_assert_cmpstr (mediary_reference_get_media_item_id (first), ==, mediary_reference_get_media_item_id (third));
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 1);
}

static void
test_a_known_path_whose_file_is_gone_keeps_its_item_as_missing (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryReference) again = NULL;
  g_autoptr (MediaryReference) other = NULL;
  g_autoptr (MediaryItem) item = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  again = mediary_test_check_in (test, path, "module", "artifact");
  other = mediary_test_check_in (test, path, "module", "another");
  item = mediary_test_item (test, path);

  g_assert_cmpstr (mediary_reference_get_id (first), ==, mediary_reference_get_id (again));
  g_assert_cmpstr (mediary_reference_get_media_item_id (first), ==, mediary_reference_get_media_item_id (other));
  g_assert_cmpint (mediary_item_get_state (item), ==, MEDIARY_STATE_MISSING);
}

static void
test_a_missing_file_that_comes_back_is_present_again (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *aside = mediary_test_path (test, "aside.png");
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryReference) gone = NULL;
  g_autoptr (MediaryReference) back = NULL;
  g_autoptr (MediaryItem) item = NULL;

  g_assert_cmpint (g_rename (path, aside), ==, 0);
  gone = mediary_test_check_in (test, path, "module", "artifact");
  g_assert_cmpint (g_rename (aside, path), ==, 0);
  back = mediary_test_check_in (test, path, "module", "artifact");
  item = mediary_test_item (test, path);

  g_assert_cmpstr (mediary_reference_get_id (first), ==, mediary_reference_get_id (back));
  g_assert_cmpint (mediary_item_get_state (item), ==, MEDIARY_STATE_PRESENT);
}

static void
test_same_content_at_another_path_is_two_items (MediaryTest *test)
{
  g_autofree char *bytes = NULL;
  gsize            length;
  g_autofree char *first = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *second = NULL;
  g_autoptr (MediaryReference) of_first = NULL;
  g_autoptr (MediaryReference) of_second = NULL;

  g_assert_true (g_file_get_contents (first, &bytes, &length, NULL));
  second = mediary_test_make_bytes (test, "b.png", bytes, (gssize) length);
  of_first = mediary_test_check_in (test, first, "module", "artifact");
  of_second = mediary_test_check_in (test, second, "module", "artifact");

  g_assert_cmpstr (mediary_reference_get_media_item_id (of_first), !=, mediary_reference_get_media_item_id (of_second));
}

static void
test_same_file_whose_old_path_is_gone_was_moved (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *moved = mediary_test_path (test, "moved.png");
  g_autoptr (MediaryReference) before = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryReference) after = NULL;
  g_autoptr (MediaryItem) by_old_path = NULL;
  g_autofree char *history = NULL;

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  after = mediary_test_check_in (test, moved, "module", "artifact");
  g_assert_cmpstr (mediary_reference_get_id (before), ==, mediary_reference_get_id (after));

  by_old_path = mediary_test_item (test, path);
  g_assert_cmpstr (mediary_item_get_path (by_old_path), ==, moved);
  history = mediary_test_sql (test, "SELECT path FROM item_paths WHERE kind = 2");
  g_assert_cmpstr (history, ==, path);
}

static void
test_two_items_that_may_have_been_the_moved_file_are_no_evidence (MediaryTest *test)
{
  g_autofree char *first = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *second = mediary_test_path (test, "b.png");
  g_autofree char *third = mediary_test_path (test, "c.png");
  g_autoptr (MediaryReference) of_first = mediary_test_check_in (test, first, "module", "artifact");
  g_autoptr (MediaryReference) of_third = NULL;

  /* Its file renamed on top of it: the same item, then gone again. */
  g_assert_cmpint (g_rename (first, second), ==, 0);
  g_assert_cmpint (g_rename (second, third), ==, 0);
  of_third = mediary_test_check_in (test, third, "module", "artifact");
  g_assert_cmpstr (mediary_reference_get_id (of_first), ==, mediary_reference_get_id (of_third));
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 1);
}

static void
test_changed_content_at_the_same_path_is_the_same_item_extracted_again (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) before = mediary_test_check_in (test, path, "module", "artifact");
  g_autofree char *rewritten = mediary_test_make_png (test, "a.png", 40, 30);
  g_autoptr (MediaryReference) after = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryItem) item = mediary_test_item (test, path);

  g_assert_cmpstr (mediary_reference_get_id (before), ==, mediary_reference_get_id (after));
  g_assert_cmpint (mediary_metadata_get_width (mediary_item_get_metadata (item)), ==, 40);
  g_assert_cmpint (mediary_item_get_updated_at (item), >=, mediary_item_get_created_at (item));
}

static void
test_a_save_by_write_and_rename_is_a_change_and_no_move (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *known = mediary_test_make_png (test, "b.png", 5, 4);
  g_autoptr (MediaryReference) of_path = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryReference) of_known = mediary_test_check_in (test, known, "module", "artifact");
  g_autoptr (MediaryReference) after = NULL;
  g_autoptr (MediaryItem) item = NULL;

  /* The inode is that of an item whose path is gone; the path wins. */
  g_assert_cmpint (g_rename (known, path), ==, 0);
  after = mediary_test_check_in (test, path, "module", "artifact");
  item = mediary_test_item (test, path);

  g_assert_cmpstr (mediary_reference_get_id (of_path), ==, mediary_reference_get_id (after));
  g_assert_cmpint (mediary_metadata_get_width (mediary_item_get_metadata (item)), ==, 5);
}

static void
test_type_is_decided_by_content_first_and_name_second (MediaryTest *test)
{
  g_autofree char *text = mediary_test_make_bytes (test, "text.png", "Just words.\n", -1);
  g_autofree char *empty = mediary_test_make_bytes (test, "empty.png", "", 0);
  g_autofree char *picture = mediary_test_make_png (test, "picture.txt", 3, 2);
  g_autofree char *backup = mediary_test_make_png (test, "picture.png~", 3, 2);
  g_autoptr (MediaryReference) of_picture = mediary_test_check_in (test, picture, "module", "artifact");
  g_autoptr (MediaryReference) of_backup = mediary_test_check_in (test, backup, "module", "artifact");

  mediary_test_refused (test, text, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
  mediary_test_refused (test, empty, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
}

static void
test_a_recognised_type_whose_data_is_broken_is_accepted_with_a_note (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_bytes (test, "broken.png", "\x89PNG\r\n\x1a\nand then nothing more of it", 34);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryItem) item = mediary_test_item (test, path);
  MediaryMetadata *metadata = mediary_item_get_metadata (item);

  g_assert_cmpint (mediary_item_get_media_type (item), ==, MEDIARY_MEDIA_TYPE_IMAGE);
  g_assert_cmpstr (mediary_metadata_get_string (metadata, MEDIARY_METADATA_NOTE), ==, MEDIARY_NOTE_DAMAGED);
  g_assert_cmpint (mediary_metadata_get_size (metadata), ==, 34);
}

static void
test_a_name_is_shown_on_one_line (MediaryTest *test)
{
  static const char *const names[][2] = {
    { "plain.png", "plain.png" },
    { "Ümläut 日本.png", "Ümläut 日本.png" },
    { "new\nline.png", "new↵line.png" },
    { "\n", "↵" },
    { "para\u2029graph", "para↵graph" },
    { "tab\tbell\a\x7f", "tab␉bell␇␡" },
    { "bad \xff", "bad \xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *shown = mediary_words_for_name (names[i][0]);

    g_assert_cmpstr (shown, ==, names[i][1]);
  }
}

static void
test_an_empty_file_and_a_folder_are_told_apart_from_another_type (MediaryTest *test)
{
  g_autofree char  *text = mediary_test_make_bytes (test, "text.png", "Just words.\n", -1);
  g_autofree char  *empty = mediary_test_make_bytes (test, "empty.png", "", 0);
  const char *const paths[] = { text, empty, test->files };
  const char *const causes[] = { NULL, MEDIARY_CAUSE_EMPTY_FILE, MEDIARY_CAUSE_FOLDER };
  const char *const sentences[] = { "This is not an image, video or sound.", "The file is empty.", "A folder was skipped." };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) copy = NULL;
    g_autofree char *sentence = NULL;

    g_assert_null (mediary_service_check_in_media (test->service, paths[i], "module", "artifact", NULL, &error));
    g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
    copy = g_error_copy (error);
    g_assert_cmpstr (mediary_error_get_cause (copy), ==, causes[i]);
    sentence = mediary_words_for_refusal (paths[i], copy);
    g_assert_cmpstr (sentence, ==, sentences[i]);
  }
}

static void
test_folder_device_and_fifo_are_unsupported_and_opening_one_never_blocks (MediaryTest *test)
{
  g_autofree char *fifo = mediary_test_path (test, "fifo.png");

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  mediary_test_refused (test, fifo, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
  mediary_test_refused (test, test->files, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
  mediary_test_refused (test, "/dev/zero", MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE);
}

static void
assert_invalid (MediaryTest *test, const char *path, const char *module_name, const char *artifact_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = NULL;

  reference = mediary_service_check_in_media (test->service, path, module_name, artifact_name, NULL, &error);
  g_assert_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT);
  g_assert_null (reference);
}

static void
test_empty_or_invalid_module_or_artifact_is_an_invalid_argument (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autofree char *long_module = g_strnfill (256, 'm');
  g_autofree char *long_artifact = g_strnfill (16 * 1024 + 1, 'a');

  assert_invalid (test, path, "", "artifact");
  assert_invalid (test, path, "module", "");
  assert_invalid (test, path, "mod\xff", "artifact");
  assert_invalid (test, path, "module", "art\xc3");
  assert_invalid (test, path, long_module, "artifact");
  assert_invalid (test, path, "module", long_artifact);
  assert_invalid (test, "", "module", "artifact");
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 0);
}

static void
test_module_and_artifact_are_kept_exactly_and_compared_byte_for_byte (MediaryTest *test)
{
  static const char *const names[] = { "Straße", "STRASSE", "straße", " Straße", "Stra\xc3\x9f\x65\xcc\x81", "Stra\xc3\x9f\xc3\xa9", "a\nb" };
  g_autofree char         *path = mediary_test_make_png (test, "a.png", 3, 2);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, names[i], names[i]);

    g_assert_cmpstr (mediary_reference_get_module_name (reference), ==, names[i]);
    g_assert_cmpstr (mediary_reference_get_artifact_name (reference), ==, names[i]);
  }
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_references"), ==, G_N_ELEMENTS (names));
}

static void
test_file_names_are_bytes_and_survive_a_round_trip (MediaryTest *test)
{
  g_autofree char *longest = g_strnfill (251, 'x');
  g_autofree char *long_name = g_strconcat (longest, ".png", NULL);
  const char      *names[] = { "with space.png", "new\nline.png", "50%20off.png", "#1.png", "\xff\xfe.png", "-rf.png", "Grüße 日本.png", long_name };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = mediary_test_make_png (test, names[i], 3, 2);
    g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "module", "artifact");
    g_autoptr (GError) error = NULL;
    g_autoptr (MediaryItem) item =
      mediary_service_get_item (test->service, mediary_reference_get_media_item_id (reference), NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (mediary_item_get_path (item), ==, path);
    g_assert_true (g_utf8_validate (mediary_item_get_display_name (item), -1, NULL));
  }
}

static void
test_very_long_paths_survive_a_round_trip (MediaryTest *test)
{
  g_autofree char *folder_name = g_strnfill (200, 'f');
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autofree char *too_long = NULL;
  g_autofree char *no_such_name = g_strnfill (256, 'n');
  g_autoptr (MediaryReference) reference = NULL;
  g_autoptr (MediaryItem) item = NULL;

  for (int i = 0; i < 15; i++)
    g_string_append_printf (name, "%s/", folder_name);
  g_string_append (name, "a.png");
  path = mediary_test_make_png (test, name->str, 3, 2);
  reference = mediary_test_check_in (test, path, "module", "artifact");
  item = mediary_test_item (test, path);
  g_assert_cmpstr (mediary_item_get_path (item), ==, path);

  too_long = mediary_test_path (test, no_such_name);
  mediary_test_refused (test, too_long, MEDIARY_ERROR_INVALID_ARGUMENT);
}

static void
test_removing_the_last_use_keeps_the_item_without_a_known_use (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryItem) item = NULL;

  g_assert_true (mediary_service_remove_reference (test->service, mediary_reference_get_id (reference), NULL, &error));
  g_assert_no_error (error);
  item = mediary_test_item (test, path);
  g_assert_cmpuint (mediary_item_get_n_uses (item), ==, 0);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 1);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM modules"), ==, 0);
}

static void
test_a_known_file_that_holds_no_medium_any_more_keeps_its_item (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_png (test, "a.png", 3, 2);
  g_autoptr (MediaryReference) before = mediary_test_check_in (test, path, "module", "artifact");
  g_autofree char *emptied = mediary_test_make_bytes (test, "a.png", "", 0);
  g_autoptr (MediaryReference) after = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryItem) item = mediary_test_item (test, path);

  g_assert_cmpstr (mediary_reference_get_id (before), ==, mediary_reference_get_id (after));
  g_assert_cmpint (mediary_item_get_media_type (item), ==, MEDIARY_MEDIA_TYPE_IMAGE);
  g_assert_cmpstr (mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_NOTE), ==, MEDIARY_NOTE_DAMAGED);
}

#define ADD(function) mediary_test_add ("/specification/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (looks_whether_the_file_has_already_been_added_and_returns_the_existing_reference);
  ADD (validates_that_the_file_exists_and_is_readable);
  ADD (determines_its_media_type);
  ADD (extracts_size_and_dimensions_of_images_and_duration_of_sound_and_video);
  ADD (generates_a_unique_id);
  ADD (stores_the_metadata_in_the_database);
  ADD (records_the_module_name_and_the_artifact_name);
  ADD (returns_a_media_reference);
  ADD (returns_the_same_without_blocking);
  ADD (errors_are_permission_denied_for_a_file_that_may_not_be_read);
  ADD (errors_are_unsupported_media_type_for_unrecognised_file_types);
  ADD (the_two_tables_have_exactly_these_columns_in_this_order);
  ADD (a_reference_has_a_text_form_that_fits_in_a_cell);

  ADD (same_file_same_module_same_artifact_writes_nothing);
  ADD (same_file_another_module_or_artifact_is_the_same_item_and_a_new_reference);
  ADD (symbolic_links_are_resolved_and_the_path_as_given_is_kept);
  ADD (hard_links_and_names_that_differ_in_case_on_a_case_blind_volume_are_one_file);
  ADD (a_known_path_whose_file_is_gone_keeps_its_item_as_missing);
  ADD (a_missing_file_that_comes_back_is_present_again);
  ADD (same_content_at_another_path_is_two_items);
  ADD (same_file_whose_old_path_is_gone_was_moved);
  ADD (two_items_that_may_have_been_the_moved_file_are_no_evidence);
  ADD (changed_content_at_the_same_path_is_the_same_item_extracted_again);
  ADD (a_save_by_write_and_rename_is_a_change_and_no_move);
  ADD (type_is_decided_by_content_first_and_name_second);
  ADD (a_recognised_type_whose_data_is_broken_is_accepted_with_a_note);
  ADD (a_name_is_shown_on_one_line);
  ADD (an_empty_file_and_a_folder_are_told_apart_from_another_type);
  ADD (folder_device_and_fifo_are_unsupported_and_opening_one_never_blocks);
  ADD (empty_or_invalid_module_or_artifact_is_an_invalid_argument);
  ADD (module_and_artifact_are_kept_exactly_and_compared_byte_for_byte);
  ADD (file_names_are_bytes_and_survive_a_round_trip);
  ADD (very_long_paths_survive_a_round_trip);
  ADD (removing_the_last_use_keeps_the_item_without_a_known_use);
  ADD (a_known_file_that_holds_no_medium_any_more_keeps_its_item);

  return g_test_run ();
}
