/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-output.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <mediary.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What can move the cursor, clear a terminal or turn text around: a file name must not be able to. */
static gboolean
is_unsafe (gunichar character)
{
  return g_unichar_iscntrl (character) || character == 0x061c || (character >= 0x200e && character <= 0x200f) ||
    (character >= 0x2028 && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

static void
append_escaped (GString *text, gunichar character)
{
  if (character == '\n')
    g_string_append (text, "\\n");
  else if (character == '\t')
    g_string_append (text, "\\t");
  else if (character < 0x100)
    g_string_append_printf (text, "\\x%02x", character);
  else
    g_string_append_printf (text, "\\u%04x", character);
}

/* Bytes as a person may safely see them: UTF-8, what is unsafe or no text escaped as in C. */
char *
cli_output_dup_escaped (const char *bytes)
{
  GString *text = g_string_sized_new (strlen (bytes));

  while (*bytes != '\0') {
    gunichar character = g_utf8_get_char_validated (bytes, -1);

    if (character == (gunichar) -1 || character == (gunichar) -2) {
      g_string_append_printf (text, "\\x%02x", (guchar) *bytes++);
      continue;
    }
    if (is_unsafe (character))
      append_escaped (text, character);
    else
      g_string_append_unichar (text, character);
    bytes = g_utf8_next_char (bytes);
  }

  return g_string_free (text, FALSE);
}

/* A terminal gets what is safe, a file or another program the bytes as they are. */
static void
write_text (const char *bytes)
{
  g_autofree char *escaped = NULL;

  if (isatty (STDOUT_FILENO))
    bytes = escaped = cli_output_dup_escaped (bytes);
  fputs (bytes, stdout);
}

void
cli_output_line (const char *line)
{
  write_text (line);
  putchar ('\n');
}

/* What a terminal needs for it: East Asian letters are twice as wide, and marks stand on the letter before them. */
static int
get_width (const char *text)
{
  int width = 0;

  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next)) {
    gunichar letter = g_utf8_get_char (next);

    if (!g_unichar_iszerowidth (letter))
      width += g_unichar_iswide (letter) ? 2 : 1;
  }

  return width;
}

/* A cell of a table: columns on a terminal, a tab behind it elsewhere. */
void
cli_output_cell (const char *text, int width)
{
  g_autofree char *shown = NULL;

  if (!isatty (STDOUT_FILENO)) {
    fputs (text, stdout);
    putchar ('\t');
    return;
  }

  shown = cli_output_dup_escaped (text);
  fputs (shown, stdout);
  printf ("%*s", MAX (0, width - get_width (shown)) + 2, "");
}

void
cli_output_null_ended (const char *bytes)
{
  fwrite (bytes, 1, strlen (bytes) + 1, stdout);
}

/* One object on a line, which is taken. json-glib escapes what JSON asks for; we also escape what a terminal obeys. */
void
cli_output_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;
  const char      *written;

  json_node_take_object (node, object);
  written = json = json_to_string (node, FALSE);
  for (const char *position = json; *position != '\0'; position = g_utf8_next_char (position)) {
    gunichar character = g_utf8_get_char (position);

    if (!is_unsafe (character))
      continue;
    fwrite (written, 1, position - written, stdout);
    printf ("\\u%04x", character);
    written = g_utf8_next_char (position);
  }
  fputs (written, stdout);
  putchar ('\n');
}

/* For what is more than lines. Nothing else may be printed. */
GOutputStream *
cli_output_stream (void)
{
  return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
}

GInputStream *
cli_input_stream (void)
{
  return g_unix_input_stream_new (STDIN_FILENO, FALSE);
}

/* FALSE when nobody reads any more, or the disk is full. */
gboolean
cli_output_flush (void)
{
  return fflush (stdout) == 0 && !ferror (stdout);
}

/* The last thing a command does: what it wrote must have arrived before it may claim success. */
CliExit
cli_output_finish (CliExit exit_code)
{
  if (cli_output_flush ())
    return exit_code;
  if (errno != EPIPE)
    cli_output_complain (_("The output cannot be written."));

  return exit_code == CLI_EXIT_DONE ? CLI_EXIT_FAILED : exit_code;
}

void
cli_output_complain (const char *sentence)
{
  g_autofree char *escaped = cli_output_dup_escaped (sentence);

  fprintf (stderr, "mediary: %s\n", escaped);
}

void
cli_output_complain_usage (const char *sentence)
{
  cli_output_complain (sentence);
  /* Translators: %s is a program with its command, like “mediary list” */
  fprintf (stderr, _("“%s --help” tells more.\n"), g_get_prgname ());
}

CliExit
cli_output_exit_for (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CLI_EXIT_INTERRUPTED;
  if (error->domain != MEDIARY_ERROR)
    return CLI_EXIT_FAILED;

  switch ((MediaryError) error->code) {
  case MEDIARY_ERROR_NOT_FOUND:
  case MEDIARY_ERROR_FILE_NOT_FOUND:
    return CLI_EXIT_NOT_FOUND;
  case MEDIARY_ERROR_INVALID_ARGUMENT:
    return CLI_EXIT_USAGE;
  case MEDIARY_ERROR_BUSY:
  case MEDIARY_ERROR_NO_SPACE:
  case MEDIARY_ERROR_DATABASE_TOO_NEW:
  case MEDIARY_ERROR_DATABASE_DAMAGED:
  case MEDIARY_ERROR_DATABASE_FOREIGN:
  case MEDIARY_ERROR_DATABASE_READ_ONLY:
    return CLI_EXIT_DATABASE;
  case MEDIARY_ERROR_PERMISSION_DENIED:
  case MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE:
  case MEDIARY_ERROR_IN_USE:
  case MEDIARY_ERROR_TIMED_OUT:
  case MEDIARY_ERROR_READ_FAILED:
  case MEDIARY_ERROR_EXTRACTION_FAILED:
    return CLI_EXIT_REFUSED;
  case MEDIARY_ERROR_FAILED:
  default:
    return CLI_EXIT_FAILED;
  }
}

/* Says what kept a command from doing its work on @name, which may be %NULL, and which exit status that is. */
CliExit
cli_output_complain_about (const char *name, const GError *error)
{
  g_autofree char *reason = mediary_words_for_problem (error);
  g_autofree char *sentence = name == NULL ? g_strdup (reason) : g_strdup_printf ("“%s”: %s", name, reason);

  cli_output_complain (sentence);
  g_debug ("%s", error->message);

  return cli_output_exit_for (error);
}
