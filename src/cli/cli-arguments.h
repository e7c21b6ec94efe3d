/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-command.h"

G_BEGIN_DECLS

gboolean cli_arguments_parse (char              **arguments,
                              const char         *parameters,
                              const char         *summary,
                              const GOptionEntry *entries);
gboolean cli_arguments_are_some (char      **arguments,
                                 const char *complaint);
gboolean cli_arguments_are_none (char **arguments);
gboolean cli_arguments_are_text (const char *option,
                                 const char *value);
gboolean cli_arguments_read_names (GPtrArray  *names,
                                   const char *list,
                                   gboolean    null_separated);

char *cli_arguments_dup_path (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
