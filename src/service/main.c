/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "mediary-daemon.h"

/* mediary-service: started by the bus when somebody calls, gone when nobody has for a while. */

#define BUS_NAME MEDIARY_APPLICATION_ID ".Service1"

/* Long enough for a program that works through a folder, short enough not to be noticed. Tests have less patience. */
#define IDLE_SECONDS 30
/* Then what the last calls needed goes back to the system. */
#define QUIET_MILLISECONDS 500

typedef struct {
  GMainLoop       *loop;
  GDBusConnection *connection;
  MediaryDaemon   *daemon;
  guint            name_id;
  guint            idle_source;
  guint            quiet_source;
  gboolean         busy;
  gboolean         leaving; /* the name is given up: what is there is answered, then we go */
  int              exit_status;
} Program;

static guint
get_idle_milliseconds (void)
{
  const char *seconds = g_getenv ("MEDIARY_SERVICE_IDLE_SECONDS");

  return (guint) (1000 * (seconds != NULL ? CLAMP (g_ascii_strtod (seconds, NULL), 0.1, 3600) : IDLE_SECONDS));
}

/* Behind every message that came before the name went. */
static gboolean
on_rest_answered (gpointer data)
{
  Program *program = data;

  program->idle_source = 0;
  if (!program->busy)
    g_main_loop_quit (program->loop);

  return G_SOURCE_REMOVE;
}

static void
leave (Program *program)
{
  if (program->leaving)
    return;

  program->leaving = TRUE;
  g_clear_handle_id (&program->idle_source, g_source_remove);
  /* Waits for the bus's answer: a call that comes later starts the next service. */
  g_clear_handle_id (&program->name_id, g_bus_unown_name);
  program->idle_source = g_idle_add_full (G_PRIORITY_LOW, on_rest_answered, program, NULL);
}

static gboolean
on_idle (gpointer data)
{
  Program *program = data;

  program->idle_source = 0;
  leave (program);

  return G_SOURCE_REMOVE;
}

/* The allocator keeps what one large message was taken apart in, which may be hundreds of megabytes. */
static gboolean
on_quiet (gpointer data)
{
  Program *program = data;

  program->quiet_source = 0;
#ifdef __GLIBC__
  malloc_trim (0);
#endif

  return G_SOURCE_REMOVE;
}

static void
on_busy_changed (gboolean busy, gpointer data)
{
  Program *program = data;

  program->busy = busy;
  g_clear_handle_id (&program->idle_source, g_source_remove);
  g_clear_handle_id (&program->quiet_source, g_source_remove);
  if (busy)
    return;

  program->quiet_source = g_timeout_add (QUIET_MILLISECONDS, on_quiet, program);

  program->idle_source = program->leaving ? g_idle_add_full (G_PRIORITY_LOW, on_rest_answered, program, NULL)
                                          : g_timeout_add (get_idle_milliseconds (), on_idle, program);
}

static void
on_bus_acquired (GDBusConnection *connection, const char *name, gpointer data)
{
  Program *program = data;
  g_autoptr (GError) error = NULL;

  program->daemon = mediary_daemon_new (connection, NULL, on_busy_changed, program, &error);
  if (program->daemon == NULL) {
    g_printerr ("mediary-service: %s\n", error->message);
    program->exit_status = EXIT_FAILURE;
    g_main_loop_quit (program->loop);
    return;
  }

  program->connection = g_object_ref (connection);
  on_busy_changed (FALSE, program);
}

/* Another one has it, or the bus is gone: either way there is nothing to do here. */
static void
on_name_lost (GDBusConnection *connection, const char *name, gpointer data)
{
  Program *program = data;

  if (connection == NULL && program->connection == NULL) {
    g_printerr ("mediary-service: There is no session bus\n");
    program->exit_status = EXIT_FAILURE;
  }
  g_main_loop_quit (program->loop);
}

static gboolean
on_terminate (gpointer data)
{
  leave (data);

  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  Program program = { 0 };

  if (argc == 2 && g_str_equal (argv[1], "--version")) {
    printf ("mediary-service %s\n", MEDIARY_VERSION);
    return EXIT_SUCCESS;
  }
  if (argc > 1) {
    g_printerr ("mediary-service: The session bus starts it; it takes no arguments but --version\n");
    return 2;
  }

  g_set_prgname ("mediary-service");
  /* Whoever reads an export may go before it ends. */
  signal (SIGPIPE, SIG_IGN);
  program.loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, on_terminate, &program);
  g_unix_signal_add (SIGINT, on_terminate, &program);
  program.name_id = g_bus_own_name (G_BUS_TYPE_SESSION, BUS_NAME, G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                                    on_bus_acquired, NULL, on_name_lost, &program, NULL);
  g_main_loop_run (program.loop);

  g_clear_handle_id (&program.idle_source, g_source_remove);
  g_clear_handle_id (&program.quiet_source, g_source_remove);
  g_clear_handle_id (&program.name_id, g_bus_unown_name);
  if (program.connection != NULL && !g_dbus_connection_is_closed (program.connection))
    g_dbus_connection_flush_sync (program.connection, NULL, NULL);
  g_clear_pointer (&program.daemon, mediary_daemon_free);
  g_clear_object (&program.connection);
  g_main_loop_unref (program.loop);

  return program.exit_status;
}
