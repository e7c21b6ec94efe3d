/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gst/pbutils/pbutils.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpus-files.h"

/*
 * What the same libraries do where they are called in one's own process: one child for each file and call, with ten
 * seconds and a gigabyte. What ends such a child would have ended the program.
 *
 *   corpus-inprocess FOLDER
 */

#define SECONDS       10
#define BYTES         (1 << 30)
#define MOST_CHILDREN 2

typedef enum {
  ENDING_OK,
  ENDING_ERROR,
  ENDING_TIMED_OUT, /* by the library's own clock */
  ENDING_MEMORY,
  ENDING_HUNG,
  ENDING_CRASHED,
  N_ENDINGS,
} Ending;

typedef struct {
  const char *name;
  Ending (*run) (const char *path);
} Call;

typedef struct {
  pid_t       pid; /* 0: free */
  int         said;
  const char *path;
} Child;

static Ending
get_info (const char *path)
{
  return gdk_pixbuf_get_file_info (path, NULL, NULL) != NULL ? ENDING_OK : ENDING_ERROR;
}

static Ending
decode (const char *path)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (path, NULL);

  return pixbuf != NULL ? ENDING_OK : ENDING_ERROR;
}

static Ending
discover (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GstDiscoverer) discoverer = gst_discoverer_new (5 * GST_SECOND, NULL);
  g_autoptr (GstDiscovererInfo) info = gst_discoverer_discover_uri (discoverer, uri, NULL);

  if (info == NULL)
    return ENDING_ERROR;

  switch (gst_discoverer_info_get_result (info)) {
  case GST_DISCOVERER_OK:
    return ENDING_OK;
  case GST_DISCOVERER_TIMEOUT:
    return ENDING_TIMED_OUT;
  default:
    return ENDING_ERROR;
  }
}

static const Call calls[] = {
  { "gdk_pixbuf_get_file_info", get_info },
  { "gdk_pixbuf_new_from_file", decode },
  { "GstDiscoverer, decoders", discover },
};

static void
run_child (const Call *call, const char *path, int said)
{
  struct rlimit memory = { BYTES, BYTES };
  struct rlimit core = { 0, 0 };
  int           nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);

  dup2 (nothing, STDIN_FILENO);
  dup2 (nothing, STDOUT_FILENO);
  dup2 (said, STDERR_FILENO);
  setrlimit (RLIMIT_AS, &memory);
  setrlimit (RLIMIT_CORE, &core);
  alarm (SECONDS);
  _exit (call->run (path));
}

static void
start (Child *child, const Call *call, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  child->path = path;
  child->said = g_file_open_tmp ("corpus-XXXXXX", &name, &error);
  g_assert_no_error (error);
  unlink (name);

  child->pid = fork ();
  g_assert_cmpint (child->pid, >=, 0);
  if (child->pid == 0)
    run_child (call, path, child->said);
}

/* An allocation that failed ends the process on purpose; what it said last tells it from a crash. */
static gboolean
ran_out_of_memory (int said)
{
  static const char *const words[] = { "failed to allocate", "bad_alloc", "annot allocate memory", "ut of memory",
                                       "Error creating thread", "memory exhausted" };
  char                     text[65536];
  off_t                    length = lseek (said, 0, SEEK_END);
  ssize_t                  n_bytes = pread (said, text, sizeof text - 1, MAX (0, length - (off_t) sizeof text + 1));

  text[MAX (n_bytes, 0)] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

static Ending
judge (int status, int said)
{
  if (WIFEXITED (status) && WEXITSTATUS (status) <= ENDING_TIMED_OUT)
    return WEXITSTATUS (status);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGALRM)
    return ENDING_HUNG;

  return ran_out_of_memory (said) ? ENDING_MEMORY : ENDING_CRASHED;
}

static void
collect (const Call *call, Child *children, guint *counts, GHashTable *fatal)
{
  static const char *const words[] = { [ENDING_MEMORY] = "out of memory", [ENDING_HUNG] = "hung", [ENDING_CRASHED] = "crashed" };
  int                      status;
  pid_t                    pid = wait (&status);

  for (guint i = 0; i < MOST_CHILDREN; i++) {
    Ending ending;

    if (children[i].pid != pid)
      continue;
    ending = judge (status, children[i].said);
    counts[ending]++;
    if (ending >= ENDING_MEMORY) {
      printf ("# %s, %s: %s (%s)\n", words[ending], call->name, children[i].path,
              WIFSIGNALED (status) ? g_strsignal (WTERMSIG (status)) : "exit");
      g_hash_table_add (fatal, (gpointer) children[i].path);
    }
    close (children[i].said);
    children[i].pid = 0;
  }
}

static void
run_all (const Call *call, GPtrArray *paths, guint *counts, GHashTable *fatal)
{
  Child children[MOST_CHILDREN] = { 0 };
  guint n_running = 0;

  for (guint i = 0; i < paths->len; i++) {
    guint place = 0;

    if (n_running == MOST_CHILDREN)
      collect (call, children, counts, fatal);
    else
      n_running++;
    while (children[place].pid != 0)
      place++;
    start (&children[place], call, paths->pdata[i]);
  }
  for (; n_running > 0; n_running--)
    collect (call, children, counts, fatal);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GHashTable) fatal = g_hash_table_new (g_str_hash, g_str_equal);
  guint counts[G_N_ELEMENTS (calls)][N_ENDINGS] = { 0 };

  if (argc != 2) {
    fprintf (stderr, "usage: corpus-inprocess FOLDER\n");
    return 2;
  }

  setvbuf (stdout, NULL, _IOLBF, 0);
  gst_init (NULL, NULL);
  paths = corpus_list_files (argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    run_all (&calls[i], paths, counts[i], fatal);

  printf ("# %-26s %7s %7s %9s %7s %5s %7s\n", "in-process", "ok", "error", "timed out", "memory", "hung", "crashed");
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    printf ("# %-26s %7u %7u %9u %7u %5u %7u\n", calls[i].name, counts[i][ENDING_OK], counts[i][ENDING_ERROR],
            counts[i][ENDING_TIMED_OUT], counts[i][ENDING_MEMORY], counts[i][ENDING_HUNG], counts[i][ENDING_CRASHED]);
  printf ("# %u files, of which %u end or hang a program that reads them in-process\n", paths->len, g_hash_table_size (fatal));

  return 0;
}
