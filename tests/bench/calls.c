/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "private/mediary-service-private.h"

/*
 * calls FOLDER: what one check-in costs a caller, through the library and over the bus, beside a call to a service that
 * does nothing. The folder holds photos; the bus and the library's place come from the environment.
 */

#define NAME         "org.mediary.Mediary.Service1"
#define PATH         "/org/mediary/Mediary/Service1"
#define EMPTY_NAME   "org.example.Empty"
#define N_KNOWN      2000
#define N_NEW        400
#define N_CONCURRENT 64

static GPtrArray       *paths; /* the photos */
static GDBusConnection *connection;
static MediaryService  *service;

typedef void (*CallFunc) (const char *path, const char *artifact);

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : *(const gint64 *) a > *(const gint64 *) b;
}

static double
at (GArray *times, double part)
{
  return g_array_index (times, gint64, (guint) (part * (times->len - 1))) / 1000.0;
}

static void
report (const char *what, GArray *times)
{
  g_array_sort (times, compare);
  printf ("%-40s %8.3f ms  %8.3f ms\n", what, at (times, 0.5), at (times, 0.95));
}

static void
measure (const char *what, CallFunc call, guint first, guint n_calls, guint n_paths)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_calls; i++) {
    gint64 began = g_get_monotonic_time ();
    gint64 took;

    call (g_ptr_array_index (paths, first + i % n_paths), "a");
    took = g_get_monotonic_time () - began;
    g_array_append_val (times, took);
  }
  report (what, times);
}

static void
call_library (const char *path, const char *artifact)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = mediary_service_check_in_media (service, path, "bench", artifact, NULL, &error);

  if (reference == NULL)
    g_error ("%s", error->message);
}

static void
call_bus (const char *path, const char *artifact)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;

  answer = g_dbus_connection_call_sync (connection, NAME, PATH, NAME, "CheckIn",
                                        g_variant_new ("(sssa{sv})", path, "bench", artifact, NULL),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  if (answer == NULL)
    g_error ("%s", error->message);
}

static void
call_nothing (const char *path, const char *artifact)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;

  answer = g_dbus_connection_call_sync (connection, EMPTY_NAME, "/", EMPTY_NAME, "CheckIn",
                                        g_variant_new ("(sssa{sv})", path, "bench", artifact, NULL),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  if (answer == NULL)
    g_error ("%s", error->message);
}

/* Many callers at once: what comes in while one transaction is written goes into the next. */
static guint n_under_way;

static void
on_checked_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MediaryReference) reference = mediary_service_check_in_media_finish (MEDIARY_SERVICE (source), result, NULL);

  g_assert_nonnull (reference);
  n_under_way--;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  g_assert_nonnull (answer);
  n_under_way--;
}

static void
start_library (const char *path, const char *artifact)
{
  mediary_service_check_in_media_async (service, path, "bench", artifact, NULL, on_checked_in, NULL);
}

static void
start_bus (const char *path, const char *artifact)
{
  g_dbus_connection_call (connection, NAME, PATH, NAME, "CheckIn", g_variant_new ("(sssa{sv})", path, "bench", artifact, NULL),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_answer, NULL);
}

static void
measure_many (const char *what, CallFunc start, const char *artifact, guint first)
{
  gint64 began = g_get_monotonic_time ();
  guint  n = paths->len - first;
  guint  n_commits = mediary_writer_get_n_commits (service->writer);

  for (guint i = first; i < paths->len; i++) {
    start (g_ptr_array_index (paths, i), artifact);
    n_under_way++;
    while (n_under_way >= N_CONCURRENT)
      g_main_context_iteration (NULL, TRUE);
  }
  while (n_under_way > 0)
    g_main_context_iteration (NULL, TRUE);

  printf ("%-40s %8.0f files/s", what, n * 1e6 / (g_get_monotonic_time () - began));
  n_commits = mediary_writer_get_n_commits (service->writer) - n_commits;
  if (n_commits > 0)
    printf ("  %u commits for %u files", n_commits, n);
  printf ("\n");
}

static void
on_empty_call (GDBusConnection       *bus,
               const char            *sender,
               const char            *path,
               const char            *interface,
               const char            *method,
               GVariant              *parameters,
               GDBusMethodInvocation *invocation,
               gpointer               data)
{
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/* The floor: a service that answers and does nothing else. */
static int
run_empty_service (void)
{
  static const char xml[] =
    "<node><interface name='" EMPTY_NAME "'><method name='CheckIn'><arg type='s'/><arg type='s'/><arg type='s'/>"
    "<arg type='a{sv}'/></method></interface></node>";
  static const GDBusInterfaceVTable vtable = { .method_call = on_empty_call };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_dbus_connection_register_object (connection, "/", node->interfaces[0], &vtable, NULL, NULL, NULL);
  g_bus_own_name_on_connection (connection, EMPTY_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  g_main_loop_run (loop);

  return EXIT_SUCCESS;
}

static gboolean
is_there (const char *name)
{
  g_autoptr (GVariant) answer = NULL;
  gboolean owned;

  answer = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner",
                                        g_variant_new ("(s)", name), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_variant_get (answer, "(b)", &owned);

  return owned;
}

static void
find_photos (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL) {
    char *path = g_build_filename (folder, name, NULL);

    if (g_str_has_suffix (name, ".jpg"))
      g_ptr_array_add (paths, path);
    else if (g_file_test (path, G_FILE_TEST_IS_DIR))
      find_photos (path);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) empty = NULL;

  if (g_str_equal (argv[1], "--empty-service"))
    return run_empty_service ();

  paths = g_ptr_array_new ();
  find_photos (argv[1]);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  service = mediary_service_open (NULL, NULL, &error);
  empty = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, argv[0], "--empty-service", NULL);
  g_assert_no_error (error);
  while (!is_there (EMPTY_NAME))
    g_usleep (1000);
  call_bus (g_ptr_array_index (paths, 0), "a");
  call_library (g_ptr_array_index (paths, 0), "a");

  printf ("%-40s %11s  %11s\n", "one call after the other", "p50", "p95");
  measure ("empty D-Bus service", call_nothing, 0, N_KNOWN, 1);
  measure ("library, new file", call_library, 1, N_NEW, N_NEW);
  measure ("D-Bus, new file", call_bus, 1 + N_NEW, N_NEW, N_NEW);
  measure ("library, known file", call_library, 1, N_KNOWN, N_NEW);
  measure ("D-Bus, known file", call_bus, 1, N_KNOWN, N_NEW);

  printf ("\n%d calls at a time\n", N_CONCURRENT);
  measure_many ("library, new file", start_library, "a", 1 + 2 * N_NEW);
  measure_many ("library, new use", start_library, "b", 1 + 2 * N_NEW);
  measure_many ("D-Bus, new use", start_bus, "c", 1 + 2 * N_NEW);
  measure_many ("D-Bus, known file", start_bus, "c", 1 + 2 * N_NEW);

  g_subprocess_force_exit (empty);
  mediary_service_close (service);
  g_object_unref (service);

  return EXIT_SUCCESS;
}
