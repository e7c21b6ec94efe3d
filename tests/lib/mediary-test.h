/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary.h"

G_BEGIN_DECLS

/* A library of its own in a folder of its own, with a place for files beside it. Gone when the test ends. */
typedef struct {
  char           *folder; /* all of it */
  char           *files;  /* where the test makes its files */
  char           *data;   /* where the database is */
  MediaryService *service;
} MediaryTest;

typedef void (*MediaryTestFunc) (MediaryTest *test);

void mediary_test_add (const char     *path,
                       MediaryTestFunc func);

/* Files. Paths are relative to the test's; the answer is the absolute one, to be freed. */
char *mediary_test_path (MediaryTest *test,
                         const char  *name);
char *mediary_test_make_png (MediaryTest *test,
                             const char  *name,
                             guint        width,
                             guint        height);
char *mediary_test_make_wav (MediaryTest *test,
                             const char  *name,
                             double       seconds);
char *mediary_test_make_video (MediaryTest *test,
                               const char  *name,
                               double       seconds);
char *mediary_test_make_bytes (MediaryTest *test,
                               const char  *name,
                               const char  *bytes,
                               gssize       length);

/* The service. */
MediaryReference  *mediary_test_check_in (MediaryTest *test,
                                          const char  *path,
                                          const char  *module_name,
                                          const char  *artifact_name) G_GNUC_WARN_UNUSED_RESULT;
void               mediary_test_refused (MediaryTest *test,
                                         const char  *path,
                                         MediaryError code);
MediaryItem       *mediary_test_item (MediaryTest *test,
                                      const char  *path) G_GNUC_WARN_UNUSED_RESULT;
MediaryCheckInJob *mediary_test_make_job (MediaryTest *test,
                                          int          n_files,
                                          const char  *artifact_name) G_GNUC_WARN_UNUSED_RESULT;
void               mediary_test_run_job (MediaryTest       *test,
                                         MediaryCheckInJob *job);
void               mediary_test_reopen (MediaryTest *test);

/* A callback that keeps the result, for whose place it is given. */
void mediary_test_on_done (GObject      *source,
                           GAsyncResult *result,
                           gpointer      place);

/* The database, as anyone with the sqlite3 shell sees it. */
char  *mediary_test_sql (MediaryTest *test,
                         const char  *sql) G_GNUC_WARN_UNUSED_RESULT;
gint64 mediary_test_sql_integer (MediaryTest *test,
                                 const char  *sql);
char  *mediary_test_checksum (const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* How many files and sockets this process has open. */
guint mediary_test_count_descriptors (void);

/* So many microseconds in the long run, for which a machine is quiet; else four times as many, as nobody knows how fast a machine is,
 * or as many more as one needs that has more to do than it has processors. */
gint64 mediary_test_in_time (gint64 microseconds);

/* Runs the main loop until it holds; a deadline ends the test. */
#define mediary_test_wait_until(condition)                     \
  G_STMT_START                                                 \
  {                                                            \
    gint64 deadline_ = g_get_monotonic_time () + 120000000;    \
    while (!(condition)) {                                     \
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_); \
      mediary_test_turn ();                                    \
    }                                                          \
  }                                                            \
  G_STMT_END

void mediary_test_turn (void);

/* Lets go of an object, and waits until all others who read for it have done so too: nobody keeps it. */
#define mediary_test_finalize(object)                       \
  G_STMT_START                                              \
  {                                                         \
    gpointer alive_ = (object);                             \
    g_object_add_weak_pointer (G_OBJECT (alive_), &alive_); \
    g_object_unref (object);                                \
    mediary_test_wait_until (alive_ == NULL);               \
  }                                                         \
  G_STMT_END

G_END_DECLS
