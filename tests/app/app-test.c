/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include <string.h>

/* What the border of a window takes where shadows cannot be drawn. */
#define BORDER 10

static gboolean
is_excused (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++) {
    if (!g_str_equal (fields[i].key, "MESSAGE"))
      continue;
    if (strstr (fields[i].value, "Trying to measure GtkLabel") != NULL)
      return app_test_get_dialog () != NULL;
    if (strstr (fields[i].value, "Trying to snapshot AdwGizmo") != NULL)
      return TRUE;
  }

  return FALSE;
}

/*
 * A message dialog of libadwaita asks its own heading, which does not wrap, how high it is where it does not fit, and GTK 4.18
 * warns of it; so it does of the shadow of a leaflet, which is drawn before it has a place. Every other warning ends the test.
 */
static GLogWriterOutput
write_message (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  GLogWriterOutput output = g_log_writer_default (level, fields, n_fields, NULL);

  if ((level & G_LOG_LEVEL_MASK) <= G_LOG_LEVEL_WARNING && !is_excused (fields, n_fields))
    G_BREAKPOINT ();

  return output;
}

static void
watch_messages (void)
{
  static gboolean watching;

  if (!watching)
    g_log_set_writer_func (write_message, NULL, NULL);
  watching = TRUE;
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
}

static MediaryApplication *
new_application (MediaryTest *test)
{
  static guint        n_applications; /* the bus keeps the id of the last one for a while */
  g_autofree char    *id = g_strdup_printf ("%s.Test%u", MEDIARY_APPLICATION_ID, n_applications++);
  MediaryApplication *application;
  g_autoptr (GError) error = NULL;

  watch_messages ();
  g_setenv ("MEDIARY_DATA_DIR", test->data, TRUE);
  application = g_object_new (MEDIARY_TYPE_APPLICATION,
                              "application-id", id,
                              "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE,
                              "resource-base-path", "/org/mediary/Mediary",
                              NULL);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));

  return application;
}

MediaryWindow *
app_test_open_window (MediaryTest *test)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.mediary.Mediary");

  g_settings_reset (settings, "last-place");

  return app_test_open_window_again (test);
}

MediaryWindow *
app_test_open_window_again (MediaryTest *test)
{
  g_autoptr (MediaryApplication) application = new_application (test);
  MediaryWindow *window = mediary_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  mediary_test_wait_until (window->list != NULL && gtk_widget_get_mapped (GTK_WIDGET (window)));

  return window;
}

MediaryWindow *
app_test_open_window_showing (MediaryTest *test, guint n_files)
{
  MediaryWindow *window = app_test_open_window (test);

  mediary_test_wait_until (app_test_get_n_shown (window) == n_files);

  return window;
}

MediaryWindow *
app_test_open_window_with (MediaryTest *test, guint n_files)
{
  for (guint i = 0; i < n_files; i++) {
    g_autofree char *name = g_strdup_printf ("%c.png", 'a' + i);

    app_test_check_in (test, name, "website", "index.html");
  }

  return app_test_open_window_showing (test, n_files);
}

MediaryWindow *
app_test_open_window_with_apps (MediaryTest *test)
{
  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "b.png", "paper", "draft");
  app_test_check_in_without_document (test, "c.png");

  return app_test_open_window_showing (test, 3);
}

void
app_test_close_window (MediaryWindow *window)
{
  gpointer application = gtk_window_get_application (GTK_WINDOW (window));

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_object_ref (application);
  gtk_window_destroy (GTK_WINDOW (window));
  mediary_test_wait_until (window == NULL);

  mediary_service_close (mediary_application_get_service (application));
  g_application_set_default (NULL);
  g_object_unref (application);
}

void
app_test_check_in (MediaryTest *test, const char *name, const char *module_name, const char *artifact_name)
{
  g_autofree char *path = mediary_test_make_png (test, name, 8, 8);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, module_name, artifact_name);

  g_assert_nonnull (reference);
}

void
app_test_check_in_without_document (MediaryTest *test, const char *name)
{
  app_test_check_in (test, name, MEDIARY_NO_DOCUMENT_MODULE, MEDIARY_NO_DOCUMENT_ARTIFACT);
}

gint64
app_test_count (MediaryTest *test, const char *table)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", table, NULL);

  return mediary_test_sql_integer (test, sql);
}

char *
app_test_dup_ids (MediaryTest *test)
{
  g_autofree char *ids = mediary_test_sql (test, "SELECT group_concat(id) FROM (SELECT id FROM media_items UNION SELECT id FROM media_references ORDER BY id)");

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, ids, -1);
}

void
app_test_assert_ids (MediaryTest *test, const char *expected)
{
  g_autofree char *ids = app_test_dup_ids (test);

  g_assert_cmpstr (ids, ==, expected);
}

GSList *
app_test_list_files (const char *first, ...)
{
  GSList *files = NULL;
  va_list more;

  va_start (more, first);
  for (const char *file = first; file != NULL; file = va_arg (more, const char *))
    files = g_slist_prepend (files, g_file_new_for_commandline_arg (file));
  va_end (more);

  return g_slist_reverse (files);
}

gboolean
app_test_check_in_is_over (MediaryWindow *window)
{
  return window->outcomes != NULL && window->check_ins->len == 0;
}

void
app_test_drop (MediaryTest *test, MediaryWindow *window, const char *name, const MediaryDestination *document)
{
  g_autofree char *path = mediary_test_make_png (test, name, 8, 8);
  g_autoslist (GFile) files = app_test_list_files (path, NULL);

  mediary_window_receive_files (window, files, document);
}

void
app_test_activate (MediaryWindow *window, const char *action)
{
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), action));
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

static gboolean
on_key_arrived (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType modifiers, gpointer user_data)
{
  gboolean *arrived = user_data;

  if (!gdk_key_event_is_modifier (gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (keys))))
    *arrived = TRUE;

  return GDK_EVENT_PROPAGATE;
}

/*
 * A real key, as a person presses it: what GTK makes of it is part of what is promised. On a computer with far more to do than
 * it has processors the X server has lost one: it is pressed again if the window has not heard of it for long.
 */
void
app_test_press (MediaryWindow *window, const char *key)
{
  g_autofree char    *command = g_strdup_printf ("xdotool key --clearmodifiers %s", key);
  GtkEventController *keys = gtk_event_controller_key_new ();
  gboolean            arrived = FALSE;

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_arrived), &arrived);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  while (!arrived) {
    gint64 patience = g_get_monotonic_time () + MIN (mediary_test_in_time (5 * G_USEC_PER_SEC), 60 * G_USEC_PER_SEC);

    mediary_test_wait_until (gtk_window_is_active (GTK_WINDOW (window)));
    g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
    mediary_test_wait_until (arrived || g_get_monotonic_time () > patience);
  }
  gtk_widget_remove_controller (GTK_WIDGET (window), keys);
}

void
app_test_undo (MediaryWindow *window)
{
  mediary_test_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  app_test_activate (window, "undo");
  mediary_test_wait_until (window->n_moves == 0);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "redo"));
}

void
app_test_redo (MediaryWindow *window)
{
  mediary_test_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "redo"));
  app_test_activate (window, "redo");
  mediary_test_wait_until (window->n_moves == 0);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
}

/* Until its details are there. */
void
app_test_select (MediaryWindow *window, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), position, TRUE);
  mediary_test_wait_until (mediary_item_details_get_item (window->details) != NULL);
}

void
app_test_select_all (MediaryWindow *window)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (window->selection));
}

void
app_test_show_document (MediaryWindow *window, const char *module_name, const char *artifact_name)
{
  g_autoptr (MediaryDestination) document = mediary_destination_new (module_name, artifact_name);

  mediary_window_show_destination (window, document);
}

/* Asked for again until it is so: the least width shrinks when the sidebar becomes a page. */
static gboolean
has_width (MediaryWindow *window, int width)
{
  int now = gtk_widget_get_width (GTK_WIDGET (window));

  if (now <= width && now >= width - BORDER)
    return TRUE;

  gtk_window_set_default_size (GTK_WINDOW (window), width, 640);

  return FALSE;
}

void
app_test_resize (MediaryWindow *window, int width)
{
  mediary_test_wait_until (has_width (window, width));
}
