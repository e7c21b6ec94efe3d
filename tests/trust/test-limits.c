/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "mediary-test.h"

/* Few descriptors, and none: what can be done is done, the rest is refused, and none is kept. */

#define FEW     64
#define N_FILES 200

static rlim_t
set_limit (rlim_t soft)
{
  struct rlimit limit;
  rlim_t        before;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  before = limit.rlim_cur;
  limit.rlim_cur = MIN (soft, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);

  return before;
}

static MediaryCheckInJob *
make_job (MediaryTest *test)
{
  MediaryCheckInJob *job = mediary_check_in_job_new ("module", "artifact");

  for (guint i = 0; i < N_FILES; i++) {
    g_autofree char *name = g_strdup_printf ("%u.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 3 + i % 5, 2 + i % 7);
    g_autoptr (GFile) file = g_file_new_for_path (path);

    mediary_check_in_job_add_file (job, file);
  }

  return job;
}

/* With limits that are in force before the library is opened, as a person's shell would set them. */
static void
test_sixty_four_descriptors_are_enough (MediaryTest *test)
{
  g_autoptr (MediaryCheckInJob) job = make_job (test);
  g_autofree char *sound = mediary_test_make_wav (test, "a.wav", 1);
  g_autoptr (MediaryReference) reference = NULL;
  rlim_t before = set_limit (FEW);

  mediary_test_reopen (test);
  mediary_test_run_job (test, job);
  reference = mediary_test_check_in (test, sound, "module", "artifact");
  set_limit (before);
  g_assert_cmpuint (mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_ADDED), ==, N_FILES);
  g_assert_cmpuint (mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_REFUSED), ==, 0);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items WHERE json_extract (metadata, '$.note') IS NOT NULL"), ==, 0);
}

static void
use_up (GArray *taken)
{
  int descriptor;

  while ((descriptor = fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 0)) >= 0)
    g_array_append_val (taken, descriptor);
  g_assert_cmpint (errno, ==, EMFILE);
}

static void
give_back (GArray *taken)
{
  for (guint i = 0; i < taken->len; i++)
    close (g_array_index (taken, int, i));
  g_array_set_size (taken, 0);
}

static void
test_without_a_descriptor_files_are_refused_and_then_go_on (MediaryTest *test)
{
  g_autofree char *first = mediary_test_make_png (test, "first.png", 3, 2);
  g_autofree char *second = mediary_test_make_png (test, "second.png", 4, 2);
  g_autoptr (MediaryReference) known = mediary_test_check_in (test, first, "module", "artifact");
  g_autoptr (MediaryReference) refused = NULL;
  g_autoptr (MediaryReference) taken_in = NULL;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GError) error = NULL;
  rlim_t before = set_limit (mediary_test_count_descriptors () + 32);

  use_up (taken);
  refused = mediary_service_check_in_media (test->service, second, "module", "artifact", NULL, &error);
  give_back (taken);
  set_limit (before);

  /* Refused, or taken with a note: both are right, and neither is a crash. */
  if (refused == NULL) {
    g_autofree char *sentence = mediary_words_for_refusal (second, error);

    g_assert_true (error->domain == MEDIARY_ERROR);
    g_assert_false (g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_READ_FAILED)); /* the disk is well */
    g_test_message ("%s (%s)", sentence, error->message);
  } else {
    g_test_message ("taken in");
  }
  taken_in = mediary_test_check_in (test, second, "module", "another artifact");
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, 2);
}

static void
use_the_library (MediaryTest *test)
{
  static const char *const broken[] = { "a.png", "a.jpg", "a.svg", "a.mp4", "a.mp3", "a.gif", "a.webp", "a.txt", "a.xpm" };
  g_autoptr (MediaryCheckInJob) job = make_job (test);
  g_autofree char *nowhere = mediary_test_path (test, "nowhere.png");

  mediary_test_run_job (test, job);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autofree char *path = mediary_test_make_bytes (test, broken[i], "\x89PNG\r\n\x1a\n but not for long", -1);
    g_autoptr (MediaryReference) reference = mediary_service_check_in_media (test->service, path, "module", "artifact", NULL, NULL);
  }
  mediary_test_refused (test, nowhere, MEDIARY_ERROR_FILE_NOT_FOUND);
}

/* The first time, what a process has for good is opened. */
static void
test_no_descriptor_is_left_open (MediaryTest *test)
{
  guint before;

  use_the_library (test);
  mediary_service_close (test->service);
  before = mediary_test_count_descriptors ();

  mediary_test_reopen (test);
  use_the_library (test);
  mediary_service_close (test->service);
  g_assert_cmpuint (mediary_test_count_descriptors (), ==, before);
}

#define ADD(function) mediary_test_add ("/limits/" #function, test_##function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (sixty_four_descriptors_are_enough);
  ADD (without_a_descriptor_files_are_refused_and_then_go_on);
  ADD (no_descriptor_is_left_open);

  return g_test_run ();
}
