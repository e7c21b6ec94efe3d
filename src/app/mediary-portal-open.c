/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-portal-open.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <unistd.h>

/*
 * Files that apps outside of the sandbox are to open.
 *
 * GIO first looks for an app inside, and finds one: Mediary, which says that it takes pictures. So the portal is asked
 * without it. The portal is given the file itself and looks up what it is called outside.
 */

#define NAME      "org.freedesktop.portal.Desktop"
#define PATH      "/org/freedesktop/portal/desktop"
#define INTERFACE "org.freedesktop.portal.OpenURI"

typedef struct {
  char             *path;
  MediaryPortalOpen what;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_free (request);
}

static GVariant *
make_arguments (const Request *request)
{
  GVariantDict options;

  g_variant_dict_init (&options, NULL);
  if (request->what == MEDIARY_PORTAL_OPEN_FILE)
    g_variant_dict_insert (&options, "writable", "b", FALSE);

  return g_variant_new ("(sh@a{sv})", "", 0, g_variant_dict_end (&options));
}

/* A thread: both the disk and the bus may keep us waiting. */
static void
run_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, &error);
  g_autoptr (GUnixFDList) descriptors = g_unix_fd_list_new ();
  g_autoptr (GVariant) answer = NULL;
  int descriptor = open (request->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (descriptor < 0) {
    g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
    return;
  }

  if (g_unix_fd_list_append (descriptors, descriptor, &error) >= 0 && bus != NULL)
    answer = g_dbus_connection_call_with_unix_fd_list_sync (bus, NAME, PATH, INTERFACE,
                                                            request->what == MEDIARY_PORTAL_OPEN_FILE ? "OpenFile" : "OpenDirectory",
                                                            make_arguments (request), NULL, G_DBUS_CALL_FLAGS_NONE, -1, descriptors,
                                                            NULL, cancellable, &error);
  close (descriptor);

  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * mediary_portal_open_async:
 * @path: (type filename): a file that this process can read
 * @what: whether the file is opened, or its folder
 * @callback: called when it has been handed over
 * @user_data: for @callback
 *
 * Has a file opened outside of the sandbox, by the app that the person has chosen for its kind or is asked for.
 */
void
mediary_portal_open_async (const char *path, MediaryPortalOpen what, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->path = g_strdup (path);
  request->what = what;
  g_task_set_source_tag (task, mediary_portal_open_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, run_open);
}

gboolean
mediary_portal_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
