/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-trash.h"

#include <string.h>

#include "mediary-trash-words.h"

/*
 * The Trash of the desktop: files go there by GIO, and come back by the trash: folder of its service. GIO can do the
 * first without that service, but then the second is not possible.
 */

/* The service sees what was thrown away a moment later. */
#define N_LOOKS       20
#define LOOK_PAUSE_US (100 * 1000)

/* Whether what is thrown away can be had back: not in the sandbox, and not without the service. */
gboolean
mediary_trash_can_restore (void)
{
  const char *const *schemes = g_vfs_get_supported_uri_schemes (g_vfs_get_default ());

  return schemes != NULL && g_strv_contains (schemes, "trash") && !g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static GTask *
new_task (GPtrArray *paths, GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_ptr_array_ref (paths), (GDestroyNotify) g_ptr_array_unref);

  return task;
}

/* A thread of its own. What cannot go does not stop the rest. */
static void
throw_away (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *paths = task_data;
  g_autoptr (GPtrArray) thrown = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (GFile) file = g_file_new_for_path (paths->pdata[i]);
    g_autoptr (GError) error = NULL;

    if (g_file_trash (file, NULL, &error))
      g_ptr_array_add (thrown, g_strdup (paths->pdata[i]));
    else if (first == NULL)
      first = mediary_trash_explain (paths->pdata[i], error, MEDIARY_TRASH_TO);
  }

  if (thrown->len == 0 && first != NULL)
    g_task_return_error (task, g_steal_pointer (&first));
  else
    g_task_return_pointer (task, g_steal_pointer (&thrown), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * mediary_trash_throw_async:
 * @paths: (element-type filename): files
 * @callback: called when they are in the Trash
 * @user_data: for @callback
 *
 * Moves files to the Trash.
 */
void
mediary_trash_throw_async (GPtrArray *paths, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = new_task (paths, callback, user_data, mediary_trash_throw_async);

  g_task_run_in_thread (task, throw_away);
}

/* The paths of those that went, which may be fewer; or NULL when none could, and then @error says why in words for people. */
GPtrArray *
mediary_trash_throw_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_newer (GFileInfo *info, GFileInfo *than)
{
  g_autoptr (GDateTime) date = g_file_info_get_deletion_date (info);
  g_autoptr (GDateTime) other = than != NULL ? g_file_info_get_deletion_date (than) : NULL;

  return other == NULL || (date != NULL && g_date_time_compare (date, other) > 0);
}

/* The newest in the Trash that was at this path, or NULL. */
static GFile *
find_in_trash (const char *path)
{
  g_autoptr (GFile) trash = g_file_new_for_uri ("trash:///");
  g_autoptr (GFileInfo) found = NULL;
  g_autoptr (GFileEnumerator) enumerator = NULL;
  GFileInfo *info;

  enumerator = g_file_enumerate_children (trash, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_TRASH_ORIG_PATH "," G_FILE_ATTRIBUTE_TRASH_DELETION_DATE,
                                          G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  if (enumerator == NULL)
    return NULL;

  while (g_file_enumerator_iterate (enumerator, &info, NULL, NULL, NULL) && info != NULL) {
    if (g_strcmp0 (g_file_info_get_attribute_byte_string (info, G_FILE_ATTRIBUTE_TRASH_ORIG_PATH), path) == 0 && is_newer (info, found))
      g_set_object (&found, info);
  }

  return found != NULL ? g_file_get_child (trash, g_file_info_get_name (found)) : NULL;
}

static gboolean
restore_one (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) thrown = find_in_trash (path);

  for (guint i = 0; thrown == NULL && i < N_LOOKS; i++) {
    g_usleep (LOOK_PAUSE_US);
    thrown = find_in_trash (path);
  }

  if (thrown == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Not in the Trash: %s", path);
    return FALSE;
  }

  /* Never over a file that took its place meanwhile. */
  return g_file_move (thrown, file, G_FILE_COPY_NOFOLLOW_SYMLINKS | G_FILE_COPY_ALL_METADATA, NULL, NULL, NULL, error);
}

/* A thread of its own. */
static void
restore (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *paths = task_data;
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (GError) error = NULL;

    if (!restore_one (paths->pdata[i], &error) && first == NULL)
      first = mediary_trash_explain (paths->pdata[i], error, MEDIARY_TRASH_BACK);
  }

  if (first != NULL)
    g_task_return_error (task, g_steal_pointer (&first));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * mediary_trash_restore_async:
 * @paths: (element-type filename): where files were before they were moved to the Trash
 * @callback: called when they are there again
 * @user_data: for @callback
 *
 * Puts files back to where they were.
 */
void
mediary_trash_restore_async (GPtrArray *paths, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = new_task (paths, callback, user_data, mediary_trash_restore_async);

  g_task_run_in_thread (task, restore);
}

/* Whether all are back; the others stay in the Trash, and @error says why in words for people. */
gboolean
mediary_trash_restore_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
