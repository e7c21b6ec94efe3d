/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-last-check-in.h"

/*
 * What became of the last check-in, kept beside the library for the next start: who was told in the evening that files
 * could not be read may see to them in the morning.
 */

#define FILE_NAME "last-check-in-1" /* the number of its format */

/* Longer it is of no use to anybody. */
#define KEPT_S (7 * 24 * 60 * 60)

static GFile *
get_file (const char *folder)
{
  return g_file_new_build_filename (folder, FILE_NAME, NULL);
}

/* When it was, and what became of it. */
static GVariantType *
new_type (void)
{
  const GVariantType *parts[] = { G_VARIANT_TYPE_INT64, mediary_outcomes_get_variant_type () };

  return g_variant_type_new_tuple (parts, G_N_ELEMENTS (parts));
}

typedef struct {
  GFile           *file;
  MediaryOutcomes *outcomes; /* a copy */
  guint            number;   /* of the question: 1 was the first */
} Memory;

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_object_unref (memory->file);
  g_object_unref (memory->outcomes);
  g_free (memory);
}

/* A thread of its own: two thousand sentences take longer than a frame. What is newer than this may be there before it. */
static void
run_save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  static GMutex mutex;
  static guint  n_newest;
  Memory       *memory = data;
  GError       *error = NULL;
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new ("(x@*)", g_get_real_time () / G_USEC_PER_SEC, mediary_outcomes_to_variant (memory->outcomes)));
  gboolean saved = TRUE;

  g_mutex_lock (&mutex);
  if (memory->number > n_newest) {
    n_newest = memory->number;
    saved = g_file_replace_contents (memory->file, g_variant_get_data (variant), g_variant_get_size (variant), NULL, FALSE,
                                     G_FILE_CREATE_PRIVATE, NULL, NULL, &error);
  }
  g_mutex_unlock (&mutex);

  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mediary_last_check_in_save_async:
 * @folder: the folder of the library
 * @outcomes: what became of the files; it may change meanwhile
 * @callback: called when it is kept
 * @user_data: for @callback
 *
 * Keeps it for the next start, in the place of what was kept before.
 */
void
mediary_last_check_in_save_async (const char *folder, MediaryOutcomes *outcomes, GAsyncReadyCallback callback, gpointer user_data)
{
  static guint n_asked;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Memory *memory = g_new0 (Memory, 1);

  memory->file = get_file (folder);
  memory->outcomes = mediary_outcomes_copy (outcomes);
  memory->number = ++n_asked;
  g_task_set_source_tag (task, mediary_last_check_in_save_async);
  g_task_set_task_data (task, memory, memory_free);
  g_task_run_in_thread (task, run_save);
}

gboolean
mediary_last_check_in_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static MediaryOutcomes *
read_outcomes (GBytes *bytes)
{
  g_autoptr (GVariantType) type = new_type ();
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_from_bytes (type, bytes, FALSE));
  g_autoptr (GVariant) outcomes = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 at;

  if (!g_variant_is_normal_form (variant))
    return NULL;

  g_variant_get (variant, "(x@*)", &at, &outcomes);

  return at <= now && now - at <= KEPT_S ? mediary_outcomes_new_from_variant (outcomes) : NULL;
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &error);
  MediaryOutcomes *outcomes = bytes != NULL ? read_outcomes (bytes) : NULL;

  if (outcomes != NULL)
    g_task_return_pointer (task, outcomes, g_object_unref);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "It was too long ago, or is not readable");
}

/**
 * mediary_last_check_in_load_async:
 * @folder: the folder of the library
 * @cancellable: (nullable): to stop
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Reads what was saved, unless it is older than a week.
 */
void
mediary_last_check_in_load_async (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GFile) file = get_file (folder);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mediary_last_check_in_load_async);
  g_file_load_bytes_async (file, cancellable, on_loaded, task);
}

/* Returns: (transfer full) (nullable): with an error where there is nothing to remember */
MediaryOutcomes *
mediary_last_check_in_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
