/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-application-private.h"

#include "mediary-contrast.h"
#include "mediary-window.h"
#include "view/mediary-accessible.h"

/**
 * MediaryApplication:
 *
 * The program with the window: owns the service, which all its windows show.
 *
 * The library is opened in the background. A window is there before it, says that it is loading, and is told by
 * `notify::service` when it can begin, or finds an error and says that.
 */
struct _MediaryApplication {
  AdwApplication parent_instance;

  MediaryService   *service; /* (nullable) */
  GError           *error;   /* (nullable): why there is no service */
  GSettings        *settings;
  MediaryPlayDiary *play_diary; /* (nullable): of the library */
  GCancellable     *cancellable;
};

G_DEFINE_FINAL_TYPE (MediaryApplication, mediary_application, ADW_TYPE_APPLICATION)

enum {
  PROP_0,
  PROP_SERVICE,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

/* Beside the database, since it is about the files in it. */
static void
open_play_diary (MediaryApplication *self)
{
  g_autofree char *folder = g_path_get_dirname (mediary_service_get_database_path (self->service));

  self->play_diary = mediary_play_diary_new (folder);
}

static void
on_service_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryService) service = mediary_service_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (service == NULL) {
    g_message ("Opening the library: %s", error->message);
    self->error = g_steal_pointer (&error);
  }

  self->service = g_steal_pointer (&service);
  if (self->service != NULL)
    open_play_diary (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SERVICE]);
}

/* The window in front, or a new one. */
MediaryWindow *
mediary_application_ensure_window (MediaryApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  /* The sheet is a window too, but not one of these. */
  while (window != NULL && !MEDIARY_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);

  return window != NULL ? MEDIARY_WINDOW (window) : mediary_window_new (self);
}

/* Takes out the “--” an array of arguments begins with; the names after it no longer look like options. */
static void
end_options (char **arguments)
{
  guint i;

  g_free (arguments[0]);
  for (i = 0; arguments[i + 1] != NULL; i++) {
    g_autofree char *name = arguments[i + 1];

    arguments[i] = name[0] == '-' ? g_strconcat ("./", name, NULL) : g_steal_pointer (&name);
  }
  arguments[i] = NULL;
}

/* GLib leaves the “--” that stands before such names, and would have it opened as a file. */
static gboolean
mediary_application_local_command_line (GApplication *application, char ***arguments, int *exit_status)
{
  char **argument = *arguments;

  while (*argument != NULL && !g_str_equal (*argument, "--"))
    argument++;
  if (*argument != NULL)
    end_options (argument);

  return G_APPLICATION_CLASS (mediary_application_parent_class)->local_command_line (application, arguments, exit_status);
}

static int
mediary_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("mediary-window %s\n", MEDIARY_VERSION);

  return 0;
}

static void
mediary_application_startup (GApplication *application)
{
  MediaryApplication *self = MEDIARY_APPLICATION (application);

  G_APPLICATION_CLASS (mediary_application_parent_class)->startup (application);

  mediary_contrast_follow ();
  mediary_accessible_watch_windows ();
  gtk_window_set_default_icon_name (MEDIARY_APPLICATION_ID);
  self->settings = g_settings_new ("org.mediary.Mediary");
  mediary_application_add_actions (self);
  mediary_service_open_async (NULL, self->cancellable, on_service_opened, g_object_ref (self));
}

static void
mediary_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (mediary_application_ensure_window (MEDIARY_APPLICATION (application))));
}

/* “Open With Mediary” asks where the files are used; nothing is checked in without a word. A reference is followed. */
static void
mediary_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  MediaryApplication *self = MEDIARY_APPLICATION (application);
  MediaryWindow      *window;
  g_autoptr (GSList) list = NULL;

  for (int i = n_files; i > 0; i--) {
    g_autofree char *uri = g_file_get_uri (files[i - 1]);

    if (g_file_has_uri_scheme (files[i - 1], "mediary"))
      mediary_application_open_link (self, uri);
    else
      list = g_slist_prepend (list, files[i - 1]);
  }
  if (list == NULL)
    return;

  window = mediary_application_ensure_window (self);
  gtk_window_present (GTK_WINDOW (window));
  mediary_window_open_files (window, list);
}

static void
mediary_application_shutdown (GApplication *application)
{
  MediaryApplication *self = MEDIARY_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  if (self->play_diary != NULL)
    mediary_play_diary_close (self->play_diary);
  if (self->service != NULL)
    mediary_service_close (self->service);

  G_APPLICATION_CLASS (mediary_application_parent_class)->shutdown (application);
}

static void
mediary_application_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_SERVICE)
    g_value_set_object (value, MEDIARY_APPLICATION (object)->service);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
mediary_application_finalize (GObject *object)
{
  MediaryApplication *self = MEDIARY_APPLICATION (object);

  if (self->play_diary != NULL)
    mediary_play_diary_close (self->play_diary);
  g_clear_object (&self->play_diary);
  g_clear_object (&self->service);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (mediary_application_parent_class)->finalize (object);
}

static void
mediary_application_class_init (MediaryApplicationClass *klass)
{
  GObjectClass      *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->get_property = mediary_application_get_property;
  object_class->finalize = mediary_application_finalize;
  application_class->local_command_line = mediary_application_local_command_line;
  application_class->handle_local_options = mediary_application_handle_local_options;
  application_class->startup = mediary_application_startup;
  application_class->activate = mediary_application_activate;
  application_class->open = mediary_application_open;
  application_class->shutdown = mediary_application_shutdown;

  /**
   * MediaryApplication:service:
   *
   * The library, from when it is open. Also notified when it could not be opened.
   */
  props[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, MEDIARY_TYPE_SERVICE,
                                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
mediary_application_init (MediaryApplication *self)
{
  self->cancellable = g_cancellable_new ();
  g_application_add_main_option (G_APPLICATION (self), "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, _("Print the version"), NULL);
}

MediaryApplication *
mediary_application_new (void)
{
  return g_object_new (MEDIARY_TYPE_APPLICATION,
                       "application-id", MEDIARY_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/mediary/Mediary",
                       NULL);
}

/* The library, or NULL while it is opened or if it cannot be. */
MediaryService *
mediary_application_get_service (MediaryApplication *self)
{
  return self->service;
}

/* Why there is no library, or NULL. */
const GError *
mediary_application_get_error (MediaryApplication *self)
{
  return self->error;
}

/* Where it is noted what is played, or NULL while there is no library. */
MediaryPlayDiary *
mediary_application_get_play_diary (MediaryApplication *self)
{
  return self->play_diary;
}

GSettings *
mediary_application_get_settings (MediaryApplication *self)
{
  return self->settings;
}
