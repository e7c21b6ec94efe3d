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

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_message ("Remembering the last check-in: %s", error->message);
}

/* In the background; it is no loss if it cannot be written. */
void
mediary_last_check_in_save (const char *folder, MediaryOutcomes *outcomes)
{
  g_autoptr (GFile) file = get_file (folder);
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new ("(x@*)", g_get_real_time () / G_USEC_PER_SEC, mediary_outcomes_to_variant (outcomes)));
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (variant);

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, on_saved, NULL);
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
