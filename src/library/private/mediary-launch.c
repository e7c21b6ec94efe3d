/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* posix_spawn_file_actions_addclosefrom_np */
#endif
#include "config.h"

#include "private/mediary-launch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a child gets of our environment. The rest is none of its business, or would change what it loads. */
static const char *const kept_variables[] = {
  "PATH", "HOME", "XDG_CACHE_HOME", "XDG_DATA_DIRS", "LD_LIBRARY_PATH", "LD_PRELOAD", "MEDIARY_DEBUG",
  "GDK_PIXBUF_MODULE_FILE", "GDK_PIXBUF_MODULEDIR", "GST_REGISTRY", "GST_REGISTRY_1_0", "GST_PLUGIN_PATH",
  "GST_PLUGIN_PATH_1_0", "GST_PLUGIN_SYSTEM_PATH", "GST_PLUGIN_SYSTEM_PATH_1_0", "GST_PLUGIN_SCANNER",
  "GST_PLUGIN_SCANNER_1_0", "GST_DEBUG", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"
};

static GStrv
make_environment (void)
{
  GStrv environment = g_new0 (char *, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (kept_variables); i++) {
    const char *value = g_getenv (kept_variables[i]);

    if (value != NULL)
      environment = g_environ_setenv (environment, kept_variables[i], value, TRUE);
  }

  environment = g_environ_setenv (environment, "LC_ALL", "C.UTF-8", TRUE); /* what is stored is in no one's language */
  environment = g_environ_setenv (environment, "GIO_USE_VFS", "local", TRUE);
  environment = g_environ_setenv (environment, "GIO_MODULE_DIR", "/nonexistent", TRUE);
  environment = g_environ_setenv (environment, "GSETTINGS_BACKEND", "memory", TRUE);
  environment = g_environ_setenv (environment, "ORC_CODE", "backup", TRUE); /* no machine code made at run time */

  return environment;
}

static gboolean
wants_messages (void)
{
  const char *topics = g_getenv ("MEDIARY_DEBUG");

  return topics != NULL && strstr (topics, "extraction") != NULL;
}

/* The program starts with signals as at birth and few descriptors: nothing to read, nothing to write, its messages only
 * where someone asked for them, our socket, and what it is given besides. A pipe that we listen to would keep us from
 * forgetting it. */
static int
spawn (const char *program, const char *argument, int socket, int extra, pid_t *pid)
{
  const char *const argv[] = { program, argument, NULL };
  g_auto (GStrv) environment = make_environment ();
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t          attributes;
  sigset_t                   none, all;
  int                        result;

  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, socket, MEDIARY_LAUNCH_SOCKET);
  if (extra >= 0)
    posix_spawn_file_actions_adddup2 (&actions, extra, MEDIARY_LAUNCH_EXTRA);
  posix_spawn_file_actions_addopen (&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen (&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (!wants_messages ())
    posix_spawn_file_actions_addopen (&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np (&actions, (extra >= 0 ? MEDIARY_LAUNCH_EXTRA : MEDIARY_LAUNCH_SOCKET) + 1);

  sigemptyset (&none);
  sigfillset (&all);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setsigdefault (&attributes, &all);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

  result = posix_spawn (pid, program, &actions, &attributes, (char **) argv, environment);

  posix_spawnattr_destroy (&attributes);
  posix_spawn_file_actions_destroy (&actions);

  return result;
}

/* Not one of the first numbers, where the child's are put. */
static int
lift (int descriptor)
{
  int higher = descriptor <= MEDIARY_LAUNCH_EXTRA ? fcntl (descriptor, F_DUPFD_CLOEXEC, MEDIARY_LAUNCH_EXTRA + 1) : -1;

  if (higher < 0)
    return descriptor;
  close (descriptor);

  return higher;
}

/* Our end and the child's. */
static gboolean
make_sockets (int sockets[2])
{
  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
    return FALSE;

  sockets[0] = lift (sockets[0]);
  sockets[1] = lift (sockets[1]);

  return TRUE;
}

/* The program that @variable names, or the installed one. */
char *
mediary_launch_dup_program (const char *variable, const char *name)
{
  const char *program = g_getenv (variable);

  if (program != NULL && *program != '\0')
    return g_strdup (program);

  return g_build_filename (MEDIARY_LIBEXEC_DIR, name, NULL);
}

/*
 * mediary_launch:
 * @extra: a descriptor that the child gets as %MEDIARY_LAUNCH_EXTRA, or -1; greater than that number
 *
 * Starts @program with what it needs and nothing else. Gives its pid and our end of the socket to it.
 */
gboolean
mediary_launch (const char *program, const char *argument, int extra, GPid *pid, int *socket, GError **error)
{
  int sockets[2], result;

  if (!make_sockets (sockets)) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "No socket for “%s”: %s", program,
                 g_strerror (errno));
    return FALSE;
  }

  result = spawn (program, argument, sockets[1], extra, pid);
  close (sockets[1]);
  if (result == 0) {
    *socket = sockets[0];
    return TRUE;
  }

  close (sockets[0]);
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (result), "“%s” cannot be started: %s", program,
               g_strerror (result));
  return FALSE;
}
