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

/*
 * mediary-service: started by the bus when somebody calls, gone when nobody has for a while.
 *
 * The daemon lives in the thread in which GDBus reads and writes: a call is begun where it is read, and its answer leaves from
 * where it is written, without a thread to be woken on either way. Thus nothing in the daemon may wait for the bus, nor send
 * anything from where GDBus hands over the answer to a call of ours. The main thread may; it has the name and the signals.
 */

#define BUS_NAME MEDIARY_APPLICATION_ID ".Service1"

/* Long enough for a program that works through a folder, short enough not to be noticed. Tests have less patience. */
#define IDLE_SECONDS 30
/* Then what the last calls needed goes back to the system. */
#define QUIET_MILLISECONDS 500

typedef struct {
  GMainLoop       *loop;
  GDBusConnection *connection;
  GMainContext    *context; /* the daemon's */
  guint            name_id;
  int              exit_status;

  /* Touched in the daemon's context only. */
  MediaryDaemon *daemon;
  GSource       *idle_source;
  GSource       *quiet_source;
  gboolean       busy;
  gboolean       leaving; /* the name is given up: what is there is answered, then we go */
} Program;

static guint
get_idle_milliseconds (void)
{
  const char *seconds = g_getenv ("MEDIARY_SERVICE_IDLE_SECONDS");

  return (guint) (1000 * (seconds != NULL ? CLAMP (g_ascii_strtod (seconds, NULL), 0.1, 3600) : IDLE_SECONDS));
}

/* Takes over the source. */
static GSource *
attach (GSource *source, GMainContext *context, GSourceFunc func, Program *program)
{
  g_source_set_callback (source, func, program, NULL);
  g_source_attach (source, context);

  return source;
}

/* In another context, or later in this one. NULL stands for the main thread's. */
static void
run_in (GMainContext *context, GSourceFunc func, Program *program)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  attach (source, context, func, program);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* The daemon's context. Behind every message that came before the name went. */
static gboolean
on_rest_answered (gpointer data)
{
  Program *program = data;

  clear_source (&program->idle_source);
  if (program->busy)
    return G_SOURCE_REMOVE;

  clear_source (&program->quiet_source);
  g_clear_pointer (&program->daemon, mediary_daemon_free);
  g_main_loop_quit (program->loop);

  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (Program *program)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_LOW);
  clear_source (&program->idle_source);
  program->idle_source = attach (source, program->context, on_rest_answered, program);
}

/* The daemon's context. */
static gboolean
on_name_gone (gpointer data)
{
  Program *program = data;

  if (program->leaving)
    return G_SOURCE_REMOVE;

  program->leaving = TRUE;
  wait_for_rest (program);

  return G_SOURCE_REMOVE;
}

/* The main thread. */
static gboolean
on_leave (gpointer data)
{
  Program *program = data;

  /* Waits for the bus's answer: a call that comes later starts the next service. */
  g_clear_handle_id (&program->name_id, g_bus_unown_name);
  run_in (program->context, on_name_gone, program);

  return G_SOURCE_REMOVE;
}

/* The daemon's context. */
static gboolean
on_idle (gpointer data)
{
  Program *program = data;

  clear_source (&program->idle_source);
  run_in (NULL, on_leave, program);

  return G_SOURCE_REMOVE;
}

/* The allocator keeps what one large message was taken apart in, which may be hundreds of megabytes. */
static gboolean
on_quiet (gpointer data)
{
  Program *program = data;

  clear_source (&program->quiet_source);
#ifdef __GLIBC__
  malloc_trim (0);
#endif

  return G_SOURCE_REMOVE;
}

/* The daemon's context. */
static void
on_busy_changed (gboolean busy, gpointer data)
{
  Program *program = data;

  program->busy = busy;
  clear_source (&program->idle_source);
  clear_source (&program->quiet_source);
  if (busy)
    return;

  program->quiet_source = attach (g_timeout_source_new (QUIET_MILLISECONDS), program->context, on_quiet, program);
  if (program->leaving)
    wait_for_rest (program);
  else
    program->idle_source = attach (g_timeout_source_new (get_idle_milliseconds ()), program->context, on_idle, program);
}

/* The daemon's context. Nobody waits for an answer any more. */
static gboolean
on_bus_lost (gpointer data)
{
  Program *program = data;

  if (program->daemon != NULL)
    mediary_daemon_cancel (program->daemon);

  return on_name_gone (program);
}

/* Another one has it, or the bus is gone: either way there is nothing to do here. */
static void
on_name_lost (GDBusConnection *connection, const char *name, gpointer data)
{
  Program *program = data;

  run_in (program->context, on_bus_lost, program);
}

/* The main thread, once there is somebody to answer. */
static gboolean
on_daemon_ready (gpointer data)
{
  Program *program = data;

  program->name_id = g_bus_own_name_on_connection (program->connection, BUS_NAME, G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                                                   NULL, on_name_lost, program, NULL);

  return G_SOURCE_REMOVE;
}

/* The daemon's context. */
static gboolean
on_start (gpointer data)
{
  Program *program = data;
  g_autoptr (GError) error = NULL;

  program->daemon = mediary_daemon_new (program->connection, NULL, on_busy_changed, program, &error);
  if (program->daemon == NULL) {
    g_printerr ("mediary-service: %s\n", error->message);
    program->exit_status = EXIT_FAILURE;
    g_main_loop_quit (program->loop);
    return G_SOURCE_REMOVE;
  }

  on_busy_changed (FALSE, program);
  run_in (NULL, on_daemon_ready, program);

  return G_SOURCE_REMOVE;
}

static gboolean
on_terminate (gpointer data)
{
  on_leave (data);

  return G_SOURCE_CONTINUE;
}

/* Filters run in the thread that reads. */
static GDBusMessage *
on_message (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer data)
{
  Program *program = data;

  if (incoming && program->context == NULL)
    program->context = g_main_context_ref_thread_default ();

  return message;
}

/* Whatever GDBus may do one day: without a context of the reading thread it is the main one, which is slower and no more. */
static gboolean
connect_to_bus (Program *program, GError **error)
{
  guint filter;
  g_autoptr (GVariant) answer = NULL;

  program->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  if (program->connection == NULL)
    return FALSE;

  filter = g_dbus_connection_add_filter (program->connection, on_message, program, NULL);
  answer = g_dbus_connection_call_sync (program->connection,
                                        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                        "GetId", NULL, G_VARIANT_TYPE ("(s)"),
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, error);
  g_dbus_connection_remove_filter (program->connection, filter);
  if (program->context == NULL)
    program->context = g_main_context_ref (g_main_context_default ());

  return answer != NULL;
}

static void
run (Program *program)
{
  program->loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, on_terminate, program);
  g_unix_signal_add (SIGINT, on_terminate, program);
  run_in (program->context, on_start, program);
  g_main_loop_run (program->loop);

  g_clear_handle_id (&program->name_id, g_bus_unown_name);
  if (!g_dbus_connection_is_closed (program->connection))
    g_dbus_connection_flush_sync (program->connection, NULL, NULL);
  g_main_loop_unref (program->loop);
}

int
main (int argc, char **argv)
{
  /* Not on the stack: the daemon's thread outlives this function, and may still hear that the bus is gone. */
  static Program program;
  g_autoptr (GError) error = NULL;

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
  /* Of the files that callers name every one is local, and a file system of the desktop would be asked over the bus. */
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  if (!connect_to_bus (&program, &error)) {
    g_printerr ("mediary-service: There is no session bus: %s\n", error->message);
    program.exit_status = EXIT_FAILURE;
  } else {
    run (&program);
  }
  g_clear_object (&program.connection);
  g_clear_pointer (&program.context, g_main_context_unref);

  return program.exit_status;
}
