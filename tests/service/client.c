/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

/*
 * client MODULE: checks in every path it reads, one on a line, and prints the text of each reference. Some calls are under
 * way at a time, as in any program that does not wait for each.
 */

#define NAME           "org.mediary.Mediary.Service1"
#define PATH           "/org/mediary/Mediary/Service1"
#define MAX_UNDER_WAY  64
#define MAX_PATH_BYTES 8192

static const char *module_name;
static guint       n_under_way;
static int         status;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) reference = NULL;
  const char *text;

  n_under_way--;
  if (answer == NULL) {
    g_printerr ("client: %s\n", error->message);
    status = 1;
    return;
  }

  reference = g_variant_get_child_value (answer, 0);
  if (g_variant_lookup (reference, "text", "&s", &text))
    printf ("%s\n", text);
}

static void
check_in (GDBusConnection *connection, const char *path)
{
  g_dbus_connection_call (connection, NAME, PATH, NAME, "CheckIn",
                          g_variant_new ("(sssa{sv})", path, module_name, "a", NULL), NULL,
                          G_DBUS_CALL_FLAGS_NONE, 120000, NULL, on_answer, NULL);
  n_under_way++;
  while (n_under_way >= MAX_UNDER_WAY)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  char line[MAX_PATH_BYTES];

  if (connection == NULL || argc != 2) {
    g_printerr ("client: %s\n", error != NULL ? error->message : "a module is needed");
    return 2;
  }

  module_name = argv[1];
  while (fgets (line, sizeof line, stdin) != NULL) {
    line[strcspn (line, "\n")] = '\0';
    check_in (connection, line);
  }
  while (n_under_way > 0)
    g_main_context_iteration (NULL, TRUE);

  return status;
}
