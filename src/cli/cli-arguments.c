/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-arguments.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli-output.h"

/* Parses the options of one command; --help prints and ends the program. FALSE if they make no sense, which was said.
 *
 * Values are G_OPTION_ARG_FILENAME throughout: module, artifact and paths are kept byte for byte, whatever the locale. */
gboolean
cli_arguments_parse (char              **arguments,
                     const char         *parameters,
                     const char         *summary,
                     const GOptionEntry *entries)
{
  g_autofree char *program = g_strconcat ("mediary ", arguments[0], NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) copy = g_strdupv (arguments);

  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &copy, &error)) {
    cli_output_complain_usage (error->message);
    return FALSE;
  }

  return TRUE;
}

/* FALSE if there are no @arguments, and says @complaint. */
gboolean
cli_arguments_are_some (char **arguments, const char *complaint)
{
  if (arguments != NULL && *arguments != NULL)
    return TRUE;

  cli_output_complain_usage (complaint);

  return FALSE;
}

/* FALSE if there are @arguments left that the command has no use for, and says so. */
gboolean
cli_arguments_are_none (char **arguments)
{
  g_autofree char *sentence = NULL;

  if (arguments == NULL || *arguments == NULL)
    return TRUE;

  /* Translators: %s is an argument of the command line */
  sentence = g_strdup_printf (_("“%s” is one argument too many."), *arguments);
  cli_output_complain_usage (sentence);

  return FALSE;
}

/* Module and artifact are text in the database: present, and valid UTF-8. FALSE if not, which was said. */
gboolean
cli_arguments_are_text (const char *option, const char *value)
{
  g_autofree char *sentence = NULL;

  if (value != NULL && *value != '\0' && g_utf8_validate (value, -1, NULL))
    return TRUE;

  if (value == NULL || *value == '\0')
    /* Translators: %s is an option of the command line, like --module */
    sentence = g_strdup_printf (_("%s is needed: it says which program and which document use the files."), option);
  else
    /* Translators: %s is an option of the command line, like --module */
    sentence = g_strdup_printf (_("The value of %s is not valid UTF-8 text."), option);
  cli_output_complain_usage (sentence);

  return FALSE;
}

static gboolean
read_names_from (FILE *stream, GPtrArray *names, gboolean null_separated)
{
  char    *line = NULL;
  gsize    space = 0;
  gssize   length;
  gboolean is_text = TRUE;
  int      separator = null_separated ? '\0' : '\n';

  while (is_text && (length = getdelim (&line, &space, separator, stream)) > 0) {
    if (line[length - 1] == separator)
      line[--length] = '\0';
    is_text = strlen (line) == (gsize) length;
    if (length > 0 && is_text)
      g_ptr_array_add (names, g_strdup (line));
  }
  free (line);

  if (!is_text)
    cli_output_complain_usage (_("The list of names is separated by NUL bytes; --null is needed to read it."));

  return is_text;
}

/* Adds the names in the file @list, or on standard input for “-”. FALSE if that failed, which was said. */
gboolean
cli_arguments_read_names (GPtrArray *names, const char *list, gboolean null_separated)
{
  gboolean is_standard_input = g_str_equal (list, "-");
  FILE    *stream = is_standard_input ? stdin : fopen (list, "re");
  gboolean done;

  if (stream == NULL) {
    g_autofree char *name = g_filename_display_name (list);
    /* Translators: the first %s is a file name, the second a reason of the system */
    g_autofree char *sentence = g_strdup_printf (_("The list of names “%s” cannot be read: %s"), name, g_strerror (errno));

    cli_output_complain_usage (sentence);
    return FALSE;
  }

  done = read_names_from (stream, names, null_separated);
  if (!is_standard_input)
    fclose (stream);

  return done;
}

/* The absolute path of a name as given. “..” is left to the system, which knows what is a link; without it a path may be
 * tidied, so that “./a.png” is no other name of “a.png”. */
char *
cli_arguments_dup_path (const char *name)
{
  g_autofree char *folder = NULL;
  char            *path = g_str_has_prefix (name, "file://") ? g_filename_from_uri (name, NULL, NULL) : NULL;

  if (path != NULL)
    return path;
  if (strstr (name, "..") == NULL)
    return g_canonicalize_filename (name, NULL);
  if (g_path_is_absolute (name))
    return g_strdup (name);

  folder = g_get_current_dir ();

  return g_build_filename (folder, name, NULL);
}
