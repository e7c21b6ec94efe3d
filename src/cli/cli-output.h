/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "cli-command.h"

G_BEGIN_DECLS

void cli_output_line (const char *line);
void cli_output_cell (const char *text,
                      int         width);
void cli_output_null_ended (const char *bytes);
void cli_output_json (JsonObject *object);

GOutputStream *cli_output_stream (void) G_GNUC_WARN_UNUSED_RESULT;
GInputStream  *cli_input_stream (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean cli_output_flush (void);
CliExit  cli_output_finish (CliExit exit_code);

void    cli_output_complain (const char *sentence);
void    cli_output_complain_usage (const char *sentence);
CliExit cli_output_complain_about (const char   *name,
                                   const GError *error);

CliExit cli_output_exit_for (const GError *error);

char *cli_output_dup_escaped (const char *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
