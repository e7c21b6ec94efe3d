/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "opening/mediary-opener.h"

/* What the openers promise, however many ask and whatever becomes of one. */

#define N_WALKS 30
#define N_FILES 4000
#define PATIENT (600 * G_USEC_PER_SEC)

typedef struct {
  char          *folder;  /* of files */
  char          *program; /* notes its pid, and becomes an opener */
  char          *pids;    /* one a line */
  MediaryOpener *opener;
} Fixture;

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

/* @first: what the program does before it becomes an opener */
static void
set_up (Fixture *self, const char *first)
{
  g_autofree char *script = NULL;

  self->folder = g_dir_make_tmp ("mediary-XXXXXX", NULL);
  self->program = g_strconcat (self->folder, "-program", NULL);
  self->pids = g_strconcat (self->folder, "-pids", NULL);
  script = g_strdup_printf ("#!/bin/sh\necho $$ >> '%s'\n%s\nexec '%s'\n", self->pids, first, g_getenv ("MEDIARY_OPENER"));
  g_assert_true (g_file_set_contents_full (self->program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  self->opener = mediary_opener_new (self->program, NULL, NULL);
  mediary_opener_set_patience (self->opener, PATIENT);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_assert_cmpint (g_unlink (file), ==, 0);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Fixture *self)
{
  mediary_opener_stop (self->opener);
  mediary_opener_free (self->opener);
  remove_folder (self->folder);
  g_unlink (self->program);
  g_unlink (self->pids);
  g_free (self->folder);
  g_free (self->program);
  g_free (self->pids);

  while (waitpid (-1, NULL, 0) > 0 || errno == EINTR)
    ;
  g_assert_cmpint (errno, ==, ECHILD);
}

static char *
make_file (Fixture *self, const char *name)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));

  return path;
}

static GStrv
read_pids (Fixture *self)
{
  g_autofree char *pids = NULL;

  g_assert_true (g_file_get_contents (self->pids, &pids, NULL, NULL));

  return g_strsplit (g_strchomp (pids), "\n", -1);
}

/* As somebody does who ends all processes of a name. */
static void
end_openers (Fixture *self)
{
  g_auto (GStrv) pids = read_pids (self);

  for (guint i = 0; pids[i] != NULL; i++)
    kill ((pid_t) g_ascii_strtoll (pids[i], NULL, 10), SIGKILL);
}

static guint
count_started (Fixture *self)
{
  g_auto (GStrv) pids = read_pids (self);

  return g_strv_length (pids);
}

static void
assert_answers (Fixture *self, const char *path, gint64 deadline)
{
  g_auto (MediaryOpening) opening = {
    .question = MEDIARY_OPENING_IDENTIFY, .path = path, .deadline = deadline, .descriptor = -1
  };

  mediary_opener_ask (self->opener, &opening, 1);
  g_assert_cmpint (opening.outcome, ==, MEDIARY_OPENING_ANSWERED);
  g_assert_cmpint (opening.identity.kind, ==, MEDIARY_FILE_REGULAR);
}

typedef struct {
  Fixture *fixture;
  GMutex   mutex;
  GCond    cond;
  guint    n_found; /* by all walks */
  gboolean taken;   /* somebody takes what is found */
} Walks;

/* As when those who take the files are behind. */
static gboolean
wait_until_taken (const char *path, gpointer data)
{
  Walks *walks = data;

  g_mutex_lock (&walks->mutex);
  walks->n_found++;
  g_cond_broadcast (&walks->cond);
  while (!walks->taken)
    g_cond_wait (&walks->cond, &walks->mutex);
  g_mutex_unlock (&walks->mutex);

  return TRUE;
}

static void
do_nothing (gpointer data)
{
}

static gpointer
run_walk (gpointer data)
{
  Walks *walks = data;

  g_assert_true (mediary_opener_walk (walks->fixture->opener, walks->fixture->folder, MEDIARY_WALK_TOP, NULL, wait_until_taken, do_nothing, walks));

  return NULL;
}

static void
test_files_are_asked_about_while_many_folders_are_walked (void)
{
  guint            n_descriptors = count_descriptors ();
  Fixture          fixture = { 0 };
  Walks            walks = { .fixture = &fixture };
  GThread         *threads[N_WALKS];
  g_autofree char *path = NULL;

  set_up (&fixture, "");
  path = make_file (&fixture, "file");
  for (guint i = 0; i < N_WALKS; i++)
    threads[i] = g_thread_new ("walk", run_walk, &walks);
  g_mutex_lock (&walks.mutex);
  while (walks.n_found < 8)
    g_cond_wait (&walks.cond, &walks.mutex);
  g_mutex_unlock (&walks.mutex);
  g_usleep (200 * 1000); /* for more of them, if they were let */

  assert_answers (&fixture, path, 0);
  assert_answers (&fixture, path, g_get_monotonic_time () + PATIENT);

  g_mutex_lock (&walks.mutex);
  walks.taken = TRUE;
  g_cond_broadcast (&walks.cond);
  g_mutex_unlock (&walks.mutex);
  for (guint i = 0; i < N_WALKS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (walks.n_found, ==, N_WALKS);

  tear_down (&fixture);
  g_assert_cmpint (count_descriptors (), ==, n_descriptors);
}

static void
test_an_opener_that_was_ended_is_replaced (void)
{
  Fixture          fixture = { 0 };
  g_autofree char *path = NULL;

  set_up (&fixture, "");
  path = make_file (&fixture, "file");
  assert_answers (&fixture, path, 0);
  end_openers (&fixture);
  assert_answers (&fixture, path, 0);
  g_assert_cmpint (count_started (&fixture), ==, 2);

  tear_down (&fixture);
}

static void
test_where_no_opener_lives_files_are_looked_at_all_the_same (void)
{
  Fixture          fixture = { 0 };
  g_autofree char *path = NULL;

  set_up (&fixture, "exit 1");
  path = make_file (&fixture, "file");
  assert_answers (&fixture, path, 0);
  assert_answers (&fixture, path, g_get_monotonic_time () + PATIENT);
  g_assert_cmpint (count_started (&fixture), ==, 4);

  tear_down (&fixture);
}

/* However many: each board full of them starts with an opener that does not live. */
static void
test_where_no_opener_lives_many_files_are_looked_at_too (void)
{
  enum { N_MANY = 100 };

  Fixture                    fixture = { 0 };
  g_autofree char           *path = NULL;
  g_autofree MediaryOpening *openings = g_new0 (MediaryOpening, N_MANY);

  set_up (&fixture, "exit 1");
  path = make_file (&fixture, "file");
  for (guint i = 0; i < N_MANY; i++) {
    openings[i].question = MEDIARY_OPENING_IDENTIFY;
    openings[i].path = path;
  }
  mediary_opener_ask (fixture.opener, openings, N_MANY);
  for (guint i = 0; i < N_MANY; i++) {
    g_assert_cmpint (openings[i].outcome, ==, MEDIARY_OPENING_ANSWERED);
    mediary_opening_clear (&openings[i]);
  }

  tear_down (&fixture);
}

typedef struct {
  Fixture   *fixture;
  GPtrArray *names;
  gboolean   ends; /* the opener, at the first file */
} Found;

static gboolean
on_found (const char *path, gpointer data)
{
  Found *found = data;

  if (found->names->len == 0 && found->ends)
    end_openers (found->fixture);
  g_ptr_array_add (found->names, g_path_get_basename (path));

  return TRUE;
}

static void
make_many (Fixture *fixture)
{
  g_autofree char *padding = g_strnfill (200, 'x');

  for (guint i = 0; i < N_FILES; i++) {
    g_autofree char *name = g_strdup_printf ("%05u-%s", i, padding);
    g_autofree char *path = make_file (fixture, name);
  }
}

/* Each once, in their order. */
static void
assert_found_all (Found *found)
{
  g_assert_cmpint (found->names->len, ==, N_FILES);
  for (guint i = 0; i < N_FILES; i++)
    g_assert_cmpint (g_ascii_strtoull (g_ptr_array_index (found->names, i), NULL, 10), ==, i);
}

static void
check_walk (const char *first, gboolean ends)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Found found = { &fixture, names, ends };

  set_up (&fixture, first);
  make_many (&fixture);
  g_assert_true (mediary_opener_walk (fixture.opener, fixture.folder, MEDIARY_WALK_DEEP, NULL, on_found, do_nothing, &found));
  assert_found_all (&found);

  tear_down (&fixture);
}

/* It has more to say than a socket holds, so it is still at it. */
static void
test_a_walk_goes_on_when_its_opener_is_ended (void)
{
  check_walk ("", TRUE);
}

static void
test_where_no_opener_lives_folders_are_walked_all_the_same (void)
{
  check_walk ("exit 1", FALSE);
}

/* It has died since the last question, and the folder's disk has nothing to do with it. */
static void
test_a_folder_is_walked_though_the_idle_opener_was_ended (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Found            found = { &fixture, names, FALSE };
  g_autofree char *path = NULL;

  set_up (&fixture, "");
  path = make_file (&fixture, "file");
  assert_answers (&fixture, path, 0);
  end_openers (&fixture);
  g_assert_true (mediary_opener_walk (fixture.opener, fixture.folder, MEDIARY_WALK_DEEP, NULL, on_found, do_nothing, &found));
  g_assert_cmpint (names->len, ==, 1);
  g_assert_cmpstr (names->pdata[0], ==, "file");
  assert_answers (&fixture, path, 0);

  tear_down (&fixture);
}

typedef struct {
  guint n_files;
  guint n_steps;
} Counts;

static gboolean
count_file (const char *path, gpointer data)
{
  ((Counts *) data)->n_files++;

  return TRUE;
}

static void
count_step (const char *path, gpointer data)
{
  ((Counts *) data)->n_steps++;
}

/* Or it would be taken for a disk that does not answer. */
static void
test_a_full_folder_is_seen_to_get_on (void)
{
  Fixture fixture = { 0 };
  Counts  counts = { 0 };

  set_up (&fixture, "");
  make_many (&fixture);
  mediary_folder_walk (fixture.folder, MEDIARY_WALK_DEEP, NULL, count_file, count_step, &counts);
  g_assert_cmpint (counts.n_files, ==, N_FILES);
  g_assert_cmpint (counts.n_steps, >=, N_FILES / 200);

  tear_down (&fixture);
}

/* As in a sandbox: /run/user/UID/doc/ID/NAME stands for a file that cannot be reached by its own path. */
static void
test_a_lent_file_is_read_by_another_path_and_keeps_its_own (void)
{
  Fixture          self = { 0 };
  g_autofree char *access_path = NULL;
  g_autofree char *loans_file = NULL;
  g_auto (MediaryOpening) opening = { .question = MEDIARY_OPENING_IDENTIFY, .path = "/elsewhere/a.png", .descriptor = -1 };
  g_auto (MediaryOpening) reading = { .question = MEDIARY_OPENING_OPEN, .path = "/elsewhere/a.png", .descriptor = -1 };
  g_auto (MediaryOpening) later = { .question = MEDIARY_OPENING_IDENTIFY, .path = "/elsewhere/a.png", .descriptor = -1 };
  MediaryLoans *loans;
  MediaryLoans *next_loans = mediary_loans_new ();

  set_up (&self, "");
  access_path = g_build_filename (self.folder, "a.png", NULL);
  loans_file = g_build_filename (self.folder, "loans", NULL);
  g_assert_true (g_file_set_contents (access_path, "lent", 4, NULL));
  loans = mediary_opener_get_loans (self.opener);
  g_assert_true (mediary_loans_open (loans, loans_file, NULL));
  mediary_loans_add (loans, "/elsewhere/a.png", access_path, FALSE);
  g_assert_true (mediary_loans_is_lent (loans, "/elsewhere/a.png"));
  g_assert_true (mediary_loans_save (loans, NULL));

  mediary_opener_ask (self.opener, &opening, 1);
  g_assert_cmpint (opening.identity.kind, ==, MEDIARY_FILE_REGULAR);
  g_assert_cmpstr (opening.identity.path, ==, "/elsewhere/a.png");
  g_assert_cmpint (opening.identity.facts.size, ==, 4);
  mediary_opener_ask (self.opener, &reading, 1);
  g_assert_cmpint (reading.n_head, ==, 4);

  /* The session ends, and what was lent is gone: that is no missing file. */
  g_assert_cmpint (g_unlink (access_path), ==, 0);
  g_assert_true (mediary_loans_open (next_loans, loans_file, NULL));
  g_assert_true (mediary_loans_is_lent (next_loans, "/elsewhere/a.png"));
  mediary_opener_ask (self.opener, &later, 1);
  g_assert_cmpint (later.identity.kind, ==, MEDIARY_FILE_NO_ACCESS);
  g_assert_cmpstr (later.identity.path, ==, "/elsewhere/a.png");

  mediary_loans_free (next_loans);
  tear_down (&self);
}

/* The window notes what is lent; the service, or a program in a terminal, has had the library open for long. */
static void
test_who_has_the_library_open_sees_loans_and_their_end (void)
{
  Fixture          self = { 0 };
  g_autofree char *access_path = NULL;
  g_autofree char *loans_file = NULL;
  g_auto (MediaryOpening) lent = { .question = MEDIARY_OPENING_IDENTIFY, .path = "/elsewhere/a.png", .descriptor = -1 };
  g_auto (MediaryOpening) kept = { .question = MEDIARY_OPENING_IDENTIFY, .path = "/elsewhere/a.png", .descriptor = -1 };
  g_auto (MediaryOpening) ended = { .question = MEDIARY_OPENING_IDENTIFY, .path = "/elsewhere/a.png", .descriptor = -1 };
  MediaryLoans *loans = mediary_loans_new ();

  set_up (&self, "");
  access_path = g_build_filename (self.folder, "a.png", NULL);
  loans_file = g_build_filename (self.folder, "loans", NULL);
  g_assert_true (g_file_set_contents (access_path, "lent", 4, NULL));
  g_assert_true (mediary_loans_open (mediary_opener_get_loans (self.opener), loans_file, NULL));

  g_assert_true (mediary_loans_open (loans, loans_file, NULL));
  mediary_loans_add (loans, "/elsewhere/a.png", access_path, FALSE);
  g_assert_true (mediary_loans_save (loans, NULL));
  mediary_opener_ask (self.opener, &lent, 1);
  g_assert_cmpint (lent.identity.kind, ==, MEDIARY_FILE_REGULAR);
  g_assert_true (lent.identity.lent);

  mediary_loans_add (loans, "/elsewhere/a.png", access_path, TRUE);
  g_assert_true (mediary_loans_save (loans, NULL));
  mediary_opener_ask (self.opener, &kept, 1);
  g_assert_cmpint (kept.identity.kind, ==, MEDIARY_FILE_REGULAR);
  g_assert_false (kept.identity.lent);

  mediary_loans_end (loans, "/elsewhere/a.png");
  g_assert_true (mediary_loans_save (loans, NULL));
  mediary_opener_ask (self.opener, &ended, 1);
  g_assert_cmpint (ended.identity.kind, ==, MEDIARY_FILE_MISSING);

  mediary_loans_free (loans);
  tear_down (&self);
}

static void
test_what_two_programs_lend_is_kept_of_both (void)
{
  Fixture          self = { 0 };
  g_autofree char *loans_file = NULL;
  MediaryLoans    *one = mediary_loans_new ();
  MediaryLoans    *other = mediary_loans_new ();
  MediaryLoans    *later = mediary_loans_new ();

  set_up (&self, "");
  loans_file = g_build_filename (self.folder, "loans", NULL);
  g_assert_true (mediary_loans_open (one, loans_file, NULL));
  g_assert_true (mediary_loans_open (other, loans_file, NULL));
  mediary_loans_add (one, "/elsewhere/a.png", "/doc/1/a.png", FALSE);
  mediary_loans_add (other, "/elsewhere/b.png", "/doc/2/b.png", TRUE);
  g_assert_true (mediary_loans_save (one, NULL));
  g_assert_true (mediary_loans_save (other, NULL));

  g_assert_true (mediary_loans_open (later, loans_file, NULL));
  g_assert_true (mediary_loans_is_lent (later, "/elsewhere/a.png"));
  g_assert_false (mediary_loans_is_lent (later, "/elsewhere/b.png"));

  mediary_loans_free (one);
  mediary_loans_free (other);
  mediary_loans_free (later);
  tear_down (&self);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/opener/files-are-asked-about-while-many-folders-are-walked",
                   test_files_are_asked_about_while_many_folders_are_walked);
  g_test_add_func ("/opener/an-opener-that-was-ended-is-replaced", test_an_opener_that_was_ended_is_replaced);
  g_test_add_func ("/opener/where-no-opener-lives-files-are-looked-at-all-the-same",
                   test_where_no_opener_lives_files_are_looked_at_all_the_same);
  g_test_add_func ("/opener/where-no-opener-lives-many-files-are-looked-at-too", test_where_no_opener_lives_many_files_are_looked_at_too);
  g_test_add_func ("/opener/where-no-opener-lives-folders-are-walked-all-the-same",
                   test_where_no_opener_lives_folders_are_walked_all_the_same);
  g_test_add_func ("/opener/a-walk-goes-on-when-its-opener-is-ended", test_a_walk_goes_on_when_its_opener_is_ended);
  g_test_add_func ("/opener/a-folder-is-walked-though-the-idle-opener-was-ended",
                   test_a_folder_is_walked_though_the_idle_opener_was_ended);
  g_test_add_func ("/opener/a-full-folder-is-seen-to-get-on", test_a_full_folder_is_seen_to_get_on);

  g_test_add_func ("/opener/a-lent-file-is-read-by-another-path-and-keeps-its-own", test_a_lent_file_is_read_by_another_path_and_keeps_its_own);
  g_test_add_func ("/opener/who-has-the-library-open-sees-loans-and-their-end", test_who_has_the_library_open_sees_loans_and_their_end);
  g_test_add_func ("/opener/what-two-programs-lend-is-kept-of-both", test_what_two_programs_lend_is_kept_of_both);

  return g_test_run ();
}
