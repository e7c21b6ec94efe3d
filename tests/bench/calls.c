/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <mediary.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * calls FOLDER: what one check-in costs a caller, through the library and over the bus, beside a call to a service that
 * does nothing. calls FOLDER WAY: how many are checked in in a second when many callers ask, “library” or “bus”. The folder
 * holds photos; the bus and the library's place come from the environment.
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

typedef struct {
  const char *what;
  CallFunc    call;
  guint       first; /* of the photos */
  GArray     *times;
} Column;

/* In turns: what slows one of them for a while slows them all. */
static void
measure (Column *columns, guint n_columns, guint n_rounds, guint n_paths)
{
  for (guint i = 0; i < n_columns; i++)
    columns[i].times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint round = 0; round < n_rounds; round++) {
    for (guint i = 0; i < n_columns; i++) {
      gint64 began = g_get_monotonic_time ();
      gint64 took;

      columns[i].call (g_ptr_array_index (paths, columns[i].first + round % n_paths), "a");
      took = g_get_monotonic_time () - began;
      g_array_append_val (columns[i].times, took);
    }
  }

  for (guint i = 0; i < n_columns; i++) {
    g_array_sort (columns[i].times, compare);
    printf ("%-40s %8.3f ms  %8.3f ms\n", columns[i].what, at (columns[i].times, 0.5), at (columns[i].times, 0.95));
  }
}

static void
clear_columns (Column *columns, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    g_array_unref (columns[i].times);
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

/* Many callers at once, each on a connection of its own: what comes in while one transaction is written goes into the next. */
typedef struct {
  GDBusConnection *connection;
  const char      *artifact;
} Caller;

static guint next_path;
static guint n_waiting; /* callers */

static void start (Caller *caller);

static void
on_checked_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MediaryReference) reference = mediary_service_check_in_media_finish (MEDIARY_SERVICE (source), result, NULL);

  g_assert_nonnull (reference);
  n_waiting--;
  start (data);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  g_assert_nonnull (answer);
  n_waiting--;
  start (data);
}

static void
start (Caller *caller)
{
  const char *path;

  if (next_path == paths->len)
    return;

  path = g_ptr_array_index (paths, next_path++);
  n_waiting++;
  if (caller->connection == NULL)
    mediary_service_check_in_media_async (service, path, "bench", caller->artifact, NULL, on_checked_in, caller);
  else
    g_dbus_connection_call (caller->connection, NAME, PATH, NAME, "CheckIn",
                            g_variant_new ("(sssa{sv})", path, "bench", caller->artifact, NULL),
                            NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_answer, caller);
}

static void
measure_many (const char *what, Caller *callers, const char *artifact)
{
  gint64 began = g_get_monotonic_time ();

  next_path = 0;
  for (guint i = 0; i < N_CONCURRENT; i++) {
    callers[i].artifact = artifact;
    start (&callers[i]);
  }
  while (n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);

  printf ("%-40s %8.0f files/s\n", what, paths->len * 1e6 / (g_get_monotonic_time () - began));
  fflush (stdout);
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *caller;

  caller = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                   G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                   NULL, NULL, &error);
  g_assert_no_error (error);

  return caller;
}

static void
measure_way (const char *way)
{
  Caller   callers[N_CONCURRENT] = { 0 };
  gboolean over_bus = g_str_equal (way, "bus");

  for (guint i = 0; over_bus && i < N_CONCURRENT; i++)
    callers[i].connection = connect_to_bus ();

  measure_many (over_bus ? "D-Bus, new files" : "library, new files", callers, "a");
  measure_many (over_bus ? "D-Bus, known files" : "library, known files", callers, "a");
  measure_many (over_bus ? "D-Bus, new uses" : "library, new uses", callers, "b");

  for (guint i = 0; i < N_CONCURRENT; i++)
    g_clear_object (&callers[i].connection);
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

static void
measure_each (void)
{
  Column new_files[] = {
    { "library, new file", call_library, 1, NULL },
    { "D-Bus, new file", call_bus, 1 + N_NEW, NULL },
  };
  Column known_files[] = {
    { "empty D-Bus service", call_nothing, 1, NULL },
    { "library, known file", call_library, 1, NULL },
    { "D-Bus, known file", call_bus, 1, NULL },
  };
  double adds;

  printf ("%-40s %11s  %11s\n", "one call after the other, in turns", "p50", "p95");
  measure (new_files, G_N_ELEMENTS (new_files), N_NEW, N_NEW);
  measure (known_files, G_N_ELEMENTS (known_files), N_KNOWN, N_NEW);
  adds = at (known_files[2].times, 0.5) - at (known_files[1].times, 0.5);
  printf ("%-40s %8.3f ms, %.3f ms of it the empty service\n", "the bus adds to a known file", adds, at (known_files[0].times, 0.5));
  clear_columns (new_files, G_N_ELEMENTS (new_files));
  clear_columns (known_files, G_N_ELEMENTS (known_files));
}

static void
measure_beside_empty_service (const char *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) empty = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--empty-service", NULL);

  g_assert_no_error (error);
  while (!is_there (EMPTY_NAME))
    g_usleep (1000);
  call_bus (g_ptr_array_index (paths, 0), "a");
  call_library (g_ptr_array_index (paths, 0), "a");
  measure_each ();
  g_subprocess_force_exit (empty);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (g_str_equal (argv[1], "--empty-service"))
    return run_empty_service ();

  paths = g_ptr_array_new ();
  find_photos (argv[1]);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  if (argc < 3 || g_str_equal (argv[2], "library"))
    service = mediary_service_open (NULL, NULL, &error);
  g_assert_no_error (error);

  if (argc < 3)
    measure_beside_empty_service (argv[0]);
  else
    measure_way (argv[2]);

  if (service != NULL)
    mediary_service_close (service);
  g_clear_object (&service);

  return EXIT_SUCCESS;
}
