/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

typedef struct {
  MediaryTestFunc func;
} Case;

static void
remove_tree (const char *path)
{
  const char *arguments[] = { "rm", "-rf", "--", path, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
run_case (gconstpointer data)
{
  const Case *test_case = data;
  g_autoptr (GError) error = NULL;
  MediaryTest test = { 0 };

  test.folder = g_dir_make_tmp ("mediary-test-XXXXXX", &error);
  g_assert_no_error (error);
  test.files = g_build_filename (test.folder, "files", NULL);
  test.data = g_build_filename (test.folder, "data", NULL);
  g_assert_cmpint (g_mkdir (test.files, 0700), ==, 0);
  test.service = mediary_service_open (test.data, NULL, &error);
  g_assert_no_error (error);

  test_case->func (&test);

  /* What was made is gone: nobody keeps the service but the test. */
  mediary_test_finalize (test.service);
  remove_tree (test.folder);
  g_free (test.folder);
  g_free (test.files);
  g_free (test.data);
}

void
mediary_test_add (const char *path, MediaryTestFunc func)
{
  Case *test_case = g_new (Case, 1);

  test_case->func = func;
  g_test_add_data_func_full (path, test_case, run_case, g_free);
}

char *
mediary_test_path (MediaryTest *test, const char *name)
{
  return g_build_filename (test->files, name, NULL);
}

char *
mediary_test_make_bytes (MediaryTest *test, const char *name, const char *bytes, gssize length)
{
  g_autofree char *path = mediary_test_path (test, name);
  g_autofree char *folder = g_path_get_dirname (path);
  gsize            n_bytes = length < 0 ? strlen (bytes) : (gsize) length;
  FILE            *stream;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  stream = g_fopen (path, "w");
  g_assert_nonnull (stream);
  g_assert_cmpuint (fwrite (bytes, 1, n_bytes, stream), ==, n_bytes);
  g_assert_cmpint (fclose (stream), ==, 0);

  return g_steal_pointer (&path);
}

static void
append_big_endian (GByteArray *bytes, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (bytes, (guint8 *) &big, 4);
}

static void
append_chunk (GByteArray *png, const char *type, const guint8 *data, gsize length)
{
  uLong sum = crc32 (0, (const Bytef *) type, 4);

  append_big_endian (png, (guint32) length);
  g_byte_array_append (png, (const guint8 *) type, 4);
  if (length > 0) {
    g_byte_array_append (png, data, (guint) length);
    sum = crc32 (sum, data, (uInt) length);
  }
  append_big_endian (png, (guint32) sum);
}

/* A grey picture; its shade depends on the name, so that two files are seldom alike. */
char *
mediary_test_make_png (MediaryTest *test, const char *name, guint width, guint height)
{
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();
  gsize              n_raw = (gsize) height * (width + 1);
  g_autofree guint8 *raw = g_malloc0 (n_raw);
  uLongf             n_packed = compressBound (n_raw);
  g_autofree guint8 *packed = g_malloc (n_packed);

  memset (raw, (int) (g_str_hash (name) & 0xff), n_raw);
  for (guint row = 0; row < height; row++)
    raw[row * (width + 1)] = 0;
  g_assert_cmpint (compress (packed, &n_packed, raw, n_raw), ==, Z_OK);

  append_big_endian (header, width);
  append_big_endian (header, height);
  g_byte_array_append (header, (const guint8 *) "\x08\0\0\0\0", 5); /* 8 bits, grey */

  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_chunk (png, "IHDR", header->data, header->len);
  append_chunk (png, "IDAT", packed, n_packed);
  append_chunk (png, "IEND", NULL, 0);

  return mediary_test_make_bytes (test, name, (const char *) png->data, png->len);
}

static void
append_little_endian (GByteArray *bytes, guint32 number, guint length)
{
  guint32 little = GUINT32_TO_LE (number);

  g_byte_array_append (bytes, (guint8 *) &little, length);
}

/* Silence: 8,000 samples of 8 bits a second. */
char *
mediary_test_make_wav (MediaryTest *test, const char *name, double seconds)
{
  g_autoptr (GByteArray) wav = g_byte_array_new ();
  guint n_samples = (guint) (seconds * 8000);
  guint header = 0;

  g_byte_array_append (wav, (const guint8 *) "RIFF", 4);
  append_little_endian (wav, 36 + n_samples, 4);
  g_byte_array_append (wav, (const guint8 *) "WAVEfmt ", 8);
  append_little_endian (wav, 16, 4);
  append_little_endian (wav, 1, 2);
  append_little_endian (wav, 1, 2);
  append_little_endian (wav, 8000, 4);
  append_little_endian (wav, 8000, 4);
  append_little_endian (wav, 1, 2);
  append_little_endian (wav, 8, 2);
  g_byte_array_append (wav, (const guint8 *) "data", 4);
  append_little_endian (wav, n_samples, 4);
  header = wav->len;
  g_byte_array_set_size (wav, header + n_samples);
  memset (wav->data + header, 0x80, n_samples);

  return mediary_test_make_bytes (test, name, (const char *) wav->data, wav->len);
}

char *
mediary_test_make_video (MediaryTest *test, const char *name, double seconds)
{
  g_autofree char *path = mediary_test_path (test, name);
  g_autofree char *length = g_strdup_printf ("testsrc=size=160x120:rate=10:duration=%g", seconds);
  const char      *arguments[] = { "ffmpeg", "-v", "error", "-f", "lavfi", "-i", length, "-c:v", "mpeg4", path, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return g_steal_pointer (&path);
}

MediaryReference *
mediary_test_check_in (MediaryTest *test, const char *path, const char *module_name, const char *artifact_name)
{
  g_autoptr (GError) error = NULL;
  MediaryReference *reference =
    mediary_service_check_in_media (test->service, path, module_name, artifact_name, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reference);

  return reference;
}

/* Refused with this code, and nothing is stored for it. */
void
mediary_test_refused (MediaryTest *test, const char *path, MediaryError code)
{
  g_autoptr (GError) error = NULL;
  gint64 before = mediary_test_sql_integer (test, "SELECT count (*) FROM media_items");
  g_autoptr (MediaryReference) reference = NULL;

  reference = mediary_service_check_in_media (test->service, path, "module", "artifact", NULL, &error);
  g_assert_error (error, MEDIARY_ERROR, (int) code);
  g_assert_null (reference);
  g_assert_cmpint (mediary_test_sql_integer (test, "SELECT count (*) FROM media_items"), ==, before);
}

MediaryItem *
mediary_test_item (MediaryTest *test, const char *path)
{
  g_autoptr (GError) error = NULL;
  MediaryItem *item = mediary_service_find_item (test->service, path, NULL, &error);

  g_assert_no_error (error);

  return item;
}

static void
on_job_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mediary_service_check_in_many_finish (MEDIARY_SERVICE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* New pictures, “0.png” and so on, whose entries it keeps. */
MediaryCheckInJob *
mediary_test_make_job (MediaryTest *test, int n_files, const char *artifact_name)
{
  MediaryCheckInJob *job = mediary_check_in_job_new ("m", artifact_name);

  mediary_check_in_job_set_keep_entries (job, TRUE);
  for (int i = 0; i < n_files; i++) {
    g_autofree char *name = g_strdup_printf ("%d.png", i);
    g_autofree char *path = mediary_test_make_png (test, name, 3, 2);

    mediary_check_in_job_add_path (job, path);
  }

  return job;
}

void
mediary_test_run_job (MediaryTest *test, MediaryCheckInJob *job)
{
  gboolean done = FALSE;

  mediary_service_check_in_many_async (test->service, job, NULL, on_job_done, &done);
  mediary_test_wait_until (done);
}

void
mediary_test_reopen (MediaryTest *test)
{
  g_autoptr (GError) error = NULL;

  mediary_test_finalize (test->service);
  test->service = mediary_service_open (test->data, NULL, &error);
  g_assert_no_error (error);
}

/* The sqlite3 program: what it prints, without the last line's end. */
char *
mediary_test_sql (MediaryTest *test, const char *sql)
{
  g_autofree char *path = g_build_filename (test->data, "mediary.db", NULL);
  const char      *arguments[] = { "sqlite3", "-readonly", path, sql, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int   status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return g_strchomp (output);
}

gint64
mediary_test_sql_integer (MediaryTest *test, const char *sql)
{
  g_autofree char *output = mediary_test_sql (test, sql);

  return g_ascii_strtoll (output, NULL, 10);
}

char *
mediary_test_checksum (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
}

gint64
mediary_test_in_time (gint64 microseconds)
{
  double slowness = g_getenv ("MEDIARY_TEST_ALL") != NULL ? 1 : 4;
  double load;

  if (getloadavg (&load, 1) == 1)
    slowness = MAX (slowness, load / g_get_num_processors ());

  return (gint64) ((double) microseconds * slowness);
}

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* One turn of the main loop, which never waits for ever. */
void
mediary_test_turn (void)
{
  guint tick = g_timeout_add (50, on_tick, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

void
mediary_test_on_done (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

guint
mediary_test_count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}
