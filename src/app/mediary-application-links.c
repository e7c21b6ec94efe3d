/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-application-private.h"

#include <glib/gi18n.h>

#include "mediary-portal-open.h"
#include "mediary-portal.h"
#include "mediary-window-private.h"

/*
 * References that somebody opens: mediary:…?ref=…. The file is opened by its own app, wherever it is now, without a
 * window of ours; when it cannot be, the window shows its place in the library.
 */

typedef struct {
  MediaryApplication *application; /* held, so that it stays until there is an answer */
  char               *text;
  gulong              handler;
} Link;

static void
link_free (Link *link)
{
  g_application_release (G_APPLICATION (link->application));
  g_object_unref (link->application);
  g_free (link->text);
  g_free (link);
}

static MediaryWindow *
show_window (Link *link, const char *sentence)
{
  MediaryWindow *window = mediary_application_ensure_window (link->application);

  gtk_window_present (GTK_WINDOW (window));
  mediary_window_toast (window, sentence, NULL, NULL);

  return window;
}

static void
show_item (Link *link, MediaryResolution *resolution)
{
  const char      *name = mediary_item_get_display_name (mediary_resolution_get_item (resolution));
  g_autofree char *sentence = NULL;

  if (mediary_resolution_get_state (resolution) == MEDIARY_STATE_NO_ACCESS)
    /* Translators: %s is the name of a file */
    sentence = g_strdup_printf (_("“%s” may not be opened: it cannot be read"), name);
  else
    /* Translators: %s is the name of a file */
    sentence = g_strdup_printf (_("“%s” was not found: tell Mediary where it is now"), name);
  mediary_window_search (show_window (link, sentence), name);
}

static void
on_launched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Link *link = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error)) {
    g_message ("Opening %s: %s", link->text, error->message);
    show_window (link, _("No app is there to open this file"));
  }
  link_free (link);
}

static void
on_handed_over (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Link *link = user_data;
  g_autoptr (GError) error = NULL;

  if (!mediary_portal_open_finish (result, &error)) {
    g_message ("Opening %s: %s", link->text, error->message);
    show_window (link, _("No app is there to open this file"));
  }
  link_free (link);
}

/* TRUE in a sandbox, which has no apps of its own. */
static gboolean
hand_over (Link *link, MediaryService *service, const char *path)
{
  g_autofree char *access_path = NULL;

  if (!mediary_portal_is_sandboxed ())
    return FALSE;

  access_path = mediary_service_dup_access_path (service, path);
  mediary_portal_open_async (access_path, MEDIARY_PORTAL_OPEN_FILE, on_handed_over, link);

  return TRUE;
}

static void
on_resolved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Link *link = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryResolution) resolution = mediary_service_resolve_finish (MEDIARY_SERVICE (object), result, &error);
  g_autofree char *uri = NULL;

  if (resolution == NULL) {
    g_message ("Opening %s: %s", link->text, error->message);
    show_window (link, _("Your library does not have the file of this reference"));
    link_free (link);
    return;
  }

  uri = g_filename_to_uri (mediary_resolution_get_path (resolution), NULL, NULL);
  if (uri != NULL && mediary_resolution_get_state (resolution) == MEDIARY_STATE_PRESENT) {
    if (hand_over (link, MEDIARY_SERVICE (object), mediary_resolution_get_path (resolution)))
      return;
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_launched, link);
    return;
  }
  show_item (link, resolution);
  link_free (link);
}

/* The library is open, or cannot be: then the window tells why. */
static void
follow (Link *link)
{
  MediaryService *service = mediary_application_get_service (link->application);

  if (service != NULL) {
    mediary_service_resolve_async (service, link->text, NULL, on_resolved, link);
    return;
  }
  gtk_window_present (GTK_WINDOW (mediary_application_ensure_window (link->application)));
  link_free (link);
}

static void
on_service_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  Link *link = user_data;

  g_clear_signal_handler (&link->handler, object);
  follow (link);
}

/* What the desktop's own search hands over. */
void
mediary_application_search (MediaryApplication *self, const char *text)
{
  MediaryWindow *window = mediary_application_ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  mediary_window_search (window, text);
}

/* Opens what a reference's text form leads to. */
void
mediary_application_open_link (MediaryApplication *self, const char *text)
{
  Link *link = g_new0 (Link, 1);

  link->application = g_object_ref (self);
  link->text = g_strdup (text);
  g_application_hold (G_APPLICATION (self));
  if (mediary_application_get_service (self) != NULL || mediary_application_get_error (self) != NULL)
    follow (link);
  else
    link->handler = g_signal_connect (self, "notify::service", G_CALLBACK (on_service_notify), link);
}
