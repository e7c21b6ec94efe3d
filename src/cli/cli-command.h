/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliExit:
 * @CLI_EXIT_DONE: all that was asked for is done
 * @CLI_EXIT_REFUSED: some files were refused, the others are checked in
 * @CLI_EXIT_USAGE: the command line makes no sense; nothing was done
 * @CLI_EXIT_NOT_FOUND: no such file, id, module or artifact is known; a list is empty
 * @CLI_EXIT_DATABASE: the database cannot be used
 * @CLI_EXIT_INTERRUPTED: stopped by a signal; what was checked in before stays
 * @CLI_EXIT_FAILED: anything else, for instance an output that cannot be written
 *
 * The exit status of every command. Scripts rely on the numbers, and mediary(1) documents them.
 */
typedef enum {
  CLI_EXIT_DONE = 0,
  CLI_EXIT_REFUSED = 1,
  CLI_EXIT_USAGE = 2,
  CLI_EXIT_NOT_FOUND = 3,
  CLI_EXIT_DATABASE = 4,
  CLI_EXIT_INTERRUPTED = 5,
  CLI_EXIT_FAILED = 6,
} CliExit;

/* A command takes its arguments, its own name first, and says how it ended. */
typedef CliExit (*CliCommandFunc) (char **arguments);

CliExit cli_check_in (char **arguments);
CliExit cli_list (char **arguments);
CliExit cli_show (char **arguments);
CliExit cli_where_used (char **arguments);
CliExit cli_uses (char **arguments);
CliExit cli_remove (char **arguments);
CliExit cli_sync (char **arguments);
CliExit cli_remove_document (char **arguments);
CliExit cli_rename_document (char **arguments);
CliExit cli_modules (char **arguments);
CliExit cli_resolve (char **arguments);
CliExit cli_open (char **arguments);
CliExit cli_refresh (char **arguments);
CliExit cli_relink (char **arguments);
CliExit cli_forget (char **arguments);
CliExit cli_watch (char **arguments);
CliExit cli_export (char **arguments);
CliExit cli_import (char **arguments);

G_END_DECLS
