/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-fold.h"

#include <string.h>

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    if ((guchar) *p >= 0x80)
      return FALSE;
  }

  return TRUE;
}

static char *
without_marks (const char *text)
{
  GString *bare = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_ismark (c))
      g_string_append_unichar (bare, c);
  }

  return g_string_free (bare, FALSE);
}

/*
 * mediary_fold:
 *
 * Text as it is searched: without case, accents and compatibility forms, the same in every locale. Bytes that are no
 * UTF-8 become U+FFFD, so that the names around them can still be found.
 */
char *
mediary_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *decomposed = NULL;
  g_autofree char *bare = NULL;

  if (is_plain (text))
    return g_ascii_strdown (text, -1);

  valid = g_utf8_make_valid (text, -1);
  decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKD);
  bare = without_marks (decomposed);

  return g_utf8_casefold (bare, -1);
}

/*
 * mediary_fold_name:
 *
 * The name of an artifact as it is searched: one that is a file: URI by the name people know, “spring talk” and not
 * “spring%20talk”.
 */
char *
mediary_fold_name (const char *name)
{
  g_autofree char *path = g_str_has_prefix (name, "file:") ? g_filename_from_uri (name, NULL, NULL) : NULL;

  return mediary_fold (path != NULL ? path : name);
}

/*
 * mediary_fold_key:
 *
 * A name as it is sorted: two keys compare byte by byte as people sort, “img 2” before “img 10”. A run of digits is
 * written without its leading zeros and behind its length.
 */
char *
mediary_fold_key (const char *name)
{
  g_autofree char *folded = mediary_fold (name);
  GString         *key = g_string_sized_new (strlen (folded) + 8);
  const char      *p = folded;

  while (*p != '\0') {
    gsize n_digits;

    if (!g_ascii_isdigit (*p)) {
      g_string_append_c (key, *p++);
      continue;
    }

    while (*p == '0' && g_ascii_isdigit (p[1]))
      p++;
    n_digits = strspn (p, "0123456789");
    /* '1' to '9', then on through the letters: longer numbers sort later; beyond that they are no numbers. */
    g_string_append_c (key, (char) ('0' + MIN (n_digits, 'z' - '0')));
    g_string_append_len (key, p, (gssize) n_digits);
    p += n_digits;
  }

  return g_string_free (key, FALSE);
}
