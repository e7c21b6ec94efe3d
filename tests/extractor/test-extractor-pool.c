/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extraction/mediary-extractor.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the pool promises, whatever its children do. */

#define FOR_FILE  (2 * G_USEC_PER_SEC)   /* where it is to run out; a busy machine takes most of a second for a crash */
#define FOR_START (120 * G_USEC_PER_SEC) /* of a busy machine; one test is about it, and has a shorter one */
#define FOR_IDLE  (600 * G_USEC_PER_SEC)
#define N_FILES   20

typedef struct {
  guint       n_calls;
  const char *note;
  gint64      width;
  guint       n_before; /* answers that came earlier */
} Answer;

static GMutex lock;
static GCond  answered;
static guint  n_answered; /* lock */
static guint  n_warnings;

static void
on_answer (MediaryExtraction *extraction, gpointer user_data)
{
  Answer *answer = user_data;

  g_mutex_lock (&lock);
  answer->n_calls++;
  answer->note = extraction->note;
  answer->n_before = n_answered++;
  if (extraction->fields != NULL)
    g_variant_lookup (extraction->fields, "width", "x", &answer->width);
  g_cond_signal (&answered);
  g_mutex_unlock (&lock);
}

static void
wait_for_answers (guint n)
{
  gint64 limit = g_get_monotonic_time () + 180 * G_USEC_PER_SEC;

  g_mutex_lock (&lock);
  while (n_answered < n)
    g_assert_true (g_cond_wait_until (&answered, &lock, limit));
  g_mutex_unlock (&lock);
}

static int
make_file (const char *content)
{
  g_autofree char *path = NULL;
  int              fd = g_file_open_tmp (NULL, &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, content, strlen (content)), ==, (gssize) strlen (content));
  g_unlink (path);

  return fd;
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static MediaryExtractor *
start (const char *program)
{
  g_autofree char  *path = g_build_filename (HOSTILE_FOLDER, program, NULL);
  MediaryExtractor *extractor = mediary_extractor_new (path);

  n_answered = 0;
  n_warnings = 0;
  mediary_extractor_set_deadlines (extractor, FOR_START, FOR_START, FOR_IDLE);

  return extractor;
}

static void
assert_no_child_is_left (void)
{
  for (guint i = 0; i < 60000; i++) {
    if (waitpid (-1, NULL, WNOHANG) < 0 && errno == ECHILD)
      return;
    g_usleep (1000);
  }

  g_test_fail_printf ("A child lives on");
}

/* The pool reaps its own; all that we may do is look. */
static gboolean
has_child (void)
{
  siginfo_t who;

  return waitid (P_ALL, 0, &who, WEXITED | WNOHANG | WNOWAIT) == 0;
}

static void
wait_until_the_pool_is_empty (void)
{
  for (guint i = 0; i < 60000 && has_child (); i++)
    g_usleep (1000);

  g_assert_false (has_child ());
}

typedef struct {
  const char *program;
  gboolean    draws;
  const char *note;
} Misbehaviour;

static const Misbehaviour misbehaviours[] = {
  { "hostile-crash", FALSE, MEDIARY_NOTE_DECODER_FAILED },
  { "hostile-exit", FALSE, MEDIARY_NOTE_DECODER_FAILED },
  { "hostile-garbage", FALSE, MEDIARY_NOTE_DECODER_FAILED },
  { "hostile-half-answer", FALSE, MEDIARY_NOTE_DECODER_FAILED }, /* nobody asked for a picture */
  { "hostile-half-answer", TRUE, MEDIARY_NOTE_TIMED_OUT },
  { "hostile-stall", FALSE, MEDIARY_NOTE_TIMED_OUT },
  { "hostile-stall", TRUE, MEDIARY_NOTE_TIMED_OUT },
  { "hostile-flood", FALSE, NULL }, /* its first answer is in order */
};

static gboolean
is_bad (guint i)
{
  return i == 0 || i == 7 || i == N_FILES - 1;
}

static void
ask (MediaryExtractor *extractor, gboolean draws, MediaryMediaType type, const char *content, Answer *answer)
{
  if (draws)
    mediary_extractor_draw (extractor, make_file (content), "image/png", type, 64, NULL, 0, on_answer, answer);
  else
    mediary_extractor_read (extractor, make_file (content), "image/png", type, 0, on_answer, answer);
}

static void
check_misbehaviour (const Misbehaviour *misbehaviour, MediaryMediaType type)
{
  guint             n_descriptors = count_descriptors ();
  MediaryExtractor *extractor = start (misbehaviour->program);
  Answer            answers[N_FILES] = { 0 };

  if (g_strcmp0 (misbehaviour->note, MEDIARY_NOTE_TIMED_OUT) == 0)
    mediary_extractor_set_deadlines (extractor, FOR_FILE, FOR_START, FOR_IDLE);
  for (guint i = 0; i < N_FILES; i++)
    ask (extractor, misbehaviour->draws, type, is_bad (i) ? "BAD" : "good", &answers[i]);
  wait_for_answers (N_FILES);
  mediary_extractor_close (extractor);

  for (guint i = 0; i < N_FILES; i++) {
    g_assert_cmpint (answers[i].n_calls, ==, 1);
    g_assert_cmpstr (answers[i].note, ==, is_bad (i) ? misbehaviour->note : NULL);
    if (!is_bad (i))
      g_assert_cmpint (answers[i].width, ==, 7);
  }

  g_assert_cmpint (n_warnings, ==, 0);
  g_assert_cmpint (count_descriptors (), ==, n_descriptors);
  assert_no_child_is_left ();
}

static void
test_a_bad_picture_is_named_and_the_others_are_read (gconstpointer data)
{
  check_misbehaviour (data, MEDIARY_MEDIA_TYPE_IMAGE);
}

static void
test_a_bad_sound_is_named_and_the_others_are_read (gconstpointer data)
{
  check_misbehaviour (data, MEDIARY_MEDIA_TYPE_AUDIO);
}

/* What is left of a child becomes ours, so that we see whether it ends. */
static void
test_nothing_that_a_child_has_started_outlives_it (void)
{
  MediaryExtractor *extractor = start ("hostile-stay");
  Answer            answer = { 0 };

  mediary_extractor_set_deadlines (extractor, FOR_FILE, FOR_START, FOR_IDLE);
  prctl (PR_SET_CHILD_SUBREAPER, 1);
  ask (extractor, FALSE, MEDIARY_MEDIA_TYPE_IMAGE, "BAD", &answer);
  wait_for_answers (1);
  g_assert_cmpstr (answer.note, ==, MEDIARY_NOTE_TIMED_OUT);
  mediary_extractor_close (extractor);

  assert_no_child_is_left ();
  prctl (PR_SET_CHILD_SUBREAPER, 0);
}

static void
test_what_no_file_can_be_is_not_believed (void)
{
  MediaryExtractor *extractor = start ("hostile-wrong-fields");
  Answer            answers[13] = { 0 };

  for (guint i = 0; i < 12; i++) {
    const char content[] = { 'B', 'A', 'D', (char) ('a' + i), '\0' };

    ask (extractor, FALSE, MEDIARY_MEDIA_TYPE_IMAGE, content, &answers[i]);
  }
  ask (extractor, FALSE, MEDIARY_MEDIA_TYPE_IMAGE, "good", &answers[12]);
  wait_for_answers (13);
  mediary_extractor_close (extractor);

  for (guint i = 0; i < 12; i++)
    g_assert_cmpstr (answers[i].note, ==, MEDIARY_NOTE_DECODER_FAILED);
  g_assert_null (answers[12].note);
}

/* Files are answered, and a person is told once. */
static void
check_no_extractor (const char *program)
{
  MediaryExtractor *extractor = start (program);
  Answer            answers[N_FILES] = { 0 };

  mediary_extractor_set_deadlines (extractor, FOR_FILE, G_USEC_PER_SEC, FOR_IDLE);
  for (guint i = 0; i < N_FILES; i++)
    ask (extractor, i % 2 == 0, i % 4 == 1 ? MEDIARY_MEDIA_TYPE_AUDIO : MEDIARY_MEDIA_TYPE_IMAGE, "good", &answers[i]);
  wait_for_answers (N_FILES);
  mediary_extractor_close (extractor);

  for (guint i = 0; i < N_FILES; i++) {
    g_assert_cmpint (answers[i].n_calls, ==, 1);
    g_assert_cmpstr (answers[i].note, ==, MEDIARY_NOTE_NO_EXTRACTOR);
  }
  g_assert_cmpint (n_warnings, ==, 1);
  assert_no_child_is_left ();
}

static void
test_a_program_that_is_not_there_is_noted (void)
{
  check_no_extractor ("no-such-program");
}

static void
test_a_program_that_never_gets_ready_is_noted (void)
{
  check_no_extractor ("hostile-mute");
}

/* As on the day when GStreamer looks at all its plugins: whoever cannot wait is answered, and the child goes on starting. */
static void
test_a_child_that_is_long_in_starting_serves_who_comes_later (void)
{
  guint             n_descriptors = count_descriptors ();
  MediaryExtractor *extractor = start ("hostile-late");
  Answer            answer = { 0 };
  guint             n_asked = 0;

  while (n_asked == 0 || answer.note != NULL) {
    g_assert_cmpint (n_asked, <, 200);
    mediary_extractor_read (extractor, make_file ("good"), "audio/x-wav", MEDIARY_MEDIA_TYPE_AUDIO,
                            g_get_monotonic_time () + G_USEC_PER_SEC / 5, on_answer, &answer);
    wait_for_answers (++n_asked);
    if (answer.note != NULL)
      g_assert_cmpstr (answer.note, ==, MEDIARY_NOTE_TIMED_OUT);
  }
  mediary_extractor_close (extractor);

  g_assert_cmpint (n_asked, >, 1);
  g_assert_cmpint (answer.n_calls, ==, n_asked);
  g_assert_cmpint (n_warnings, ==, 0);
  g_assert_cmpint (count_descriptors (), ==, n_descriptors);
  assert_no_child_is_left ();
}

/* A folder full of files that hang, and somebody who waits for another file. */
static void
check_who_cannot_wait_is_served (MediaryMediaType type)
{
  MediaryExtractor *extractor = start ("hostile-stall");
  Answer            answers[N_FILES] = { 0 };
  Answer            answer = { 0 };

  mediary_extractor_set_deadlines (extractor, 600 * G_USEC_PER_SEC, FOR_START, FOR_IDLE);
  for (guint i = 0; i < N_FILES; i++)
    ask (extractor, FALSE, type, "BAD", &answers[i]);
  g_usleep (4 * G_USEC_PER_SEC); /* so that all that can hang do */
  mediary_extractor_read (extractor, make_file ("good"), "image/png", type, g_get_monotonic_time () + FOR_START, on_answer,
                          &answer);
  wait_for_answers (1);
  g_assert_cmpint (answer.n_calls, ==, 1);
  g_assert_null (answer.note);
  mediary_extractor_close (extractor);

  g_assert_cmpint (n_answered, ==, N_FILES + 1);
  assert_no_child_is_left ();
}

static void
test_who_cannot_wait_is_served_while_many_files_hang (void)
{
  check_who_cannot_wait_is_served (MEDIARY_MEDIA_TYPE_IMAGE);
  check_who_cannot_wait_is_served (MEDIARY_MEDIA_TYPE_AUDIO);
}

static void
test_closing_answers_all_that_is_open (void)
{
  guint             n_descriptors = count_descriptors ();
  MediaryExtractor *extractor = start ("hostile-stall");
  Answer            answers[3 * N_FILES] = { 0 };

  mediary_extractor_set_deadlines (extractor, 600 * G_USEC_PER_SEC, 600 * G_USEC_PER_SEC, FOR_IDLE);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    ask (extractor, i % 3 == 0, i % 3 == 1 ? MEDIARY_MEDIA_TYPE_AUDIO : MEDIARY_MEDIA_TYPE_IMAGE, "BAD", &answers[i]);
  g_usleep (100 * 1000); /* so that some are under way */
  mediary_extractor_close (extractor);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_assert_cmpint (answers[i].n_calls, ==, 1);
    g_assert_cmpstr (answers[i].note, ==, MEDIARY_NOTE_NO_EXTRACTOR);
  }
  g_assert_cmpint (count_descriptors (), ==, n_descriptors);
  assert_no_child_is_left ();
}

static void
test_closing_without_a_file_starts_nothing (void)
{
  mediary_extractor_close (start ("hostile-crash"));
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
  g_assert_cmpint (errno, ==, ECHILD);
}

/* Files of hostile-slow are held at a gate until all are asked for: what is answered first is then no question of who is faster. */
static char *
hold_at_gate (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mediary-gate-XXXXXX", NULL);

  g_assert_nonnull (folder);

  return g_strconcat ("BAD", folder, "/open", NULL);
}

static void
open_gate (const char *content)
{
  g_assert_true (g_file_set_contents (content + strlen ("BAD"), "", 0, NULL));
}

static void
remove_gate (const char *content)
{
  g_autofree char *folder = g_path_get_dirname (content + strlen ("BAD"));

  g_assert_no_errno (g_unlink (content + strlen ("BAD")));
  g_assert_no_errno (g_rmdir (folder));
}

static void
test_a_drawing_does_not_wait_for_a_batch (void)
{
  MediaryExtractor *extractor = start ("hostile-slow");
  g_autofree char  *held = hold_at_gate ();
  Answer            answers[200] = { 0 };
  Answer            drawing = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    ask (extractor, FALSE, MEDIARY_MEDIA_TYPE_IMAGE, held, &answers[i]);
  ask (extractor, TRUE, MEDIARY_MEDIA_TYPE_IMAGE, "good", &drawing);
  open_gate (held);
  wait_for_answers (G_N_ELEMENTS (answers) + 1);
  mediary_extractor_close (extractor);
  remove_gate (held);

  g_assert_null (drawing.note);
  g_assert_cmpint (drawing.n_before, <, G_N_ELEMENTS (answers) / 2);
}

static void
test_who_has_waited_goes_before_drawings (void)
{
  MediaryExtractor *extractor = start ("hostile-slow");
  g_autofree char  *held = hold_at_gate ();
  Answer            drawings[400] = { 0 };
  Answer            started = { 0 };
  Answer            answer = { 0 };

  ask (extractor, TRUE, MEDIARY_MEDIA_TYPE_IMAGE, "good", &started);
  wait_for_answers (1);
  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++)
    ask (extractor, TRUE, MEDIARY_MEDIA_TYPE_IMAGE, held, &drawings[i]);
  mediary_extractor_read (extractor, make_file ("good"), "image/png", MEDIARY_MEDIA_TYPE_IMAGE,
                          g_get_monotonic_time () + 3 * G_USEC_PER_SEC, on_answer, &answer);
  open_gate (held);
  wait_for_answers (G_N_ELEMENTS (drawings) + 2);
  mediary_extractor_close (extractor);
  remove_gate (held);

  g_assert_null (answer.note);
  g_assert_cmpint (answer.n_before, <, G_N_ELEMENTS (drawings) / 2);
}

/* Of sounds and videos: neither who looks at a place waits for a batch, nor a batch for all that somebody looks at. */
static void
test_reading_and_drawing_of_streams_take_turns (void)
{
  MediaryExtractor *extractor = start ("hostile-slow");
  g_autofree char  *held = hold_at_gate ();
  Answer            drawings[100] = { 0 };
  Answer            answers[100] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++)
    ask (extractor, TRUE, MEDIARY_MEDIA_TYPE_VIDEO, held, &drawings[i]);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    ask (extractor, FALSE, MEDIARY_MEDIA_TYPE_VIDEO, held, &answers[i]);
  open_gate (held);
  wait_for_answers (G_N_ELEMENTS (drawings) + G_N_ELEMENTS (answers));
  mediary_extractor_close (extractor);
  remove_gate (held);

  g_assert_cmpint (answers[9].n_before, <, G_N_ELEMENTS (drawings));
  g_assert_cmpint (drawings[9].n_before, <, G_N_ELEMENTS (answers));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_assert_null (answers[i].note);
}

static void
test_children_that_nobody_asks_go_and_come_back (void)
{
  MediaryExtractor *extractor = start ("hostile-slow");
  Answer            answers[4] = { 0 };

  mediary_extractor_set_deadlines (extractor, FOR_FILE, FOR_START, 1000);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    ask (extractor, FALSE, i % 2 == 0 ? MEDIARY_MEDIA_TYPE_IMAGE : MEDIARY_MEDIA_TYPE_AUDIO, "good", &answers[i]);
    wait_for_answers (i + 1);
    g_assert_null (answers[i].note);
    wait_until_the_pool_is_empty ();
  }
  mediary_extractor_close (extractor);
  assert_no_child_is_left ();
}

static GLogWriterOutput
count_warnings (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (level & G_LOG_LEVEL_WARNING)
    n_warnings++;

  return g_log_writer_standard_streams (level, fields, n_fields, user_data);
}

static void
add_for_each (const char *name, GTestDataFunc function)
{
  for (gsize i = 0; i < G_N_ELEMENTS (misbehaviours); i++) {
    g_autofree char *path = g_strdup_printf ("/extractor-pool/%s/%s%s", name, misbehaviours[i].program,
                                             misbehaviours[i].draws ? "/drawing" : "");

    g_test_add_data_func (path, &misbehaviours[i], function);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL); /* a warning is what some tests are about */
  g_log_set_writer_func (count_warnings, NULL, NULL);

  add_for_each ("a-bad-picture-is-named-and-the-others-are-read", test_a_bad_picture_is_named_and_the_others_are_read);
  add_for_each ("a-bad-sound-is-named-and-the-others-are-read", test_a_bad_sound_is_named_and_the_others_are_read);
  g_test_add_func ("/extractor-pool/nothing-that-a-child-has-started-outlives-it", test_nothing_that_a_child_has_started_outlives_it);
  g_test_add_func ("/extractor-pool/what-no-file-can-be-is-not-believed", test_what_no_file_can_be_is_not_believed);
  g_test_add_func ("/extractor-pool/a-program-that-is-not-there-is-noted", test_a_program_that_is_not_there_is_noted);
  g_test_add_func ("/extractor-pool/a-program-that-never-gets-ready-is-noted",
                   test_a_program_that_never_gets_ready_is_noted);
  g_test_add_func ("/extractor-pool/a-child-that-is-long-in-starting-serves-who-comes-later",
                   test_a_child_that_is_long_in_starting_serves_who_comes_later);
  g_test_add_func ("/extractor-pool/who-cannot-wait-is-served-while-many-files-hang",
                   test_who_cannot_wait_is_served_while_many_files_hang);
  g_test_add_func ("/extractor-pool/closing-answers-all-that-is-open", test_closing_answers_all_that_is_open);
  g_test_add_func ("/extractor-pool/closing-without-a-file-starts-nothing", test_closing_without_a_file_starts_nothing);
  g_test_add_func ("/extractor-pool/children-that-nobody-asks-go-and-come-back",
                   test_children_that_nobody_asks_go_and_come_back);
  g_test_add_func ("/extractor-pool/a-drawing-does-not-wait-for-a-batch", test_a_drawing_does_not_wait_for_a_batch);
  g_test_add_func ("/extractor-pool/reading-and-drawing-of-streams-take-turns", test_reading_and_drawing_of_streams_take_turns);
  g_test_add_func ("/extractor-pool/who-has-waited-goes-before-drawings", test_who_has_waited_goes_before_drawings);

  return g_test_run ();
}
