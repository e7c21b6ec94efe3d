/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gst/pbutils/pbutils.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "extraction/mediary-extractor.h"
#include "files/mediary-file-type.h"

/*
 * What the cage costs: each file of each folder by the libraries in this process, and through the extractor, in turn.
 *
 *   bench-cost EXTRACTOR ROUNDS FOLDER…
 *
 * One file at a time, as when a person drops one. Of a file's times the median of the rounds counts, against the noise of
 * a machine that does other things as well; the first round warms up and is not counted.
 */

#define STALL 1000.0 /* milliseconds */

typedef struct {
  char            *path;
  char            *content_type;
  MediaryMediaType type;
  double          *here; /* milliseconds, by round */
  double          *caged;
} File;

typedef struct {
  GMutex   lock;
  GCond    cond;
  gboolean answered;
  guint    n_notes; /* that tell of a failure */
} Answer;

static GstDiscoverer *discoverer;

static double
read_here (File *file)
{
  gint64 begun = g_get_monotonic_time ();
  int    width, height;

  if (file->type == MEDIARY_MEDIA_TYPE_IMAGE) {
    gdk_pixbuf_get_file_info (file->path, &width, &height);
  } else {
    g_autofree char *uri = g_filename_to_uri (file->path, NULL, NULL);
    g_autoptr (GstDiscovererInfo) info = gst_discoverer_discover_uri (discoverer, uri, NULL);
  }

  return (double) (g_get_monotonic_time () - begun) / 1000;
}

static void
on_answer (MediaryExtraction *extraction, gpointer user_data)
{
  Answer *answer = user_data;

  g_mutex_lock (&answer->lock);
  answer->answered = TRUE;
  answer->n_notes += extraction->note != NULL ? 1 : 0;
  g_cond_signal (&answer->cond);
  g_mutex_unlock (&answer->lock);
}

static double
read_caged (MediaryExtractor *extractor, File *file, Answer *answer)
{
  gint64 begun = g_get_monotonic_time ();
  int    descriptor = open (file->path, O_RDONLY | O_CLOEXEC);

  answer->answered = FALSE;
  mediary_extractor_read (extractor, descriptor, file->content_type, file->type, 0, on_answer, answer);
  g_mutex_lock (&answer->lock);
  while (!answer->answered)
    g_cond_wait (&answer->cond, &answer->lock);
  g_mutex_unlock (&answer->lock);

  return (double) (g_get_monotonic_time () - begun) / 1000;
}

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_free (file->content_type);
  g_free (file->here);
  g_free (file->caged);
  g_free (file);
}

static GPtrArray *
list_files (const char *folder, guint n_rounds)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (file_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    File            *file = g_new0 (File, 1);
    g_autofree char *head = NULL;
    gsize            length = 0;

    file->path = g_build_filename (folder, name, NULL);
    file->here = g_new0 (double, n_rounds + 1);
    file->caged = g_new0 (double, n_rounds + 1);
    if (g_file_get_contents (file->path, &head, &length, NULL) &&
        mediary_file_type_from_content (name, (const guint8 *) head, MIN (length, 4096), &file->content_type, &file->type))
      g_ptr_array_add (files, file);
    else
      file_free (file);
  }

  return files;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof (double), compare);

  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static double
mean (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];

  return sum / n;
}

/* A line of the table: mean and median over the files. */
static void
print_line (const char *name, double *here, double *caged, guint n)
{
  double mean_here = mean (here, n);
  double mean_caged = mean (caged, n);

  printf ("%-34s%9.3f /%8.3f%11.3f /%8.3f%+12.3f\n", name, mean_here, median (here, n), mean_caged, median (caged, n),
          mean_caged - mean_here);
}

/* Where a library stalls until its own timeout, the mean is that of one file: then there is a line without. */
static void
print_group (const char *folder, GPtrArray *files, guint n_rounds)
{
  g_autofree double *here = g_new (double, files->len);
  g_autofree double *caged = g_new (double, files->len);
  g_autofree char   *name = g_path_get_basename (folder);
  guint              n_stalls = 0;

  for (guint pass = 0; pass < 2; pass++) {
    guint n = 0;

    for (guint i = 0; i < files->len; i++) {
      File *file = files->pdata[i];

      here[n] = median (file->here + 1, n_rounds); /* the first warms up */
      caged[n] = median (file->caged + 1, n_rounds);
      if (pass == 0)
        n_stalls += here[n] > STALL ? 1 : 0;
      if (pass == 0 || here[n] <= STALL)
        n++;
    }
    if (pass == 0)
      print_line (name, here, caged, n);
    else if (n_stalls > 0)
      print_line ("  without those that stall", here, caged, n);
  }
}

static void
measure (MediaryExtractor *extractor, const char *folder, guint n_rounds)
{
  g_autoptr (GPtrArray) files = list_files (folder, n_rounds);
  Answer answer = { 0 };

  for (guint round = 0; round <= n_rounds; round++)
    for (guint i = 0; i < files->len; i++) {
      File *file = files->pdata[i];

      if (round % 2 == 0)
        file->here[round] = read_here (file);
      file->caged[round] = read_caged (extractor, file, &answer);
      if (round % 2 != 0)
        file->here[round] = read_here (file);
    }

  if (files->len == 0 || answer.n_notes > 0) {
    fprintf (stderr, "bench-cost: %u files in “%s”, %u could not be read\n", files->len, folder, answer.n_notes);
    exit (1);
  }
  print_group (folder, files, n_rounds);
}

int
main (int argc, char *argv[])
{
  MediaryExtractor *extractor;

  if (argc < 4)
    return 2;

  gst_init (NULL, NULL);
  discoverer = gst_discoverer_new (5 * GST_SECOND, NULL);
  extractor = mediary_extractor_new (argv[1]);

  printf ("%-34s%18s%20s%12s\n", "milliseconds a file", "in-process", "through the cage", "difference");
  printf ("%-34s%18s%20s%12s\n", "", "mean / median", "mean / median", "of means");
  for (int i = 3; i < argc; i++)
    measure (extractor, argv[i], (guint) MAX (atoi (argv[2]), 1));

  mediary_extractor_close (extractor);
  g_object_unref (discoverer);

  return 0;
}
