/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "escape.h"

#include "extractor-confine.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * Goes into a cage and tries what a decoder would that a file has taken over. Prints a line for each attempt:
 *
 *   refused|ESCAPED|works|BROKEN <tab> what
 *
 *   escape none|image|loaders|stream FOLDER     FOLDER holds a file “secret”, and may be written to
 *
 * It is the loader as well that may be run in the cage of the loaders, where a file of glycin’s names it: then it has no
 * arguments.
 *
 * Without a cage each attempt has a child of its own, since some leave the world changed.
 */

static void
print_line (const EscapeAttempt *attempt, const char *cage, gboolean done)
{
  const char *outcome;

  if (attempt->is_need || (attempt->is_need_of_loaders && strcmp (cage, "loaders") == 0))
    outcome = done ? "works" : "BROKEN";
  else
    outcome = done ? "ESCAPED" : "refused";

  printf ("%s\t%s\n", outcome, attempt->what);
  fflush (stdout);
}

static gboolean
try_in_child (const EscapeAttempt *attempt, EscapeWorld *world)
{
  pid_t pid = fork ();
  int   status = 0;

  if (pid == 0) {
    alarm (10);
    _exit (attempt->try (world) ? 1 : 0);
  }
  waitpid (pid, &status, 0);

  return WIFEXITED (status) && WEXITSTATUS (status) == 1;
}

static void
try_all (EscapeWorld *world, const char *cage)
{
  gboolean caged = strcmp (cage, "none") != 0;

  for (const EscapeAttempt *attempt = escape_attempts; attempt->what != NULL; attempt++)
    print_line (attempt, cage, caged ? attempt->try (world) : try_in_child (attempt, world));
}

/* Another process of the same person, which lives as long as we do. It holds no end of our output. */
static pid_t
start_outsider (void)
{
  int   life[2];
  char  byte;
  pid_t pid;

  if (pipe (life) != 0)
    _exit (3);

  pid = fork ();
  if (pid == 0) {
    dup2 (life[0], STDIN_FILENO);
    close_range (STDIN_FILENO + 1, ~0U, 0);
    _exit (read (STDIN_FILENO, &byte, 1) == 0 ? 0 : 1);
  }
  close (life[0]);

  return pid;
}

/* As the extractor and its server do it, limits and all. The output goes through a pipe, which has no size. */
static void
enter_cage (const char *name)
{
  if (strcmp (name, "none") == 0)
    return;

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    _exit (3);
  if (strcmp (name, "image") == 0) {
    extractor_confine (EXTRACTOR_CAGE_IMAGE);
  } else if (strcmp (name, "loaders") == 0) {
    extractor_confine (EXTRACTOR_CAGE_LOADERS);
  } else {
    extractor_confine (EXTRACTOR_CAGE_SERVER);
    extractor_confine_time ();
    extractor_confine (EXTRACTOR_CAGE_STREAM);
  }
}

int
main (int argc, char *argv[])
{
  EscapeWorld world = { 0 };
  pid_t       outsider;

  if (argc == 1)
    return 7;
  if (argc != 3)
    return 2;

  outsider = start_outsider ();
  escape_world_init (&world, argv[2], argv[0], outsider);
  enter_cage (argv[1]);
  try_all (&world, argv[1]);
  printf ("end\t\n");
  fflush (stdout);

  _exit (0);
}
