/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus-files.h"
#include "mediary-test.h"

/*
 * Checks every file of a corpus in, and says what came of it: as TAP, with a table in its comments.
 *
 *   corpus-run FOLDER NUMBER…
 *
 * Once for each number, with as many callers at the same time. The library that is filled is in a temporary folder and
 * gone afterwards.
 */

#define MOST_CALLERS 16
#define MODULE       "org.example.Corpus"
#define FOR_FILE     (5 * G_USEC_PER_SEC)
#define GRACE        G_USEC_PER_SEC
#define STUCK        (30 * G_USEC_PER_SEC) /* beyond what is allowed */
#define N_CODES      (MEDIARY_ERROR_FAILED + 1)

typedef struct {
  const char *path; /* NULL when the thread has nothing to do */
  gint64      started;
} Work;

typedef struct {
  MediaryService *service;
  GPtrArray      *paths;
  GMutex          lock;
  GCond           finished;
  guint           next;
  guint           n_finished; /* threads */
  guint           n_callers;
  Work            work[MOST_CALLERS];

  guint       n_references;
  guint       n_refused[N_CODES];
  GHashTable *notes; /* of guint by note */
  guint       n_late;
  guint       n_undocumented;
  gint64      total;
  gint64      slowest;
  const char *slowest_path;
} Run;

typedef struct {
  Run  *run;
  Work *work;
} Worker;

static int n_complaints;
static int n_said;
static int n_failed;

/* Nobody may complain while a file is read: neither we nor a library in our process. */
static GLogWriterOutput
on_message (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    g_atomic_int_inc (&n_complaints);

  return g_log_writer_standard_streams (level, fields, n_fields, user_data);
}

/* What can be wrong with a file that is there and may be read. Anything else would be wrong with us. */
static gboolean
is_documented (const GError *error)
{
  return error->domain == MEDIARY_ERROR && (error->code == MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE || error->code == MEDIARY_ERROR_TIMED_OUT || error->code == MEDIARY_ERROR_READ_FAILED);
}

static char *
dup_note (Run *run, MediaryReference *reference)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = NULL;
  const char *note;

  item = mediary_service_get_item (run->service, mediary_reference_get_media_item_id (reference), NULL, &error);
  g_assert_no_error (error);
  note = mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_NOTE);

  return g_strdup (note != NULL ? note : "details read");
}

/* TRUE where the file ended its reader, or kept it to the deadline; a decoder that says no is nothing to tell. */
static gboolean
is_failure (const char *note)
{
  return g_str_equal (note, MEDIARY_NOTE_TIMED_OUT) || g_str_equal (note, MEDIARY_NOTE_DECODER_FAILED) || g_str_equal (note, MEDIARY_NOTE_NO_EXTRACTOR);
}

/* Under the lock. */
static void
count (Run *run, const char *path, gint64 took, const char *note, const GError *error)
{
  run->total += took;
  if (took > run->slowest) {
    run->slowest = took;
    run->slowest_path = path;
  }
  if (took > mediary_test_in_time (FOR_FILE + GRACE)) {
    run->n_late++;
    printf ("# late: %s: %.2f s\n", path, (double) took / G_USEC_PER_SEC);
  }
  if (error == NULL) {
    run->n_references++;
    g_hash_table_insert (run->notes, g_strdup (note),
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (run->notes, note)) + 1));
  } else if (error->domain == MEDIARY_ERROR) {
    run->n_refused[error->code]++;
  }
  if (error == NULL && is_failure (note))
    printf ("# %s: %s\n", note, path);
  if (error != NULL && !is_documented (error)) {
    run->n_undocumented++;
    printf ("# undocumented: %s: %s %d: %s\n", path, g_quark_to_string (error->domain), error->code, error->message);
  }
}

static const char *
take (Worker *worker)
{
  Run        *run = worker->run;
  const char *path = NULL;

  g_mutex_lock (&run->lock);
  if (run->next < run->paths->len)
    path = run->paths->pdata[run->next++];
  worker->work->path = path;
  worker->work->started = g_get_monotonic_time ();
  g_mutex_unlock (&run->lock);

  return path;
}

static void
check_in (Worker *worker, const char *path)
{
  g_autofree char *artifact = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = NULL;
  gint64 took = g_get_monotonic_time ();

  reference = mediary_service_check_in_media (worker->run->service, path, MODULE, artifact, NULL, &error);
  took = g_get_monotonic_time () - took;
  g_assert_true ((reference != NULL) == (error == NULL));
  if (reference != NULL)
    note = dup_note (worker->run, reference);

  g_mutex_lock (&worker->run->lock);
  count (worker->run, path, took, note, error);
  g_mutex_unlock (&worker->run->lock);
}

static gpointer
run_worker (gpointer data)
{
  Worker     *worker = data;
  const char *path;

  while ((path = take (worker)) != NULL)
    check_in (worker, path);

  g_mutex_lock (&worker->run->lock);
  worker->run->n_finished++;
  g_cond_signal (&worker->run->finished);
  g_mutex_unlock (&worker->run->lock);

  return NULL;
}

/* A call that never comes back cannot be ended, so the run ends, and says with which file. Under the lock. */
static void
look_for_stuck (Run *run)
{
  for (guint i = 0; i < run->n_callers; i++) {
    if (run->work[i].path != NULL && g_get_monotonic_time () - run->work[i].started > mediary_test_in_time (FOR_FILE + GRACE) + STUCK) {
      printf ("Bail out! no answer for %s\n", run->work[i].path);
      fflush (stdout);
      _Exit (1);
    }
  }
}

static void
run_all (Run *run)
{
  Worker   workers[MOST_CALLERS];
  GThread *threads[MOST_CALLERS];

  for (guint i = 0; i < run->n_callers; i++) {
    workers[i] = (Worker){ run, &run->work[i] };
    threads[i] = g_thread_new ("check-in", run_worker, &workers[i]);
  }

  g_mutex_lock (&run->lock);
  while (run->n_finished < run->n_callers) {
    g_cond_wait_until (&run->finished, &run->lock, g_get_monotonic_time () + G_USEC_PER_SEC);
    look_for_stuck (run);
  }
  g_mutex_unlock (&run->lock);

  for (guint i = 0; i < run->n_callers; i++)
    g_thread_join (threads[i]);
}

static void
print_table (Run *run)
{
  GHashTableIter iter;
  gpointer       note, n_notes;

  printf ("# files       %7u\n", run->paths->len);
  printf ("# references  %7u\n", run->n_references);
  g_hash_table_iter_init (&iter, run->notes);
  while (g_hash_table_iter_next (&iter, &note, &n_notes))
    printf ("#   %-16s %6u\n", (char *) note, GPOINTER_TO_UINT (n_notes));
  for (guint i = 0; i < N_CODES; i++) {
    g_autoptr (GError) error = g_error_new_literal (MEDIARY_ERROR, (int) i, "");

    if (run->n_refused[i] > 0)
      printf ("# refused     %7u: %s\n", run->n_refused[i], mediary_words_for_error (error));
  }
  printf ("# calls that were late: %u\n", run->n_late);
  printf ("# a call took %.1f ms in the mean, %.2f s at most: %s\n", (double) run->total / 1000.0 / MAX (run->paths->len, 1),
          (double) run->slowest / G_USEC_PER_SEC, run->slowest_path);
}

static void
say (Run *run, gboolean holds, const char *promise)
{
  printf ("%s %d %u at the same time: %s\n", holds ? "ok" : "not ok", ++n_said, run->n_callers, promise);
  if (!holds)
    n_failed++;
}

/* Asked of the file itself, when nobody has it open any more. */
static char *
query (const char *path, const char *sql)
{
  sqlite3      *database = NULL;
  sqlite3_stmt *statement = NULL;
  char         *answer = NULL;

  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK && sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    answer = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (database);

  return answer;
}

static void
judge (Run *run, const char *database)
{
  g_autofree char *whole = query (database, "PRAGMA integrity_check");
  g_autofree char *n_references = query (database, "SELECT count(*) FROM media_references");
  g_autofree char *n_expected = g_strdup_printf ("%u", run->n_references);

  say (run, run->paths->len > 0 && run->next == run->paths->len, "every file of the corpus was checked in, and the process lives");
  say (run, run->n_late == 0, "each call answered in time");
  say (run, run->n_undocumented == 0, "each answer was a reference or a documented error");
  say (run, g_atomic_int_get (&n_complaints) == 0, "nothing critical was logged");
  say (run, g_strcmp0 (whole, "ok") == 0, "the database is whole");
  say (run, g_strcmp0 (n_references, n_expected) == 0, "every reference that was answered is in the database");
}

static void
remove_tree (const char *path)
{
  const char *arguments[] = { "rm", "-rf", "--", path, NULL };

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
run_with (GPtrArray *paths, guint n_callers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folder = g_dir_make_tmp ("mediary-corpus-XXXXXX", &error);
  g_autofree char *database = NULL;
  Run              run = { .paths = paths, .notes = notes, .n_callers = n_callers };

  g_assert_no_error (error);
  run.service = mediary_service_open (folder, NULL, &error);
  g_assert_no_error (error);
  database = g_strdup (mediary_service_get_database_path (run.service));

  run_all (&run);
  mediary_service_close (run.service);
  mediary_test_finalize (run.service);

  print_table (&run);
  judge (&run, database);
  remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = NULL;

  if (argc < 3) {
    fprintf (stderr, "usage: corpus-run FOLDER NUMBER…\n");
    return 2;
  }

  setvbuf (stdout, NULL, _IOLBF, 0);
  g_log_set_writer_func (on_message, NULL, NULL);
  paths = corpus_list_files (argv[1]);
  for (int i = 2; i < argc; i++)
    run_with (paths, CLAMP (atoi (argv[i]), 1, MOST_CALLERS));
  printf ("1..%d\n", n_said);

  return n_failed > 0 ? 1 : 0;
}
