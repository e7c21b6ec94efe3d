/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-faults.h"
#include "mediary-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* Whatever reading a file does to the extractor: the file is checked in with a note, in time, and so is the next. */

#define DEADLINE (5 * G_USEC_PER_SEC) /* a file’s own, the second try included */
#define GRACE    (1 * G_USEC_PER_SEC)

typedef struct {
  const char *word;
  const char *note;
} Fault;

static const Fault faults[] = {
  { "segv", MEDIARY_NOTE_DECODER_FAILED },
  { "abort", MEDIARY_NOTE_DECODER_FAILED },
  { "memory", MEDIARY_NOTE_DECODER_FAILED },
  { "garbage", MEDIARY_NOTE_DECODER_FAILED },
  { "gigabyte", MEDIARY_NOTE_DECODER_FAILED },
  { "turn", MEDIARY_NOTE_DECODER_FAILED },
  { "exit", MEDIARY_NOTE_DECODER_FAILED },
  { "close", MEDIARY_NOTE_DECODER_FAILED },
  { "spin", MEDIARY_NOTE_TIMED_OUT },
  { "sleep", MEDIARY_NOTE_TIMED_OUT },
};

static void
mark (const char *path, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strconcat (EXTRACTOR_FAULTS_MARK, word, NULL);
  FILE            *stream = g_fopen (path, "a");

  g_assert_nonnull (stream);
  g_assert_cmpuint (fwrite (text, 1, strlen (text) + 1, stream), ==, strlen (text) + 1);
  g_assert_cmpint (fclose (stream), ==, 0);
}

static void
check_file (MediaryTest *test, const char *path, const char *note)
{
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "module", "artifact");
  g_autoptr (MediaryItem) item = NULL;

  g_assert_nonnull (reference);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, mediary_test_in_time (DEADLINE + GRACE));

  item = mediary_test_item (test, path);
  g_assert_cmpstr (mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_NOTE), ==, note);
}

static void
test_a_picture_that_harms_its_reader_is_noted_and_the_next_is_read (MediaryTest *test)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autofree char *bad_name = g_strconcat (faults[i].word, ".png", NULL);
    g_autofree char *good_name = g_strconcat ("after-", bad_name, NULL);
    g_autofree char *bad = mediary_test_make_png (test, bad_name, 5, 4);
    g_autofree char *good = mediary_test_make_png (test, good_name, 7, 5);

    g_test_message ("%s", bad_name);
    mark (bad, faults[i].word);
    check_file (test, bad, faults[i].note);
    check_file (test, good, NULL);
  }
}

static void
test_a_sound_that_harms_its_reader_is_noted_and_the_next_is_read (MediaryTest *test)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autofree char *bad_name = g_strconcat (faults[i].word, ".wav", NULL);
    g_autofree char *good_name = g_strconcat ("after-", bad_name, NULL);
    g_autofree char *bad = mediary_test_make_wav (test, bad_name, 0.5);
    g_autofree char *good = mediary_test_make_wav (test, good_name, 0.25);

    g_test_message ("%s", bad_name);
    mark (bad, faults[i].word);
    check_file (test, bad, faults[i].note);
    check_file (test, good, NULL);
  }
}

/* The files sent behind a bad one are not to blame. */
static void
test_a_batch_with_bad_pictures_names_those_alone (MediaryTest *test)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("module", "artifact");

  for (guint i = 0; i < 40; i++) {
    g_autofree char *name = g_strdup_printf ("%02u.png", i);
    char            *path = mediary_test_make_png (test, name, 7, 5);

    if (i % 10 == 3)
      mark (path, "segv");
    g_ptr_array_add (paths, path);
    mediary_check_in_job_add_path (job, path);
  }
  mediary_test_run_job (test, job);

  for (guint i = 0; i < paths->len; i++)
    check_file (test, paths->pdata[i], i % 10 == 3 ? MEDIARY_NOTE_DECODER_FAILED : NULL);
}

static void
on_job_over (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *over = data;

  mediary_service_check_in_many_finish (MEDIARY_SERVICE (source), result, NULL);
  *over = TRUE;
}

/* Hundreds of files that hang their reader are under way; a program asks about one. */
static void
test_who_waits_for_one_file_does_not_stand_behind_many (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("module", "artifact");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *sound = mediary_test_make_wav (test, "good.wav", 0.25);
  g_autofree char *picture = mediary_test_make_png (test, "good.png", 7, 5);
  gboolean         over = FALSE;

  for (guint i = 0; i < 300; i++) {
    g_autofree char *name = g_strdup_printf ("hangs-%u.wav", i);
    g_autofree char *path = mediary_test_make_wav (test, name, 0.25);

    mark (path, "sleep");
    mediary_check_in_job_add_path (job, path);
  }
  mediary_service_check_in_many_async (test->service, job, cancellable, on_job_over, &over);
  mediary_test_wait_until (mediary_check_in_job_get_n_found (job) == 300);
  g_usleep (G_USEC_PER_SEC);

  check_file (test, picture, NULL);
  check_file (test, sound, NULL);

  g_cancellable_cancel (cancellable);
  mediary_service_close (test->service);
  mediary_test_wait_until (over);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/faults/a-picture-that-harms-its-reader-is-noted-and-the-next-is-read",
                    test_a_picture_that_harms_its_reader_is_noted_and_the_next_is_read);
  mediary_test_add ("/faults/a-sound-that-harms-its-reader-is-noted-and-the-next-is-read",
                    test_a_sound_that_harms_its_reader_is_noted_and_the_next_is_read);
  mediary_test_add ("/faults/a-batch-with-bad-pictures-names-those-alone",
                    test_a_batch_with_bad_pictures_names_those_alone);
  mediary_test_add ("/faults/who-waits-for-one-file-does-not-stand-behind-many",
                    test_who_waits_for_one_file_does_not_stand_behind_many);

  return g_test_run ();
}
