/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* O_PATH */
#endif
#include "config.h"

#include "mediary-portal-content.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <string.h>
#include <unistd.h>

/**
 * MediaryPortalContent:
 *
 * Files that leave a sandbox: their names, which every program outside understands, and a transfer by the portal for
 * those in sandboxes of their own.
 *
 * GTK would offer the transfer itself, but as one that may be written to, which the portal refuses for files that we may
 * only read; then the whole drag fails. It also refuses files that were only lent to us: of those there are names.
 */
struct _MediaryPortalContent {
  GdkContentProvider parent_instance;

  char   *names; /* text/uri-list */
  GSList *files; /* of GFile; none where the portal would refuse */
};

G_DEFINE_FINAL_TYPE (MediaryPortalContent, mediary_portal_content, GDK_TYPE_CONTENT_PROVIDER)

#define NAMES    "text/uri-list"
#define TRANSFER "application/vnd.portal.filetransfer"

#define PORTAL_NAME      "org.freedesktop.portal.Documents"
#define PORTAL_PATH      "/org/freedesktop/portal/documents"
#define PORTAL_INTERFACE "org.freedesktop.portal.FileTransfer"
#define MAX_DESCRIPTORS  16 /* in one message */

static GdkContentFormats *
mediary_portal_content_ref_formats (GdkContentProvider *provider)
{
  MediaryPortalContent *self = MEDIARY_PORTAL_CONTENT (provider);
  const char           *types[] = { NAMES, TRANSFER };

  return gdk_content_formats_new (types, self->files != NULL ? 2 : 1);
}

static GVariant *
call_portal (GDBusConnection *bus, const char *method, GVariant *arguments, GUnixFDList *descriptors, GCancellable *cancellable, GError **error)
{
  return g_dbus_connection_call_with_unix_fd_list_sync (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, method, arguments, NULL,
                                                        G_DBUS_CALL_FLAGS_NONE, -1, descriptors, NULL, cancellable, error);
}

static char *
start_transfer (GDBusConnection *bus, GCancellable *cancellable, GError **error)
{
  GVariantDict options;
  g_autoptr (GVariant) answer = NULL;
  char *key = NULL;

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "writable", "b", FALSE);
  g_variant_dict_insert (&options, "autostop", "b", TRUE);
  answer = call_portal (bus, "StartTransfer", g_variant_new ("(@a{sv})", g_variant_dict_end (&options)), NULL, cancellable, error);
  if (answer != NULL)
    g_variant_get (answer, "(s)", &key);

  return key;
}

static gboolean
append_file (GUnixFDList *descriptors, GFile *file, GError **error)
{
  int descriptor = open (g_file_peek_path (file), O_PATH | O_CLOEXEC);
  int handle;

  if (descriptor < 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
    return FALSE;
  }
  handle = g_unix_fd_list_append (descriptors, descriptor, error);
  close (descriptor);

  return handle >= 0;
}

/* Some files; sets @rest to those after them. */
static gboolean
add_files (GDBusConnection *bus, const char *key, GSList *files, GSList **rest, GCancellable *cancellable, GError **error)
{
  g_autoptr (GUnixFDList) descriptors = g_unix_fd_list_new ();
  g_autoptr (GVariant) answer = NULL;
  GVariantBuilder handles;
  GSList         *next = files;

  g_variant_builder_init (&handles, G_VARIANT_TYPE ("ah"));
  for (int i = 0; i < MAX_DESCRIPTORS && next != NULL; i++, next = next->next) {
    if (!append_file (descriptors, next->data, error)) {
      g_variant_builder_clear (&handles);
      return FALSE;
    }
    g_variant_builder_add (&handles, "h", i);
  }
  *rest = next;
  answer = call_portal (bus, "AddFiles", g_variant_new ("(sah@a{sv})", key, &handles, g_variant_new ("a{sv}", NULL)), descriptors, cancellable, error);

  return answer != NULL;
}

typedef struct {
  GOutputStream *stream;
  GSList        *files;
} Transfer;

static void
transfer_free (gpointer data)
{
  Transfer *transfer = data;

  g_object_unref (transfer->stream);
  g_slist_free_full (transfer->files, g_object_unref);
  g_free (transfer);
}

/* A thread: a disk or the portal may keep us waiting. */
static void
run_transfer (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Transfer *transfer = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, &error);
  g_autofree char *key = bus != NULL ? start_transfer (bus, cancellable, &error) : NULL;
  gboolean         done = key != NULL;

  for (GSList *rest = transfer->files; done && rest != NULL;)
    done = add_files (bus, key, rest, &rest, cancellable, &error);

  if (done && g_output_stream_write_all (transfer->stream, key, strlen (key) + 1, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_names_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
mediary_portal_content_write_async (GdkContentProvider *provider,
                                    const char         *type,
                                    GOutputStream      *stream,
                                    int                 priority,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  MediaryPortalContent *self = MEDIARY_PORTAL_CONTENT (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Transfer *transfer;

  g_task_set_source_tag (task, mediary_portal_content_write_async);
  if (g_str_equal (type, NAMES)) {
    g_output_stream_write_all_async (stream, self->names, strlen (self->names), priority, cancellable, on_names_written, g_steal_pointer (&task));
    return;
  }

  transfer = g_new0 (Transfer, 1);
  transfer->stream = g_object_ref (stream);
  transfer->files = g_slist_copy_deep (self->files, (GCopyFunc) g_object_ref, NULL);
  g_task_set_task_data (task, transfer, transfer_free);
  g_task_run_in_thread (task, run_transfer);
}

static gboolean
mediary_portal_content_write_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
mediary_portal_content_finalize (GObject *object)
{
  MediaryPortalContent *self = MEDIARY_PORTAL_CONTENT (object);

  g_free (self->names);
  g_slist_free_full (self->files, g_object_unref);

  G_OBJECT_CLASS (mediary_portal_content_parent_class)->finalize (object);
}

static void
mediary_portal_content_class_init (MediaryPortalContentClass *klass)
{
  GObjectClass            *object_class = G_OBJECT_CLASS (klass);
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  object_class->finalize = mediary_portal_content_finalize;
  provider_class->ref_formats = mediary_portal_content_ref_formats;
  provider_class->write_mime_type_async = mediary_portal_content_write_async;
  provider_class->write_mime_type_finish = mediary_portal_content_write_finish;
}

static void
mediary_portal_content_init (MediaryPortalContent *self)
{
}

static gboolean
is_own_media (GFile *file)
{
  static const GUserDirectory folders[] = { G_USER_DIRECTORY_PICTURES, G_USER_DIRECTORY_VIDEOS, G_USER_DIRECTORY_MUSIC,
                                            G_USER_DIRECTORY_DOCUMENTS, G_USER_DIRECTORY_DOWNLOAD };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    const char *path = g_get_user_special_dir (folders[i]);
    g_autoptr (GFile) folder = path != NULL ? g_file_new_for_path (path) : NULL;

    if (folder != NULL && g_file_has_prefix (file, folder))
      return TRUE;
  }

  return FALSE;
}

/**
 * mediary_portal_content_new:
 * @files: (element-type GFile): files, by their paths outside
 *
 * Returns: (transfer full): the files, for programs outside of the sandbox
 */
GdkContentProvider *
mediary_portal_content_new (GSList *files)
{
  MediaryPortalContent *self = g_object_new (MEDIARY_TYPE_PORTAL_CONTENT, NULL);
  GString              *names = g_string_new (NULL);
  gboolean              ours = TRUE;

  for (GSList *l = files; l != NULL; l = l->next) {
    g_autofree char *uri = g_file_get_uri (l->data);

    g_string_append_printf (names, "%s\r\n", uri);
    ours = ours && is_own_media (l->data);
  }
  self->names = g_string_free (names, FALSE);
  if (ours)
    self->files = g_slist_copy_deep (files, (GCopyFunc) g_object_ref, NULL);

  return GDK_CONTENT_PROVIDER (self);
}
