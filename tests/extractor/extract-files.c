/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extraction/mediary-extractor.h"
#include "files/mediary-file-type.h"

#include <fcntl.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/*
 * Reads files through the pool, for tests and for eyes: one line of JSON each, in the order given.
 *
 *   extract-files EXTRACTOR FILE…            what is said of each
 *   extract-files --time EXTRACTOR FILE…     only how long it took
 */

typedef struct {
  GMutex lock;
  GCond  changed;
  guint  n_open;
} Progress;

typedef struct {
  const char *path;
  char       *content_type;
  GVariant   *fields;
  const char *note;
  Progress   *progress;
} File;

#define MOST_OPEN 256

static void
on_answer (MediaryExtraction *extraction, gpointer user_data)
{
  File *file = user_data;

  file->fields = extraction->fields != NULL ? g_variant_ref (extraction->fields) : NULL;
  file->note = extraction->note;

  g_mutex_lock (&file->progress->lock);
  file->progress->n_open--;
  g_cond_signal (&file->progress->changed);
  g_mutex_unlock (&file->progress->lock);
}

static void
wait_until (Progress *progress, guint n_open)
{
  g_mutex_lock (&progress->lock);
  while (progress->n_open > n_open)
    g_cond_wait (&progress->changed, &progress->lock);
  g_mutex_unlock (&progress->lock);
}

static void
start (MediaryExtractor *extractor, File *file)
{
  g_autofree char *name = g_path_get_basename (file->path);
  guint8           head[4096];
  int              fd = open (file->path, O_RDONLY | O_CLOEXEC);
  gssize           n_read = fd >= 0 ? pread (fd, head, sizeof head, 0) : -1;
  MediaryMediaType type;

  if (n_read < 0) {
    file->note = "unreadable";
    return;
  }

  if (!mediary_file_type_from_content (name, head, (gsize) n_read, &file->content_type, &type)) {
    file->note = "unsupported";
    close (fd);
    return;
  }

  wait_until (file->progress, MOST_OPEN - 1);
  g_mutex_lock (&file->progress->lock);
  file->progress->n_open++;
  g_mutex_unlock (&file->progress->lock);
  mediary_extractor_read (extractor, fd, file->content_type, type, 0, on_answer, file);
}

static void
print (File *file)
{
  JsonNode        *fields = file->fields != NULL ? json_gvariant_serialize (file->fields) : NULL;
  g_autofree char *json = fields != NULL ? json_to_string (fields, FALSE) : g_strdup ("{}");
  g_autofree char *path = g_strescape (file->path, NULL);

  printf ("{\"path\":\"%s\",\"content_type\":\"%s\",\"note\":\"%s\",\"fields\":%s}\n", path,
          file->content_type != NULL ? file->content_type : "", file->note != NULL ? file->note : "", json);
  g_clear_pointer (&fields, json_node_unref);
}

static double
get_seconds_used (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
    (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int
main (int argc, char *argv[])
{
  gboolean          timed = argc > 1 && strcmp (argv[1], "--time") == 0;
  char            **paths = argv + 2 + timed;
  guint             n_files = (guint) MAX (argc - 2 - timed, 0);
  g_autofree File  *files = g_new0 (File, n_files);
  Progress          progress = { 0 };
  MediaryExtractor *extractor;
  gint64            begun = g_get_monotonic_time ();

  if (argc < 2 + timed)
    return 2;

  extractor = mediary_extractor_new (argv[1 + timed]);
  for (guint i = 0; i < n_files; i++) {
    files[i].path = paths[i];
    files[i].progress = &progress;
    start (extractor, &files[i]);
  }
  wait_until (&progress, 0);
  mediary_extractor_close (extractor);

  if (timed)
    printf ("%u files, %.1f µs each on the clock, %.1f µs processor here, %.1f µs in children\n", n_files,
            (double) (g_get_monotonic_time () - begun) / n_files, get_seconds_used (RUSAGE_SELF) * 1e6 / n_files,
            get_seconds_used (RUSAGE_CHILDREN) * 1e6 / n_files);

  for (guint i = 0; i < n_files; i++) {
    if (!timed)
      print (&files[i]);
    g_clear_pointer (&files[i].fields, g_variant_unref);
    g_free (files[i].content_type);
  }

  return 0;
}
