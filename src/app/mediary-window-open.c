/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "mediary-portal-open.h"
#include "mediary-portal.h"
#include "mediary-window-private.h"
#include "model/mediary-names.h"

/* Files and documents that are shown by other programs: their apps, and the file manager. */

static GAppLaunchContext *
dup_context (MediaryWindow *self)
{
  return G_APP_LAUNCH_CONTEXT (gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self))));
}

static void
on_file_launched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;

  g_debug ("Opening a file: %s", error->message);
  mediary_window_toast (self, _("No app could open this file"), NULL, NULL);
}

static void
on_file_handed_over (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (mediary_portal_open_finish (result, &error))
    return;

  g_debug ("Opening a file: %s", error->message);
  mediary_window_toast (self, _("No app could open this file"), NULL, NULL);
}

/* As the file chooser and other apps do; a person may not want it. */
static void
add_to_recent (MediaryWindow *self, MediaryItem *item, const char *uri)
{
  GtkRecentData data = { 0 };

  data.mime_type = (char *) mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_CONTENT_TYPE);
  data.app_name = (char *) _("Mediary");
  data.app_exec = (char *) "mediary-window %u";
  if (data.mime_type != NULL && g_settings_get_boolean (self->settings, "add-to-recent"))
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

/* GIO looks at the file before it starts an app, in a thread that a disk could hold for ever: so it is only asked about
 * a file that answers. */
static void
on_resolved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (MediaryResolution) resolution = mediary_service_resolve_finish (MEDIARY_SERVICE (object), result, NULL);
  g_autofree char *uri = NULL;
  g_autoptr (GAppLaunchContext) context = NULL;
  g_autofree char *access_path = NULL;

  if (resolution == NULL || mediary_resolution_get_state (resolution) != MEDIARY_STATE_PRESENT) {
    mediary_window_toast (self, _("The file cannot be read now. See that its disk is connected, and try again"), NULL, NULL);
    return;
  }

  uri = g_filename_to_uri (mediary_resolution_get_path (resolution), NULL, NULL);
  context = dup_context (self);
  add_to_recent (self, mediary_resolution_get_item (resolution), uri);
  if (mediary_portal_is_sandboxed ()) {
    access_path = mediary_service_dup_access_path (self->service, mediary_resolution_get_path (resolution));
    mediary_portal_open_async (access_path, MEDIARY_PORTAL_OPEN_FILE, on_file_handed_over, g_object_ref (self));
    return;
  }
  g_app_info_launch_default_for_uri_async (uri, context, NULL, on_file_launched, g_object_ref (self));
}

/* The selected file, in the app of its kind. */
void
mediary_window_open_selected (MediaryWindow *self)
{
  g_autoptr (MediaryLazyItem) lazy_item = mediary_window_dup_selected (self);
  MediaryItem *item = lazy_item != NULL ? mediary_lazy_item_get_item (lazy_item) : NULL;

  if (item != NULL)
    mediary_service_resolve_async (self->service, mediary_item_get_id (item), NULL, on_resolved, g_object_ref (self));
}

typedef struct {
  MediaryWindow *window;
  char          *uri;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_free (opening->uri);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
say_not_opened (Opening *opening, const GError *error)
{
  g_debug ("Opening %s: %s", opening->uri, error->message);
  mediary_window_toast (opening->window, _("No app could open this document"), NULL, NULL);
}

static void
on_document_handed_over (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;

  if (!mediary_portal_open_finish (result, &error))
    say_not_opened (opening, error);
}

static void
on_app_launched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_uris_finish (G_APP_INFO (object), result, &error))
    say_not_opened (opening, error);
}

static void
on_document_launched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    say_not_opened (opening, error);
}

/* Takes the opening. */
static void
launch (Opening *opening, GAppInfo *app)
{
  g_autoptr (GAppLaunchContext) context = dup_context (opening->window);
  g_autoptr (GList) uris = g_list_append (NULL, opening->uri);

  if (app != NULL)
    g_app_info_launch_uris_async (app, uris, context, NULL, on_app_launched, opening);
  else /* a sandbox sees no apps, but there is somebody to ask */
    g_app_info_launch_default_for_uri_async (opening->uri, context, NULL, on_document_launched, opening);
}

static void
on_default_app_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GAppInfo) app = g_app_info_get_default_for_type_finish (result, NULL);

  launch (user_data, app);
}

static void
launch_default (Opening *opening)
{
  g_autofree char *type = g_content_type_guess (opening->uri, NULL, 0, NULL);

  if (g_str_has_prefix (opening->uri, "file:"))
    g_app_info_get_default_for_type_async (type, FALSE, NULL, on_default_app_ready, opening);
  else
    launch (opening, NULL);
}

/**
 * mediary_window_open_document:
 * @self: a window
 * @module_name: the app that uses files
 * @artifact_name: its document, which mediary_names_can_open()
 *
 * Opens the document in the app it belongs to, or in that of its kind where the app is not installed. The document's own
 * disk is not touched: it may be one that does not answer.
 */
void
mediary_window_open_document (MediaryWindow *self, const char *module_name, const char *artifact_name)
{
  g_autoptr (GAppInfo) app = mediary_names_dup_app_info (module_name);
  Opening         *opening = g_new0 (Opening, 1);
  g_autofree char *path = mediary_portal_is_sandboxed () ? g_filename_from_uri (artifact_name, NULL, NULL) : NULL;

  opening->window = g_object_ref (self);
  opening->uri = g_strdup (artifact_name);
  if (path != NULL) {
    mediary_portal_open_async (path, MEDIARY_PORTAL_OPEN_FILE, on_document_handed_over, opening);
    return;
  }
  if (app != NULL && g_app_info_supports_uris (app))
    launch (opening, app);
  else
    launch_default (opening);
}

/* The document whose place is shown. */
void
mediary_window_open_place (MediaryWindow *self)
{
  const MediaryDestination *destination = mediary_place_get_destination (self->place);

  mediary_window_open_document (self, destination->module_name, destination->artifact_name);
}

static void
on_shown_in_files (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (answer != NULL)
    return;

  g_debug ("Showing a file: %s", error->message);
  mediary_window_toast (self, _("No file manager could show this file"), NULL, NULL);
}

static void
on_folder_handed_over (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (mediary_portal_open_finish (result, &error))
    return;

  g_debug ("Showing a file: %s", error->message);
  mediary_window_toast (self, _("No file manager could show this file"), NULL, NULL);
}

static void
show_by_portal (MediaryWindow *self, const char *uri)
{
  g_autofree char *path = g_filename_from_uri (uri, NULL, NULL);
  g_autofree char *access_path = path != NULL ? mediary_service_dup_access_path (self->service, path) : NULL;

  if (access_path != NULL)
    mediary_portal_open_async (access_path, MEDIARY_PORTAL_OPEN_FOLDER, on_folder_handed_over, g_object_ref (self));
}

/* In the file manager, which selects it in its folder. */
void
mediary_window_show_in_files (MediaryWindow *self, const char *uri)
{
  GDBusConnection  *bus = g_application_get_dbus_connection (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  const char *const uris[] = { uri, NULL };

  if (mediary_portal_is_sandboxed () && self->service != NULL) {
    show_by_portal (self, uri);
    return;
  }
  if (bus == NULL)
    return;

  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1",
                          "ShowItems", g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          on_shown_in_files, g_object_ref (self));
}

void
mediary_window_show_path_in_files (MediaryWindow *self, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    mediary_window_show_in_files (self, uri);
}

void
mediary_window_show_selected_in_files (MediaryWindow *self)
{
  g_autoptr (MediaryLazyItem) lazy_item = mediary_window_dup_selected (self);
  MediaryItem *item = lazy_item != NULL ? mediary_lazy_item_get_item (lazy_item) : NULL;
  g_autoptr (GFile) file = item != NULL ? mediary_item_dup_file (item) : NULL;
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

  if (uri != NULL)
    mediary_window_show_in_files (self, uri);
}
