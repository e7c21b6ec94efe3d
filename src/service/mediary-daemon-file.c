/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-daemon-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* From what a caller says to a path: a name, or a file it has opened. */

/* Returns: (nullable): the path of a file: URI, or an absolute path as it is */
char *
mediary_daemon_file_parse (const char *name, GError **error)
{
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;

  if (*name == '/')
    return g_strdup (name);

  if (g_ascii_strncasecmp (name, "file:", 5) == 0)
    path = g_filename_from_uri (name, &host, NULL);
  if (path != NULL && host == NULL)
    return g_steal_pointer (&path);

  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "Neither a file: URI nor an absolute path: %.200s", name);

  return NULL;
}

/* One that names a file without being able to read it is no proof of anything. */
static gboolean
is_readable (int descriptor)
{
  int flags = fcntl (descriptor, F_GETFL);

  return flags >= 0 && (flags & O_PATH) == 0 && (flags & O_ACCMODE) != O_WRONLY;
}

/* The kernel's name for it, if that leads to the same file here. A file that was unlinked has none. */
static char *
dup_path_of_descriptor (int descriptor, GError **error)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", descriptor);
  g_autofree char *path = g_file_read_link (link, NULL);
  struct stat      open_file;
  struct stat      named_file;

  if (!is_readable (descriptor)) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_PERMISSION_DENIED, "The descriptor is not open for reading");
    return NULL;
  }
  if (path == NULL || fstat (descriptor, &open_file) != 0) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_READ_FAILED, "The descriptor: %s", g_strerror (errno));
    return NULL;
  }
  if (*path == '/' && stat (path, &named_file) == 0 &&
      named_file.st_dev == open_file.st_dev && named_file.st_ino == open_file.st_ino)
    return g_steal_pointer (&path);

  if (!S_ISREG (open_file.st_mode))
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE, "The descriptor is no regular file's");
  else
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_FILE_NOT_FOUND, "The file has no name outside the caller's sandbox");

  return NULL;
}

/* A thread: the disk behind a descriptor may be slow. */
static void
run_find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  char *path = dup_path_of_descriptor (GPOINTER_TO_INT (data), &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
close_descriptor (gpointer data)
{
  close (GPOINTER_TO_INT (data));
}

/* @callback gets the call. */
void
mediary_daemon_file_find_async (MediaryCall *call, gint32 handle, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, call->cancellable, callback, call);
  g_autoptr (GError) error = NULL;
  int descriptor = mediary_call_take_descriptor (call, handle, &error);

  g_task_set_source_tag (task, mediary_daemon_file_find_async);
  if (descriptor < 0) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_task_set_task_data (task, GINT_TO_POINTER (descriptor), close_descriptor);
  g_task_run_in_thread (task, run_find);
}

char *
mediary_daemon_file_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
