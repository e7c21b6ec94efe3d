/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-words.h"

/* A name is bytes, and may hold what would end its line or be nothing at all where it is shown. */

#define RETURN_SYMBOL       0x21b5
#define CONTROL_SYMBOLS     0x2400 /* U+2401 is the symbol of U+0001, and so on */
#define DELETE_SYMBOL       0x2421
#define NEXT_LINE           0x85
#define LINE_SEPARATOR      0x2028
#define PARAGRAPH_SEPARATOR 0x2029

static gunichar
get_symbol (gunichar character)
{
  switch (character) {
  case '\n':
  case NEXT_LINE:
  case LINE_SEPARATOR:
  case PARAGRAPH_SEPARATOR:
    return RETURN_SYMBOL;
  case 0x7f:
    return DELETE_SYMBOL;
  default:
    return character < ' ' ? CONTROL_SYMBOLS + character : character;
  }
}

static gboolean
is_one_line (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar character = g_utf8_get_char (at);

    if (get_symbol (character) != character)
      return FALSE;
  }

  return TRUE;
}

/**
 * mediary_words_for_name:
 * @name: (type filename): the name of a file or a document
 *
 * Makes a name readable on one line: a newline in it is seen as “↵”, other control characters as their symbols, and bytes
 * that are not text are replaced. Not for opening files. Any thread.
 *
 * Returns: (transfer full): the name as a person reads it
 */
char *
mediary_words_for_name (const char *name)
{
  g_autofree char *readable = NULL;
  GString         *line;

  g_return_val_if_fail (name != NULL, NULL);

  readable = g_filename_display_name (name);
  if (is_one_line (readable))
    return g_steal_pointer (&readable);

  line = g_string_new (NULL);
  for (const char *at = readable; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (line, get_symbol (g_utf8_get_char (at)));

  return g_string_free (line, FALSE);
}
